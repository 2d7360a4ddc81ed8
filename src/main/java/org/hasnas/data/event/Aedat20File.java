package org.hasnas.data.event;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.hasnas.data.file.DataDefect;
import org.hasnas.data.model.Orientation;
import org.hasnas.error.HasnasException;

/**
 * AEDAT 2.0 of a DVS128, as CIFAR10-DVS was published: lines that begin with {@code #}, then 8 bytes an event, the highest first: address and time in
 * us, unsigned. Source: docs.inivation.com, AEDAT 2.0; jAER's class DVS128.
 */
final class Aedat20File {
    static final int SIDE = 128;

    private static final int EVENT_BYTES = 8;
    /** Special events, such as those of a synchronisation line. */
    private static final int SPECIAL = 1 << 31 | 1 << 15;
    private static final int ADDRESS_BITS = 15;

    private Aedat20File() {}

    static Recording read(Path file, Orientation orientation) throws HasnasException {
        Events.Builder events = new Events.Builder(file);
        try (EventInput input = EventInput.open(file, ByteOrder.BIG_ENDIAN)) {
            AedatHeader.require(input, "2.0");
            readHeader(input);
            for (int event = 0; !input.atEnd(); event++) {
                ByteBuffer bytes = input.next(EVENT_BYTES, "event", event);
                int address = bytes.getInt();
                long time = bytes.getInt() & 0xFFFFFFFFL;
                if ((address & SPECIAL) == 0) {
                    if (address >>> ADDRESS_BITS != 0) {
                        throw DataDefect.atByte(file, input.position() - EVENT_BYTES, "event " + event + " with the address " + address
                                + ", which is of another camera", "an address of a DVS128, of 15 bits");
                    }
                    int x = address >>> 1 & SIDE - 1;
                    int y = address >>> 8;
                    events.add(time, orientation.x(x, y), orientation.y(x, y), orientation.polarity(address & 1));
                }
            }
        }
        return Recording.of(file, "", 2, SIDE, SIDE, events.build(), List.of());
    }

    private static void readHeader(EventInput input) throws HasnasException {
        while (input.beginsWith("#")) {
            long at = input.position();
            String line = input.line();
            if (line.isEmpty()) {
                throw DataDefect.atByte(input.file(), at, "a line of the header without an end", "lines of text, then events");
            }
            if (line.contains("AEChip:") && !line.contains("DVS128")) {
                throw DataDefect.atByte(input.file(), at, "a recording of another camera (" + line.substring(1).strip() + ")",
                        "one of a DVS128, as those of CIFAR10-DVS are");
            }
        }
    }
}
