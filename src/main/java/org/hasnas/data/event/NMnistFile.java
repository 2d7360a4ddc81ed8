package org.hasnas.data.event;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.hasnas.data.file.DataDefect;
import org.hasnas.error.HasnasException;

/**
 * A recording of N-MNIST: 5 bytes an event, column, row, then polarity in the highest bit and 23 bits of microseconds, the highest first. A row of 240
 * is no event but an overflow of time: 2^13 us more for all that follow. Source: Orchard et al. 2015, doi 10.3389/fnins.2015.00437.
 */
final class NMnistFile {
    static final int SIDE = 34;

    private static final int RECORD_BYTES = 5;
    private static final int OVERFLOW_ROW = 240;
    private static final long OVERFLOW_MICROS = 1 << 13;
    private static final int TIME_MASK = (1 << 23) - 1;

    private NMnistFile() {}

    static Recording read(Path file) throws HasnasException {
        Events.Builder events = new Events.Builder(file);
        try (EventInput input = EventInput.open(file, ByteOrder.BIG_ENDIAN)) {
            boolean isAedat = input.beginsWith("#!AER-DAT");
            long overflow = 0;
            while (!input.atEnd()) {
                ByteBuffer bytes = input.next(RECORD_BYTES, "event", events.size());
                int x = bytes.get() & 0xFF;
                int y = bytes.get() & 0xFF;
                int rest = ((bytes.get() & 0xFF) << 16) | (bytes.getShort() & 0xFFFF);
                if (y == OVERFLOW_ROW) {
                    overflow += OVERFLOW_MICROS;
                } else {
                    if (x >= SIDE || y >= SIDE) {
                        throw DataDefect.atByte(file, input.position() - RECORD_BYTES, "event " + events.size() + " at x " + x + ", y " + y
                                + ", out of range" + (isAedat ? " (the file begins as an AEDAT file)" : ""), "places on a sensor of 34 x 34");
                    }
                    events.add((rest & TIME_MASK) + overflow, x, y, rest >>> 23);
                }
            }
        }
        return Recording.of(file, "", 2, SIDE, SIDE, events.build(), List.of());
    }
}
