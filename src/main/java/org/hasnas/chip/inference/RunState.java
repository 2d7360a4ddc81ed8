package org.hasnas.chip.inference;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hasnas.job.JobContext;
import org.hasnas.simulation.kernel.layout.SpikeLayout;

/** Where a run is in time, what it draws noise from, and the ones it has counted among the input bits of each matrix. For one thread. */
final class RunState {
    private final Map<String, long[]> bits = new HashMap<>(); // ones, all
    private ReadNoise noise;
    private SpikeWatch watch = SpikeWatch.NONE;
    private JobContext job = JobContext.NONE;
    private int timeStep;
    private Optional<SumStatistics> statistics = Optional.empty();

    RunState(ReadNoise noise) {
        this.noise = noise;
    }

    void begin(ReadNoise newNoise, SpikeWatch newWatch, JobContext newJob) {
        noise = newNoise;
        watch = newWatch;
        job = newJob;
    }

    void enter(int newTimeStep) {
        timeStep = newTimeStep;
    }

    int timeStep() {
        return timeStep;
    }

    /** From now on, sums are looked at. */
    void watchSums(SumStatistics target) {
        statistics = Optional.of(target);
    }

    boolean watchesSums() {
        return statistics.isPresent();
    }

    /** Sums of a matrix behind its adders, one for each channel. */
    void sums(String layer, Affine[] behind, int[] sums) {
        if (statistics.isPresent()) { // asked for each pixel: no lambda that holds all of these
            statistics.get().add(layer, behind.length == 1 ? 0 : timeStep, behind.length, behind[0].channels(), sums);
        }
    }

    ReadNoise noise() {
        return noise;
    }

    void checkpoint() {
        job.checkpoint();
    }

    /** The affine of this time step. */
    Affine now(Affine[] steps) {
        return steps[steps.length == 1 ? 0 : timeStep];
    }

    void fired(String layer, SpikeLayout layout, long[] spikes) {
        count(layer, SpikeLayout.count(spikes), layout.neurons());
        watch.spikes(layer, timeStep, layout, spikes);
    }

    /** Key of the bits of a linear layer's counts; the layer's own name is that of the neurons behind it. */
    static String countBits(String layer) {
        return layer + ".counts";
    }

    void count(String layer, long ones, long all) {
        long[] counts = bits.computeIfAbsent(layer, name -> new long[2]);
        counts[0] += ones;
        counts[1] += all;
    }

    /** Adds this run's counts to {@code target}, [ones, all] by layer. */
    void addCountsTo(Map<String, long[]> target) {
        bits.forEach((layer, counts) -> {
            long[] sum = target.computeIfAbsent(layer, name -> new long[2]);
            sum[0] += counts[0];
            sum[1] += counts[1];
        });
    }
}
