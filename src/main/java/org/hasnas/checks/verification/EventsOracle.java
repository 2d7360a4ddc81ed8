package org.hasnas.checks.verification;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.hasnas.checks.model.VerificationResult;
import org.hasnas.data.event.EventFiles;
import org.hasnas.data.event.EventFormat;
import org.hasnas.data.event.EventFrames;
import org.hasnas.data.event.EventListing;
import org.hasnas.data.event.Events;
import org.hasnas.data.event.Recording;
import org.hasnas.data.model.Binning;
import org.hasnas.data.model.EventSettings;
import org.hasnas.data.model.Orientation;
import org.hasnas.document.Fields;
import org.hasnas.document.InputFile;
import org.hasnas.document.Value;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.units.EnumNames;

/**
 * Files of event cameras beside what they hold: {@code FILE.json} beside each FILE has {@code events} (count, sums, CRC-32 of all) and {@code frames} (CRC-32
 * of the tensor of counts) of the recording, of its {@code samples}, or of its {@code conventions}; or says with {@code expect} that the file is to be refused
 * or may be read with a remark. A {@code dataset.json} says what a folder holds.
 */
public final class EventsOracle {
    private static final int MOST_BINS = 1 << 16;
    /** Of all frames of a recording together. */
    private static final int MOST_COUNTS = 1 << 26;

    /** Checks all cases of a folder and those below it, or one case. */
    public List<VerificationResult> verify(Path path, JobContext job) throws HasnasException {
        if (!InputFile.isThere(path)) {
            throw new HasnasException(ErrorCode.NOT_FOUND, "There is no file or folder " + path + "; give one with cases of events.");
        }
        List<VerificationResult> results = new ArrayList<>();
        for (Path json : OracleFiles.jsonFilesBelow(path)) {
            job.checkpoint();
            Value value = OracleFiles.read(json);
            if (value.isMapping() && value.find("format").isPresent()) {
                results.add(result(path, json, value.anyFields()));
            }
        }
        return List.copyOf(results);
    }

    private static VerificationResult result(Path root, Path json, Fields given) throws HasnasException {
        String name = root.equals(json) ? json.getFileName().toString() : root.relativize(json).toString();
        String kind = given.text("kind");
        if (kind.equals("dataset")) {
            List<String> differences = compareDataset(json.resolveSibling(""), given);
            return verdict(name, "data set", differences, List.of());
        }
        Path file = json.resolveSibling(json.getFileName().toString().replaceFirst("\\.json$", ""));
        String format = given.text("format");
        String expect = given.has("expect") ? given.text("expect") : "accept";
        List<String> differences = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        try {
            remarks.addAll(read(format, file, given, parts));
        } catch (HasnasException refused) {
            boolean isRight = expect.contains("reject") || expect.equals("warn_sort") || expect.equals("accept_or_clear_error");
            if (!isRight || !refused.getMessage().contains(named(format, file))) {
                differences.add(isRight ? "the message does not name the file" : "refused");
            }
            return verdict(name, "refusal", differences, List.of(refused.getMessage()));
        }
        parts.forEach(part -> remarks.addAll(part.recording.remarks()));
        if (expect.equals("reject")) {
            differences.add("not refused");
        } else if (!expect.startsWith("accept") && remarks.isEmpty()) {
            differences.add("read without a remark");
        }
        long samples = given.has("samples") && format.contains("shd") ? given.items("samples").size() : parts.size();
        if (parts.size() != samples) {
            differences.add(parts.size() + " samples instead of " + samples);
        }
        for (Part part : parts) {
            if (part.expected.isPresent()) {
                compare(part, part.expected.get(), differences);
            }
        }
        return verdict(name, remarks.isEmpty() ? "events and frames" : "events, frames and remarks", differences, remarks);
    }

    private static VerificationResult verdict(String name, String quantity, List<String> differences, List<String> remarks) {
        return new VerificationResult(name, quantity, differences.isEmpty() ? 0 : Double.POSITIVE_INFINITY, 0,
                String.join("; ", Stream.concat(differences.stream(), remarks.stream().limit(2)).toList()));
    }

    /** What a message about a bad file names. */
    private static String named(String format, Path file) {
        String name = file.getFileName().toString();
        return format.equals("dvsgesture-labels") ? name.replace(".aedat", "_labels.csv") : name;
    }

    /** A recording, or a sample of a file, and what is known of it. */
    private record Part(String place, OptionalInt label, Recording recording, Optional<Fields> expected) {}

