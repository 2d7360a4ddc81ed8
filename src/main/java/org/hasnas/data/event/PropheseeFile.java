package org.hasnas.data.event;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hasnas.data.file.DataDefect;
import org.hasnas.data.file.DataFolder;
import org.hasnas.error.HasnasException;

/**
 * Recordings of Prophesee's cameras: DAT 2 (.dat) and EVT 2.0 (.raw). Lines that begin with {@code %}, then little-endian numbers. EVT 2.1 and 3.0 and DAT
 * 1 have other layouts and are refused. Source: docs.prophesee.ai, file formats.
 */
final class PropheseeFile {
    private static final int EVENT_BYTES = 8;
    private static final int WORD_BYTES = 4;
    private static final int LOW_TIME_BITS = 6;
    private static final Pattern GEOMETRY = Pattern.compile("% geometry (\\d{1,5})x(\\d{1,5})");
    private static final int MOST_SIDE = 1 << 14;

    private final EventInput input;
    private final Path file;
    private final StringBuilder header = new StringBuilder();
    private final Events.Builder events;

    private PropheseeFile(EventInput input) {
        this.input = input;
        this.file = input.file();
        this.events = new Events.Builder(file);
    }

    static Recording readDat(Path file) throws HasnasException {
        try (EventInput input = EventInput.open(file, ByteOrder.LITTLE_ENDIAN)) {
            return new PropheseeFile(input).readDat();
        }
    }

    static Recording readEvt2(Path file) throws HasnasException {
        try (EventInput input = EventInput.open(file, ByteOrder.LITTLE_ENDIAN)) {
            return new PropheseeFile(input).readEvt2();
        }
    }

    /** Rows and columns of a sensor. */
    record Sensor(int height, int width) {}

    /** The sensor of a recording, from its header alone. */
    static Sensor sensor(Path file) throws HasnasException {
        try (EventInput input = EventInput.open(file, ByteOrder.LITTLE_ENDIAN)) {
            PropheseeFile recording = new PropheseeFile(input);
            recording.readHeader();
            return DataFolder.name(file).toLowerCase(Locale.ROOT).endsWith(".dat") ? recording.sensorOfDat() : recording.sensorOfEvt2();
        }
    }

    private Sensor sensorOfDat() throws HasnasException {
        return new Sensor(side("Height"), side("Width"));
    }

    private Sensor sensorOfEvt2() throws HasnasException {
        Matcher geometry = GEOMETRY.matcher(header);
        Matcher format = Pattern.compile("height=(\\d{1,5});width=(\\d{1,5})").matcher(header);
        boolean hasGeometry = geometry.find();
        if (!hasGeometry && !format.find()) {
            throw DataDefect.atByte(file, 0, "no line '% geometry WIDTHxHEIGHT'", "the size of the sensor in the header");
        }
        int width = side("a width of", hasGeometry ? geometry.group(1) : format.group(2));
        return new Sensor(side("a height of", hasGeometry ? geometry.group(2) : format.group(1)), width);
    }

    private void readHeader() throws HasnasException {
        input.requireContent("lines that begin with %");
        String line = "%";
        while (!line.isEmpty() && !line.startsWith("% end")) {
            line = input.beginsWith("%") ? input.line() : "";
            header.append(line);
        }
        if (header.isEmpty()) {
            throw DataDefect.atByte(file, 0, "no line that begins with %", "the header of a recording of Prophesee");
        }
    }

    private Optional<String> value(String key) {
        return header.toString().lines().filter(line -> line.startsWith("% " + key + " ")).findFirst()
                .map(line -> line.substring(key.length() + 3).strip());
    }

    private int side(String key) throws HasnasException {
        String text = value(key).orElseThrow(() -> DataDefect.atByte(file, 0, "no line '% " + key + "'", "the size of the sensor in the header"));
        return side(key, text);
    }

    private int side(String what, String text) throws HasnasException {
        OptionalInt side = text.matches("\\d{1,5}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
        if (side.isEmpty() || side.getAsInt() < 1 || side.getAsInt() > MOST_SIDE) {
            throw DataDefect.atByte(file, 0, what + " " + text + " in the header", "1 to " + MOST_SIDE + " pixels");
        }
        return side.getAsInt();
    }

    private void add(long time, int x, int y, int polarity, Sensor sensor) throws HasnasException {
        if (x >= sensor.width || y >= sensor.height) {
            throw DataDefect.atByte(file, input.position(), "event " + events.size() + " at x " + x + ", y " + y,
                    "places on a sensor of " + sensor.width + " x " + sensor.height);
        }
        events.add(time, x, y, polarity);
    }

    private Recording readDat() throws HasnasException {
        readHeader();
        String version = value("Version").orElse("none");
        if (!version.equals("2")) {
            throw DataDefect.atByte(file, 0, "Version " + version + " of the format DAT", "Version 2");
        }
        Sensor sensor = sensorOfDat();
        long at = input.position();
        ByteBuffer head = input.next(2, "type and size of event", 0);
        int type = head.get() & 0xFF;
        int size = head.get() & 0xFF;
        if (type != 0 && type != 0x0C) {
            throw DataDefect.atByte(file, at, "event type " + type, "0 or 12: events of pixels");
        }
        if (size != EVENT_BYTES) {
            throw DataDefect.atByte(file, at + 1, "event size " + size, "8 bytes");
        }
        while (!input.atEnd()) {
            ByteBuffer bytes = input.next(EVENT_BYTES, "event", events.size());
            long time = bytes.getInt() & 0xFFFFFFFFL;
            int data = bytes.getInt();
            int polarity = data >>> 28;
            if (polarity > 1) {
                throw DataDefect.atByte(file, input.position() - EVENT_BYTES, "event " + events.size() + " with polarity " + polarity, "0 or 1");
            }
            add(time, data & 0x3FFF, data >>> 14 & 0x3FFF, polarity, sensor);
        }
        return Recording.of(file, "", 2, sensor.height, sensor.width, events.build(), List.of());
    }

    private Recording readEvt2() throws HasnasException {
        readHeader();
        String version = value("evt").or(() -> value("format")).orElse("none");
        if (!version.equals("2.0") && !version.startsWith("EVT2;")) {
            throw DataDefect.atByte(file, 0, "version " + version + " of the format EVT", "2.0");
        }
        Sensor sensor = sensorOfEvt2();
        long highTime = -1;
        for (long word = 0; !input.atEnd(); word++) {
            int data = input.next(WORD_BYTES, "word", word).getInt();
            switch (data >>> 28) {
                case 0, 1 -> {
                    if (highTime < 0) {
                        throw DataDefect.atByte(file, input.position() - WORD_BYTES, "an event before the first word of EVT_TIME_HIGH",
                                "the higher bits of its time first");
                    }
                    add(highTime | ((data >>> 22) & 0x3F), (data >>> 11) & 0x7FF, data & 0x7FF, data >>> 28, sensor);
                }
                case 8 -> highTime = (data & 0xFFFFFFFL) << LOW_TIME_BITS;
                case 0xA, 0xE, 0xF -> { // triggers, other things, and what follows them
                }
                default -> throw DataDefect.atByte(file, input.position() - WORD_BYTES, "a word of type " + (data >>> 28),
                        "one of the types 0, 1, 8, 10, 14, 15");
            }
        }
        return Recording.of(file, "", 2, sensor.height, sensor.width, events.build(), List.of());
    }
}
