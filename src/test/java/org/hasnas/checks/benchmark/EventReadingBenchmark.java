package org.hasnas.checks.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.hasnas.data.event.EventFormat;
import org.hasnas.data.event.Recording;
import org.hasnas.data.model.Orientation;
import org.hasnas.error.HasnasException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A recording in the format of N-MNIST, read and checked by one thread: one operation is an event. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EventReadingBenchmark {
    private static final int EVENTS = 2_000_000;
    private static final int SIDE = 34;

    private Path file = Path.of("");

    @Setup
    public void write() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        ByteBuffer bytes = ByteBuffer.allocate(5 * EVENTS);
        for (int event = 0; event < EVENTS; event++) {
            bytes.put((byte) random.nextInt(SIDE)).put((byte) random.nextInt(SIDE)).put((byte) ((random.nextInt(2) << 7) | (event >> 16)))
                    .putShort((short) event);
        }
        file = Files.createTempFile("events", ".bin");
        Files.write(file, bytes.array());
    }

    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public Recording read() throws HasnasException {
        return EventFormat.N_MNIST.read(file, Orientation.RAW);
    }
}