    /** @return remarks on the file as a whole */
    private static List<String> read(String format, Path file, Fields given, List<Part> parts) throws HasnasException {
        switch (format) {
            case "nmnist-bin" -> readOne(EventFormat.N_MNIST, file, given, parts);
            case "aedat3.1" -> readOne(EventFormat.AEDAT_3, file, given, parts);
            case "aedat4" -> readOne(EventFormat.AEDAT_4, file, given, parts);
            case "prophesee-dat2" -> readOne(EventFormat.DAT_2, file, given, parts);
            case "prophesee-evt2" -> readOne(EventFormat.EVT_2, file, given, parts);
            case "aedat2.0-dvs128" -> {
                for (Orientation orientation : Orientation.values()) {
                    String convention = EnumNames.of(orientation);
                    Recording recording = EventFormat.AEDAT_2.read(file, orientation);
                    parts.add(new Part(convention + ": ", OptionalInt.empty(), recording,
                            given.has("conventions") ? Optional.of(given.anyFields("conventions").anyFields(convention)) : Optional.empty()));
                }
            }
            case "dvsgesture-split" -> EventFiles.gestureTrials(file);
            case "dvsgesture-labels", "shd-hdf5" -> {
                return readSamples(file, given, parts);
            }
            default -> throw given.value("format").wrong("a format of the cases that are known");
        }
        if (format.equals("aedat3.1") && given.has("samples")) {
            return readSamples(file, given, parts);
        }
        return List.of();
    }

    private static void readOne(EventFormat format, Path file, Fields given, List<Part> parts) throws HasnasException {
        parts.add(new Part("", OptionalInt.empty(), format.read(file, Orientation.SPIKINGJELLY),
                given.has("events") && given.value("events").isMapping() ? Optional.of(given) : Optional.empty()));
    }

    private static List<String> readSamples(Path file, Fields given, List<Part> parts) throws HasnasException {
        List<Value> expected = given.has("samples") ? given.items("samples") : List.of();
        int[] seen = new int[1];
        return EventFiles.samples(file, (label, recording) -> {
            parts.add(new Part("sample " + seen[0] + ": ", OptionalInt.of(label), recording,
                    seen[0] < expected.size() ? Optional.of(expected.get(seen[0]).anyFields()) : Optional.empty()));
            seen[0]++;
        });
    }

    private static void compare(Part part, Fields expected, List<String> differences) throws HasnasException {
        if (part.label.isPresent() && expected.integer("label", 0, MOST_BINS) != part.label.getAsInt()) {
            differences.add(part.place + "label " + part.label.getAsInt());
        }
        compareEvents(part.place, part.recording.events(), expected.anyFields("events"), differences);
        for (Value item : expected.has("frames") ? expected.items("frames") : List.<Value>of()) {
            Fields frames = item.anyFields();
            String rule = frames.text("rule");
            int bins = frames.integer("T", 1, MOST_BINS);
            String found = framesCrc(part.recording, bins(part.recording.events(), frames, rule, bins), bins, frames);
            if (!found.equals(frames.text("crc32"))) {
                differences.add(part.place + "frames of rule " + rule + ", T " + bins + " differ");
            }
        }
    }

    private static void compareEvents(String place, Events events, Fields given, List<String> differences) throws HasnasException {
        int[] all = IntStream.range(0, events.size()).toArray();
        Map<String, String> sums = new TreeMap<>();
        sums.put("n_events", Integer.toString(events.size()));
        sums.put("sum_t", Arrays.stream(all).mapToObj(event -> BigInteger.valueOf(events.time(event))).reduce(BigInteger.ZERO, BigInteger::add)
                .toString());
        sums.put("sum_x", Long.toString(Arrays.stream(all).mapToLong(events::x).sum()));
        sums.put("sum_y", Long.toString(Arrays.stream(all).mapToLong(events::y).sum()));
        sums.put("sum_p", Long.toString(Arrays.stream(all).mapToLong(events::polarity).sum()));
        for (Map.Entry<String, String> sum : sums.entrySet()) {
            if (!given.value(sum.getKey()).written().equals(sum.getValue())) {
                differences.add(place + sum.getKey() + " is " + sum.getValue() + " instead of " + given.value(sum.getKey()).written());
            }
        }
        String found = crc(buffer -> Arrays.stream(all).forEach(event -> buffer.putLong(events.time(event)).putInt(events.x(event))
                .putInt(events.y(event)).putInt(events.polarity(event))), events.size() * (Long.BYTES + 3 * Integer.BYTES));
        if (!found.equals(given.text("events_crc32"))) {
            differences.add(place + "events differ");
        }
    }

    /** The bins of events by the rules that the cases know, those past the last have none; those of this program are {@link EventFrames}' two. */
    private static int[] bins(Events events, Fields given, String rule, int bins) throws HasnasException {
        return switch (rule) {
            case "time" -> EventFrames.bins(Binning.TIME, events, bins);
            case "count" -> EventFrames.bins(Binning.COUNT, events, bins);
            case "window" -> {
                long micros = given.longInteger("dt_us", 1, Integer.MAX_VALUE);
                yield IntStream.range(0, events.size()).map(event -> (int) Math.min(bins, events.time(event) / micros)).toArray();
            }
            case "sj_count" -> {
                if (events.size() < bins) {
                    throw given.value("T").wrong("a number of frames of which each gets an event");
                }
                yield IntStream.range(0, events.size()).map(event -> Math.min(bins - 1, event / (events.size() / bins))).toArray();
            }
            case "sj_time" -> slices(events, bins, given);
            default -> throw given.value("rule").wrong("one of time, count, window, sj_count, sj_time");
        };
    }

