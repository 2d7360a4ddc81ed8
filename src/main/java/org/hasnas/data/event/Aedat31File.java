package org.hasnas.data.event;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hasnas.data.file.DataDefect;
import org.hasnas.error.HasnasException;

/**
 * AEDAT 3.1 of a DVS128, as DVS128 Gesture has it: a header up to {@code #!END-HEADER}, then packets of a header of 28 bytes and events. Polarity
 * events that are marked invalid are no events; packets of other types are passed over. Source: docs.inivation.com, AEDAT 3.1.
 */
final class Aedat31File {
    static final int SIDE = 128;

    private static final String END_OF_HEADER = "#!END-HEADER";
    private static final int HEADER_BYTES = 28;
    private static final int POLARITY = 1;
    private static final int EVENT_BYTES = 8;
    /** Special, frame, IMU6, IMU9, sample, ear, configuration and more up to spikes: no pixels, or none that changed. */
    private static final Set<Integer> PASSED_OVER = Set.of(0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);

    private final EventInput input;
    private final Path file;
    private final Events.Builder events;
    private final List<String> remarks = new ArrayList<>();

    private Aedat31File(EventInput input) {
        this.input = input;
        this.file = input.file();
        this.events = new Events.Builder(file);
    }

    static Recording read(Path file) throws HasnasException {
        try (EventInput input = EventInput.open(file, ByteOrder.LITTLE_ENDIAN)) {
            Aedat31File reader = new Aedat31File(input);
            reader.readHeader();
            for (int packet = 0; !input.atEnd(); packet++) {
                reader.readPacket(packet);
            }
            return Recording.of(file, "", 2, SIDE, SIDE, reader.events.build(), reader.remarks);
        }
    }

    private void readHeader() throws HasnasException {
        AedatHeader.require(input, "3.1");
        String line = "";
        while (!line.startsWith(END_OF_HEADER)) {
            long at = input.position();
            line = input.beginsWith("#") ? input.line() : "";
            if (line.isEmpty()) {
                throw DataDefect.atByte(file, at, "the end of the header without a line " + END_OF_HEADER, "that line before the packets");
            }
        }
    }

    private void readPacket(int packet) throws HasnasException {
        long at = input.position();
        ByteBuffer header = input.next(HEADER_BYTES, "header of packet", packet);
        int type = header.getShort();
        header.getShort(); // source
        int eventSize = header.getInt();
        int timeOffset = header.getInt();
        int overflow = header.getInt();
        int capacity = header.getInt();
        int number = header.getInt();
        int valid = header.getInt();
        String place = "packet " + packet + " with ";
        if (eventSize <= 0 || (type == POLARITY && eventSize != EVENT_BYTES)) {
            throw wrong(at, place + "eventSize " + eventSize, type == POLARITY ? "8 bytes for a polarity event" : "a size above 0");
        }
        if (number < 0 || capacity != number || valid < 0 || valid > number) {
            throw wrong(at, place + "eventCapacity " + capacity + ", eventNumber " + number + ", eventValid " + valid,
                    "eventCapacity equal to eventNumber, and eventValid at most that");
        }
        long bytes = (long) number * eventSize;
        if (bytes > input.left()) {
            throw wrong(at, place + number + " events of " + eventSize + " bytes (offset " + at + "), of which " + input.left() / eventSize
                    + " are there: the file is truncated", "whole packets");
        }
        if (type == POLARITY) {
            if (timeOffset != 4 || overflow < 0) {
                throw wrong(at, place + "eventTSOffset " + timeOffset + ", eventTSOverflow " + overflow,
                        "times at byte 4 of an event, none negative");
            }
            readEvents(packet, number, valid, (long) overflow << 31);
        } else {
            if (!PASSED_OVER.contains(type)) {
                remarks.add(file + ", byte " + at + ": a packet of the unknown type " + type + " was passed over.");
            }
            input.skip(bytes);
        }
    }

    private void readEvents(int packet, int number, int valid, long firstTime) throws HasnasException {
        int before = events.size();
        for (int event = 0; event < number; event++) {
            ByteBuffer bytes = input.next(EVENT_BYTES, "event", event);
            int data = bytes.getInt();
            int time = bytes.getInt();
            int x = data >>> 17;
            int y = data >>> 2 & 0x7FFF;
            if ((data & 1) != 0) {
                if (x >= SIDE || y >= SIDE || time < 0) {
                    throw wrong(input.position() - EVENT_BYTES, "event " + event + " of packet " + packet + " at x " + x + ", y " + y + ", time "
                            + time, "places on a sensor of 128 x 128 and times of 0 or more");
                }
                events.add(firstTime + time, x, y, data >>> 1 & 1);
            }
        }
        if (events.size() - before != valid) {
            remarks.add(
                    file + ": packet " + packet + " says eventValid " + valid + ", " + (events.size() - before) + " of its events are marked valid;"
                            + " these were taken.");
        }
    }

    private HasnasException wrong(long at, String found, String expected) {
        return DataDefect.atByte(file, at, found, expected);
    }
}
