package org.hasnas.data;

import static org.hasnas.data.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hasnas.data.model.Binning;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.data.model.EventSettings;
import org.hasnas.data.model.Orientation;
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