    /** CRC-32 of the counts of events, [bin][channel][row][column], of which one bin at a time is in memory. */
    private static String framesCrc(Recording recording, int[] binOfEvent, int bins, Fields given) throws HasnasException {
        Events events = recording.events();
        int frame = recording.channels() * recording.height() * recording.width();
        if ((long) bins * frame > MOST_COUNTS) {
            throw given.value("T").wrong("at most " + MOST_COUNTS / frame + ", for frames of this size");
        }
        int[] order = IntStream.range(0, binOfEvent.length).boxed().sorted(Comparator.comparingInt(event -> binOfEvent[event]))
                .mapToInt(Integer::intValue).toArray();
        ByteBuffer counts = ByteBuffer.allocate(frame * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        CRC32 sum = new CRC32();
        int next = 0;
        for (int bin = 0; bin < bins; bin++) {
            Arrays.fill(counts.array(), (byte) 0);
            for (; next < order.length && binOfEvent[order[next]] == bin; next++) {
                int event = order[next];
                int channel = recording.channels() == 1 ? 0 : events.polarity(event);
                int at = Integer.BYTES * ((channel * recording.height() + events.y(event)) * recording.width() + events.x(event));
                counts.putInt(at, counts.getInt(at) + 1);
            }
            sum.update(counts.array());
        }
        return String.format(Locale.ROOT, "%08x", sum.getValue());
    }

    private static int[] slices(Events events, int bins, Fields given) throws HasnasException {
        long first = events.size() == 0 ? 0 : events.time(0);
        long window = events.size() == 0 ? 0 : (events.time(events.size() - 1) - first) / bins;
        if (window < 1) {
            throw given.value("T").wrong("a number of frames of which each gets some of the time");
        }
        return IntStream.range(0, events.size()).map(event -> (int) Math.min(bins - 1, (events.time(event) - first) / window)).toArray();
    }

    private interface Content {
        void write(ByteBuffer buffer);
    }

    private static String crc(Content content, int bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        content.write(buffer);
        CRC32 sum = new CRC32();
        sum.update(buffer.flip());
        return String.format(Locale.ROOT, "%08x", sum.getValue());
    }

    /** Samples of each class, and of each file where they are listed. */
    private static List<String> compareDataset(Path folder, Fields given) throws HasnasException {
        EventListing listing = switch (given.text("format")) {
            case "nmnist-bin" -> EventListing.ofNMnist(folder);
            case "aedat3.1" -> EventListing.ofGestures(folder);
            case "aedat2.0-dvs128", "aedat4" -> EventListing.ofCifar10(folder, 1);
            default -> throw given.value("format").wrong("a format of the cases that are known");
        };
        List<String> differences = new ArrayList<>();
        if (given.has("splits")) {
            Fields splits = given.anyFields("splits");
            for (String split : splits.all().keySet()) {
                compareSplit(split, split.equalsIgnoreCase("train") ? listing.training() : listing.test(), folder, splits.anyFields(split),
                        differences);
            }
        } else {
            compareSplit("all", Stream.concat(listing.training().stream(), listing.test().stream()).toList(), folder, given, differences);
        }
        return differences;
    }

    private static void compareSplit(String split, List<EventListing.Item> items, Path folder, Fields given, List<String> differences)
            throws HasnasException {
        List<Value> perClass = given.items("per_class");
        long[] samples = new long[perClass.size()];
        Map<String, String> found = new TreeMap<>();
        for (EventListing.Item item : items) {
            item.read(EventSettings.DEFAULT, (label, recording) -> {
                if (label < samples.length) {
                    samples[label]++;
                } else {
                    differences.add(split + ": a sample of class " + label);
                }
                found.put(folder.relativize(item.file()).toString().replace('\\', '/'), label + " " + recording.events().size());
            });
        }
        for (int label = 0; label < samples.length; label++) {
            if (!perClass.get(label).written().equals(Long.toString(samples[label]))) {
                differences.add(split + ": " + samples[label] + " samples of class " + label);
            }
        }
        for (Value item : given.has("items") ? given.items("items") : List.<Value>of()) {
            List<Value> row = item.items(3, "value");
            String expected = row.get(1).written() + " " + row.get(2).written();
            if (!expected.equals(found.get(row.get(0).written()))) {
                differences.add(split + ": " + row.get(0).written() + " is " + found.get(row.get(0).written()) + " instead of " + expected);
            }
        }
    }
}
