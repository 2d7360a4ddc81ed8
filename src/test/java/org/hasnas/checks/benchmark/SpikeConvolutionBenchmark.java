package org.hasnas.checks.benchmark;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.hasnas.simulation.dense.DenseConvolution2d;
import org.hasnas.simulation.dense.DenseThreads;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.layout.ConvolutionShape;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A convolution of 256 to 256 channels, 3x3, over 16 frames of 32x32 random spikes: event-driven, and by oneDNN on the same spikes and
 * weights. One operation is the whole batch; {@code denseGmacPerSecond} counts every multiply-accumulate a dense convolution does.
 * Threads take event-driven frames one after the other, as in a search; oneDNN uses its own threads.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SpikeConvolutionBenchmark {
    private static final int FRAMES = 16;
    private static final ConvolutionShape SHAPE = new ConvolutionShape(256, 256, 3, 1, 1, 32, 32);

    /** How {@code scalar} and other names become kernels says {@link EventConvolution#of}. */
    @Param({"int8", "int8-scalar", "scalar"})
    public String kernels = "";

    @Param({"1", "2"})
    public int threads;

    @Param({"5", "10", "15"})
    public int spikePercent;

    private long[][] spikes = {};
    private List<EventConvolution> convolutions = List.of();
    private List<DenseConvolution2d> dense = List.of();
    private List<ExecutorService> pool = List.of();
    private List<Workers> crew = List.of();

    /** Turns operations into work per second. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Work {
        public double denseGmacPerSecond;
    }

    @Setup(Level.Trial)
    public void prepare() {
        SplittableRandom random = new SplittableRandom(1);
        float[][] weights = new float[SHAPE.weightRows()][SHAPE.outChannels()];
        for (float[] row : weights) {
            for (int out = 0; out < row.length; out++) {
                row[out] = (float) random.nextDouble(-0.02, 0.02);
            }
        }
        SpikeLayout layout = SHAPE.inputLayout();
        spikes = new long[FRAMES][layout.words()];
        float[][] pixels = new float[FRAMES][layout.neurons()];
        for (int frame = 0; frame < FRAMES; frame++) {
            for (int position = 0; position < layout.positions(); position++) {
                for (int channel = 0; channel < layout.channels(); channel++) {
                    if (random.nextInt(100) < spikePercent) {
                        layout.fire(spikes[frame], position, channel);
                        pixels[frame][position * layout.channels() + channel] = 1;
                    }
                }
            }
        }
        convolutions = EventConvolution.of(kernels, SHAPE, weights, threads);
        pool = List.of(Executors.newFixedThreadPool(threads));
        crew = List.of(new Workers(pool.getFirst(), threads));
        dense = List.of(new DenseConvolution2d(SHAPE, weights, pixels));
    }

    @TearDown(Level.Trial)
    public void release() {
        pool.forEach(ExecutorService::close);
        dense.forEach(DenseConvolution2d::close);
    }

    @Benchmark
    public void eventDriven(Work work) {
        crew.getFirst().forEach(FRAMES, (frame, worker) -> convolutions.get(worker).convolve(spikes[frame]));
        work.denseGmacPerSecond += dense.getFirst().multiplyAccumulates() * 1e-9;
    }

    @Benchmark
    public void oneDnn(Work work) {
        DenseThreads.use(threads);
        dense.getFirst().run();
        work.denseGmacPerSecond += dense.getFirst().multiplyAccumulates() * 1e-9;
    }
}
