package org.hasnas.checks.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hasnas.checks.model.EventImport;
import org.hasnas.checks.model.PassMeasurement.MemoryPeaks;
import org.hasnas.data.DatasetImport;
import org.hasnas.data.DatasetLoader;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.document.AtomicFile;
import org.hasnas.document.TemporaryFolder;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;

/** Makes up recordings in N-MNIST's layout, imports them as {@code data import} does, and reads them as a search does, twice. */
public final class EventImportRunner {
    /** Events of a recording: those of N-MNIST have about 4200. */
    private static final int LEAST_EVENTS = 3200;
    private static final int MOST_EVENTS = 5200;
    private static final int EVENT_BYTES = 5;
    private static final int MICROS = 300_000;
    private static final int SIDE = 34;
    private static final int DIGITS = 10;
    /** One in so many is for test, as in N-MNIST. */
    private static final int ONE_IN_TEST = 7;

    private final int recordings;
    private final JobContext job;
    private final List<EventImport.Phase> phases = new ArrayList<>();
    private long events;

    private EventImportRunner(int recordings, JobContext job) {
        this.recordings = recordings;
        this.job = job;
    }

    /**
     * @param folder where there is room for two copies of about 21 kB for each recording; nothing stays there
     * @throws HasnasException IO
     */
    public static EventImport run(int recordings, Path folder, JobContext job) throws HasnasException {
        try (TemporaryFolder temporary = TemporaryFolder.in(folder, "hasnas-events-")) {
            return new EventImportRunner(recordings, job).run(temporary.path());
        } catch (IOException failed) {
            throw AtomicFile.unwritable(folder, 0, failed);
        }
    }

    private EventImport run(Path folder) throws HasnasException, IOException {
        Path source = folder.resolve("download");
        make(source);
        DatasetReference imported = timed("import: checked and copied", () -> new DatasetImport().importInto(source, folder.resolve("data"),
                (format, shape) -> {}, job));
        for (String phase : List.of("first use: read, frames kept", "later use: frames alone")) {
            timed(phase, () -> new DatasetLoader().load(imported, folder, job));
        }
        return new EventImport(recordings, events, EVENT_BYTES * events, phases, MemoryGauge.read().peakProcess());
    }

    /** A part that is measured. */
    private interface Work<T> {
        T done() throws HasnasException;
    }

    private <T> T timed(String name, Work<T> work) throws HasnasException {
        MemoryGauge.reset();
        double cpu = PassStopwatch.processCpuSeconds();
        long start = System.nanoTime();
        T result = work.done();
        double seconds = (System.nanoTime() - start) * 1e-9;
        double cpuSeconds = PassStopwatch.processCpuSeconds() - cpu;
        MemoryPeaks peaks = MemoryGauge.read();
        phases.add(new EventImport.Phase(name, seconds, cpuSeconds, peaks.peakHeap()));
        return result;
    }

    private void make(Path set) throws IOException {
        for (int number = 0; number < recordings; number++) {
            job.checkpoint();
            SplittableRandom random = new SplittableRandom(number);
            int count = random.nextInt(LEAST_EVENTS, MOST_EVENTS);
            ByteBuffer bytes = ByteBuffer.allocate(EVENT_BYTES * count);
            for (int event = 0; event < count; event++) {
                int time = (int) ((long) event * MICROS / count);
                bytes.put((byte) random.nextInt(SIDE)).put((byte) random.nextInt(SIDE)).put((byte) (random.nextInt(2) << 7 | time >> 16))
                        .putShort((short) time);
            }
            Path folder = set.resolve(number / DIGITS % ONE_IN_TEST == 0 ? "Test" : "Train").resolve(Integer.toString(number % DIGITS));
            if (number < DIGITS * ONE_IN_TEST) {
                Files.createDirectories(folder);
            }
            Files.write(folder.resolve("%05d.bin".formatted(number)), bytes.array());
            events += count;
        }
    }
}
