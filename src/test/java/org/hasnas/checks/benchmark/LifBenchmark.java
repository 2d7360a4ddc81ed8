package org.hasnas.checks.benchmark;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.hasnas.network.LifParameters;
import org.hasnas.simulation.kernel.float32.ChannelAffine;
import org.hasnas.simulation.kernel.float32.RowNeurons;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One time step of the LIF neurons of one frame of 32x32 pixels and 256 channels, one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LifBenchmark {
    private static final SpikeLayout LAYOUT = new SpikeLayout(32 * 32, 256);

    private final ChannelAffine norm = ChannelAffine.identity(LAYOUT.channels());
    private final float[][] input = new float[LAYOUT.positions()][LAYOUT.channels()];
    private final float[][] membrane = new float[LAYOUT.positions()][LAYOUT.channels()];
    private final long[] spikes = new long[LAYOUT.words()];
    private final float[] thresholds = LifParameters.SNASNET.thresholds(LAYOUT.channels());

    /** Turns operations into work per second. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Work {
        public double millionNeuronsPerSecond;
    }

    @Setup(Level.Trial)
    public void prepare() {
        SplittableRandom random = new SplittableRandom(1);
        for (float[] row : input) {
            for (int channel = 0; channel < row.length; channel++) {
                row[channel] = (float) random.nextDouble(-1.5, 1.5);
            }
        }
    }

    @Benchmark
    public long[] step(Work work) {
        RowNeurons.integrateAndFire(LAYOUT, input, 0, norm, membrane, 0, 0.75f, thresholds, spikes);
        work.millionNeuronsPerSecond += LAYOUT.neurons() * 1e-6;
        return spikes;
    }
}
