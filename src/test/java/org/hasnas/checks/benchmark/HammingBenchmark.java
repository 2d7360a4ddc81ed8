package org.hasnas.checks.benchmark;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.hasnas.job.JobContext;
import org.hasnas.score.fitness.HammingKernel;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.Kernels;
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
import org.openjdk.jmh.annotations.Warmup;

/** The Hamming kernel of one LIF layer and time step: 262 144 neurons, 10 % spikes, one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HammingBenchmark {
    private static final int NEURONS = 32 * 32 * 256;
    private static final double RATE = 0.1;

    @Param({"16", "64", "256"})
    public int images;

    private long[][] spikes = {};

    /** Turns operations into work per second. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Work {
        public double gigabytesComparedPerSecond;
    }

    @Setup(Level.Trial)
    public void prepare() {
        SplittableRandom random = new SplittableRandom(1);
        spikes = new long[images][NEURONS / Long.SIZE];
        for (long[] image : spikes) {
            for (int neuron = 0; neuron < NEURONS; neuron++) {
                if (random.nextDouble() < RATE) {
                    image[neuron / Long.SIZE] |= 1L << (neuron % Long.SIZE);
                }
            }
        }
    }

    @Benchmark
    public HammingKernel layer(Work work) {
        HammingKernel kernel = new HammingKernel(images, Kernels.ofProgram().integer(), Workers.CALLER);
        kernel.add(spikes, NEURONS, 1, JobContext.NONE);
        work.gigabytesComparedPerSecond += (double) images * (images - 1) * NEURONS / Byte.SIZE * 1e-9; // two operands per pair
        return kernel;
    }
}
