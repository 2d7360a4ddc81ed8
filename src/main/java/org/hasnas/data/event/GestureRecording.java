package org.hasnas.data.event;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hasnas.data.file.DataDefect;
import org.hasnas.data.file.DataFolder;
import org.hasnas.document.InputFile;
import org.hasnas.document.NumpyFile;
import org.hasnas.error.HasnasException;

/**
 * A recording of DVS128 Gesture with its labels: one sample for each row of {@code NAME_labels.csv}, the events from its start to before its end. Rows may
 * overlap and a class may come twice. Source: Amir et al. 2017, A low power, fully event-based gesture recognition system.
 */
final class GestureRecording {
    static final int CLASSES = 11;

    private static final long MICROS = 1000;
    private static final long MOST_MILLIS = 1L << 50;

    private static final String HEADER = "class,startTime_usec,endTime_usec";

    private GestureRecording() {}

    /** @param number from 1, behind the header */
    private record Row(int number, int label, long start, long end) {}

    static Path labels(Path recording) {
        return recording.resolveSibling(DataFolder.name(recording).replaceFirst("\\.aedat$", "_labels.csv"));
    }

    static void read(Path file, Samples samples) throws HasnasException {
        List<Row> rows = rows(labels(file));
        Recording whole = Aedat31File.read(file);
        for (Row row : rows) {
            Events events = whole.events().between(row.start, row.end);
            List<String> remarks = new ArrayList<>(whole.remarks());
            if (events.size() == 0) {
                remarks.add(labels(file) + ", row " + row.number + ": no events of " + file + " are in its time.");
            }
            samples.accept(row.label, new Recording(whole.channels(), whole.height(), whole.width(), events, remarks));
        }
    }

    /**
     * A gesture that somebody has cut out before: an array with a row of x, y, polarity and milliseconds for each event, as tonic hands them out
     * ({@code ibmGestureTrain/USER/CLASS.npy}).
     */
    static Recording readCut(Path file) throws HasnasException {
        NumpyFile.Array array = NumpyFile.readArray(file);
        if (array.shape().size() != 2 || array.shape().get(1) != 4) {
            throw DataDefect.of(file, "an array of shape " + array.shape(), "[events, 4]: x, y, polarity and milliseconds");
        }
        long[] values;
        try {
            values = array.integers();
        } catch (IllegalArgumentException noIntegers) {
            throw DataDefect.of(file, "an array that " + noIntegers.getMessage(), "whole numbers");
        }
        Events.Builder events = new Events.Builder(file);
        for (int at = 0; at < values.length; at += 4) {
            boolean isPlace = Math.min(values[at], values[at + 1]) >= 0 && Math.max(values[at], values[at + 1]) < Aedat31File.SIDE;
            if (!isPlace || values[at + 2] >>> 1 != 0 || values[at + 3] < 0 || values[at + 3] > MOST_MILLIS) {
                throw DataDefect.of(file, "in row " + at / 4 + " x " + values[at] + ", y " + values[at + 1] + ", polarity " + values[at + 2] + " and "
                        + values[at + 3] + " ms", "a place on a sensor of 128 x 128, polarity 0 or 1, and a time from 0");
            }
            events.add(values[at + 3] * MICROS, (int) values[at], (int) values[at + 1], (int) values[at + 2]);
        }
        return Recording.of(file, "", 2, Aedat31File.SIDE, Aedat31File.SIDE, events.build(), List.of());
    }

    private static List<Row> rows(Path csv) throws HasnasException {
        if (!Files.exists(csv)) {
            throw DataDefect.of(csv, "no such file (not found)", "the labels of the recording beside it");
        }
        List<String> lines = InputFile.text(csv, InputFile.Kind.DOCUMENT, DataDefect.absent(csv, "labels")).lines().toList();
        if (lines.isEmpty() || !lines.getFirst().strip().equals(HEADER)) {
            throw DataDefect.atLine(csv, 1, lines.isEmpty() ? "an empty file" : "'" + lines.getFirst() + "'", "the header '" + HEADER + "'");
        }
        List<Row> rows = new ArrayList<>();
        for (int line = 1; line < lines.size(); line++) {
            if (!lines.get(line).isBlank()) {
                rows.add(row(csv, line, lines.get(line).strip()));
            }
        }
        return rows;
    }

    private static Row row(Path csv, int row, String text) throws HasnasException {
        List<String> fields = List.of(text.split(",", -1));
        String place = csv + ", row " + row;
        if (fields.size() != 3) {
            throw DataDefect.atLine(place, row + 1L, fields.size() + " columns in '" + text + "'", "3: class, start and end");
        }
        long label = number(place, row, fields.get(0));
        long start = number(place, row, fields.get(1));
        long end = number(place, row, fields.get(2));
        if (label < 1 || label > CLASSES) {
            throw DataDefect.atLine(place, row + 1L, "class " + label, "1 to " + CLASSES);
        }
        if (end < start) {
            throw DataDefect.atLine(place, row + 1L, "an end of " + end + " us before the start at " + start, "the end behind the start");
        }
        return new Row(row, (int) label - 1, start, end);
    }

    private static long number(String place, int row, String text) throws HasnasException {
        if (!text.strip().matches("\\d{1,18}")) {
            throw DataDefect.atLine(place, row + 1L, "'" + text.strip() + "'", "a whole number");
        }
        return Long.parseLong(text.strip());
    }
}
