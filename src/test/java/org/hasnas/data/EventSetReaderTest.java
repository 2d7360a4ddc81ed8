package org.hasnas.data;

import static org.hasnas.data.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hasnas.data.event.EventFiles;
import org.hasnas.data.model.Binning;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.data.model.EventSettings;
import org.hasnas.data.model.Orientation;
import org.hasnas.document.NumpyFile;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventSetReaderTest {
    @TempDir
    private Path folder;

    /** One event for each row: column, row, polarity, time in us. */
    private static byte[] recording(int[]... events) {
        byte[] bytes = new byte[5 * events.length];
        for (int event = 0; event < events.length; event++) {
            int[] values = events[event];
            bytes[5 * event] = (byte) values[0];
            bytes[5 * event + 1] = (byte) values[1];
            bytes[5 * event + 2] = (byte) (values[2] << 7 | values[3] >> 16);
            bytes[5 * event + 3] = (byte) (values[3] >> 8);
            bytes[5 * event + 4] = (byte) values[3];
        }
        return bytes;
    }

    private Path nMnist() throws IOException {
        Path set = folder.resolve("set");
        for (String part : List.of("Train", "Test")) {
            for (int digit : new int[] {0, 7}) {
                Path place = Files.createDirectories(set.resolve(part).resolve(Integer.toString(digit)));
                Files.write(place.resolve("1.bin"),
                        recording(new int[] {3, 5, 1, 0}, new int[] {33, 33, 0, 70_000}, new int[] {digit, 0, 1, 79_999}));
                Files.writeString(place.resolve("notes.txt"), "not a recording");
            }
        }
        return set;
    }

    private static LabelledDataset load(Path set, EventSettings settings) throws HasnasException {
        return new DatasetLoader().load(new DatasetReference(Format.N_MNIST, set.toString()).withEvents(settings), set, JobContext.NONE);
    }

    @Test
    void aRecordingThatIsNoSampleIsRefusedBeforeItFillsTheMemory() throws IOException, HasnasException {
        Path set = nMnist();
        try (Stream<Path> files = Files.walk(set); FileChannel bloated = FileChannel.open(
                files.filter(file -> file.toString().endsWith(".bin")).sorted().findFirst().orElseThrow(), StandardOpenOption.WRITE)) {
            bloated.write(ByteBuffer.allocate(1), (5L << 25) + 5); // a sparse file: nothing on the disk
        }
        assertFails(ErrorCode.BAD_DATA, () -> load(set, EventSettings.DEFAULT), ".bin: found more than 33554432 events");
    }

    @Test
    void aListOfRecordingsWithANameThatNoFileCanHaveIsRefused() throws IOException {
        Path list = Files.writeString(folder.resolve("trials_to_train.txt"), "a\0.aedat\n");
        assertFails(ErrorCode.BAD_DATA, () -> EventFiles.gestureTrials(list), "which is not found beside the list");
    }

    @Test
    void eventsLieInTheirTimeBinsPolaritiesInChannels() throws HasnasException, IOException {
        Path set = nMnist();
        assertEquals(Format.N_MNIST, FormatByNames.of(set));
        LabelledDataset dataset = load(set, EventSettings.DEFAULT);
        ImageSet training = dataset.training();
        assertEquals(List.of(2, 2, 8), List.of(training.size(), dataset.test().size(), training.bins()));
        assertEquals(7, training.label(1));
        assertEquals(0.079999, training.seconds(), 1e-9, "from the first to the last event");
        assertEquals(1, training.pixel(1, 0, 8, 1, 5, 3));
        assertEquals(1, training.pixel(1, 7, 8, 0, 33, 33));
        assertEquals(1, training.pixel(1, 7, 8, 1, 0, 7));
        assertEquals(3, ones(training.input(1, 8)));
        ImageSet pooled = load(set, new EventSettings(4, Binning.COUNT, 4, Orientation.RAW, 1)).training();
        assertEquals("2x9x9 of events", pooled.shape().toString());
        assertEquals(1, pooled.pixel(1, 1, 4, 0, 8, 8));
        assertEquals(1, pooled.pixel(1, 2, 4, 1, 0, 1));
    }

    private static int ones(float[] values) {
        return (int) IntStream.range(0, values.length).filter(i -> values[i] == 1).count();
    }

    @Test
    void framesAreKeptBesideTheFolderUntilAFileOrTheirOwnChanges() throws HasnasException, IOException {
        Path set = nMnist();
        LabelledDataset first = load(set, EventSettings.DEFAULT);
        Path kept;
        try (Stream<Path> files = Files.list(folder)) {
            kept = files.filter(file -> file.getFileName().toString().startsWith("set.frames-")).findFirst().orElseThrow();
        }
        Path source = set.resolve("Train/0/1.bin");
        var time = Files.getLastModifiedTime(source);
        byte[] was = Files.readAllBytes(source);
        Files.write(source, new byte[was.length]);
        Files.setLastModifiedTime(source, time); // as if nothing had happened
        assertArrayEquals(first.training().input(0, 8), load(set, EventSettings.DEFAULT).training().input(0, 8));
        assertEquals(first.training().seconds(), load(set, EventSettings.DEFAULT).training().seconds());
        byte[] damaged = Files.readAllBytes(kept);
        damaged[damaged.length / 2] ^= 1;
        Files.write(kept, damaged);
        assertEquals(1, ones(load(set, EventSettings.DEFAULT).training().input(0, 8)), "the recordings themselves");
    }

    /** A recording of DAT 2 with an event of x, y, polarity and microseconds for each row. */
    private static void dat(Path file, int width, int height, int[]... events) throws IOException {
        byte[] header = ("% Version 2\n% Height " + height + "\n% Width " + width + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocate(header.length + 2 + 8 * events.length).order(ByteOrder.LITTLE_ENDIAN).put(header)
                .put((byte) 0x0C).put((byte) 8);
        for (int[] event : events) {
            bytes.putInt(event[3]).putInt(event[0] | event[1] << 14 | event[2] << 28);
        }
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, bytes.array());
    }

    @Test
    void recordingsOfProphesee() throws HasnasException, IOException {
        Path set = folder.resolve("toys");
        dat(set.resolve("train/ball/1.dat"), 20, 10, new int[] {19, 9, 1, 0}, new int[] {3, 2, 0, 999});
        dat(set.resolve("train/car/1_td.dat"), 30, 8, new int[] {29, 7, 1, 0}, new int[] {0, 0, 1, 500});
        dat(set.resolve("test/car/2.dat"), 5, 5, new int[] {4, 4, 1, 0});
        Files.writeString(set.resolve("train/car/notes.txt"), "no recording");
        assertEquals(Format.PROPHESEE, FormatByNames.of(set));
        DatasetReference reference = new DatasetReference(Format.PROPHESEE, set.toString());
        LabelledDataset dataset = new DatasetLoader().load(reference, folder, JobContext.NONE);
        assertEquals("2x10x30 of events", dataset.training().shape().toString(), "the largest sensor");
        assertEquals(List.of(2, 1, 2), List.of(dataset.training().size(), dataset.test().size(), dataset.training().classes()));
        assertEquals(1, dataset.training().pixel(0, 0, 8, 1, 9, 19));
        assertEquals(1, dataset.training().pixel(0, 7, 8, 0, 2, 3));
        assertEquals(1, dataset.training().pixel(1, 0, 8, 1, 7, 29));
        assertEquals(1, dataset.test().label(0));
        DatasetReference imported = new DatasetImport().importInto(set, folder.resolve("data"), (format, shape) -> {}, JobContext.NONE);
        assertEquals(folder.resolve("data/toys").toString(), imported.path());
        assertFalse(Files.exists(folder.resolve("data/toys/train/car/notes.txt")), "its own files alone");
        dat(set.resolve("test/car/3.dat"), 31, 5, new int[] {0, 0, 1, 0});
        assertFails(ErrorCode.BAD_DATA, () -> new DatasetLoader().load(reference, folder, JobContext.NONE), "3.dat", "31 x 5");
        dat(set.resolve("test/boat/1.dat"), 5, 5, new int[] {0, 0, 1, 0});
        assertFails(ErrorCode.BAD_DATA, () -> new DatasetLoader().load(reference, folder, JobContext.NONE), "boat", "ball, car");
    }

    @Test
    void recordingsOfPropheseeWithoutParts() throws HasnasException, IOException {
        Path set = folder.resolve("toys");
        for (int number = 0; number < 20; number++) {
            dat(set.resolve("ball/" + number + ".dat"), 20, 10, new int[] {1, 2, 1, 0});
            dat(set.resolve("car/" + number + ".dat"), 20, 10, new int[] {3, 4, 1, 0});
        }
        DatasetReference reference = new DatasetReference(Format.PROPHESEE, set.toString());
        LabelledDataset dataset = new DatasetLoader().load(reference, folder, JobContext.NONE);
        assertEquals(List.of(36, 4), List.of(dataset.training().size(), dataset.test().size()), "a tenth of each class is held");
        assertEquals(List.of(0, 0, 1, 1), IntStream.range(0, 4).mapToObj(dataset.test()::label).toList());
    }

    @Test
    void gesturesThatAreCutAlready() throws HasnasException, IOException {
        Path set = folder.resolve("gestures");
        for (String part : List.of("ibmGestureTrain", "ibmGestureTest")) {
            Path user = Files.createDirectories(set.resolve(part).resolve("user01_led"));
            NumpyFile.write(user.resolve("10.npy"), NumpyFile.Array.of(List.of(2, 4), 127.0, 5, 1, 0, 3, 4, 0, 79));
        }
        assertEquals(Format.DVS_GESTURE, FormatByNames.of(set));
        DatasetReference reference = new DatasetReference(Format.DVS_GESTURE, set.toString());
        ImageSet training = new DatasetLoader().load(reference, folder, JobContext.NONE).training();
        assertEquals(List.of(1, 10), List.of(training.size(), training.label(0)));
        assertEquals(0.079, training.seconds(), 1e-9, "milliseconds");
        assertEquals(1, training.pixel(0, 0, 8, 1, 5, 127));
        assertEquals(1, training.pixel(0, 7, 8, 0, 4, 3));
        Path wrong = set.resolve("ibmGestureTest/user01_led/3.npy");
        NumpyFile.write(wrong, NumpyFile.Array.of(List.of(2, 4), 0L, 0, 0, 0, 128, 0, 0, 0));
        assertFails(ErrorCode.BAD_DATA, () -> new DatasetLoader().load(reference, folder, JobContext.NONE), "3.npy", "row 1", "x 128");
        NumpyFile.write(wrong, NumpyFile.Array.of(List.of(1, 4), 0, 0.5, 0, 0));
        assertFails(ErrorCode.BAD_DATA, () -> new DatasetLoader().load(reference, folder, JobContext.NONE), "3.npy", "no whole number");
        NumpyFile.write(wrong, NumpyFile.Array.of(List.of(4), 0L, 0, 0, 0));
        assertFails(ErrorCode.BAD_DATA, () -> new DatasetLoader().load(reference, folder, JobContext.NONE), "3.npy", "[events, 4]");
    }

    @Test
    void aBrokenRecordingIsNamed() throws IOException {
        Path set = nMnist();
        Files.write(set.resolve("Test/7/1.bin"), new byte[] {1, 2, 3, 4, 5, 6});
        assertFails(ErrorCode.BAD_DATA, () -> load(set, EventSettings.DEFAULT), "1.bin, byte 5", "truncated");
    }

    @Test
    void digitsBeforeTheSimulatedCameraAreAlwaysTheSame() throws HasnasException {
        DatasetLoader loader = new DatasetLoader();
        ImageSet events = loader.load(DatasetReference.EMBEDDED_EVENT_DIGITS, folder, JobContext.NONE).training();
        ImageSet again = loader.load(DatasetReference.EMBEDDED_EVENT_DIGITS, folder, JobContext.NONE).training();
        ImageSet digits = loader.load(DatasetReference.EMBEDDED_DIGITS, folder, JobContext.NONE).training();
        assertEquals(digits.size(), events.size());
        double rate = 0;
        for (int image = 0; image < 100; image++) {
            assertEquals(digits.label(image), events.label(image));
            assertArrayEquals(events.input(image, 8), again.input(image, 8));
            rate += ones(events.input(image, 8)) / (8.0 * events.shape().size()) / 100;
        }
        assertTrue(rate > 0.02 && rate < 0.2, "share of values with an event: " + rate);
    }
}
