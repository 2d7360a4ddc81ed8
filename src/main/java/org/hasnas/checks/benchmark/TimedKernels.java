package org.hasnas.checks.benchmark;

import java.util.EnumMap;
import java.util.Map;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.hasnas.simulation.kernel.training.SameConvolution;
import org.hasnas.simulation.kernel.training.SpikeEvents;
import org.hasnas.simulation.kernel.training.Surrogate;
import org.hasnas.simulation.kernel.training.TrainingKernels;

/** Kernels of training that add up their times by kind of work. For one thread. */
final class TimedKernels implements TrainingKernels {
    private enum Part {
        CONVOLUTIONS("convolutions"),
        WEIGHT_GRADIENTS("gradients of weights"),
        INPUT_GRADIENTS("gradients of inputs"),
        NEURONS("neurons"),
        NORMS("batch norm"),
        SUMS("sums and linear layers");

        private final String kind;

        Part(String kind) {
            this.kind = kind;
        }
    }

    private final TrainingKernels kernels;
    private final Map<Part, Long> nanos = new EnumMap<>(Part.class);

    TimedKernels(TrainingKernels kernels) {
        this.kernels = kernels;
    }

    /** Forgets the times so far. */
    void restart() {
        nanos.clear();
    }

    /** The times since {@link #restart}. */
    WorkTimes times() {
        WorkTimes times = new WorkTimes();
        for (Part part : Part.values()) {
            times.add(part.kind, nanos.getOrDefault(part, 0L) * 1e-9);
        }
        return times;
    }

    private void time(Part part, Runnable work) {
        long start = System.nanoTime();
        work.run();
        nanos.merge(part, System.nanoTime() - start, Long::sum);
    }

    @Override
    public void convolve(SameConvolution shape, float[] weights, SpikeEvents spikes, float[] output, int to) {
        time(Part.CONVOLUTIONS, () -> kernels.convolve(shape, weights, spikes, output, to));
    }

    @Override
    public void addWeightGradient(SameConvolution shape, SpikeEvents spikes, float[] gradient, float[] weightGradient) {
        time(Part.WEIGHT_GRADIENTS, () -> kernels.addWeightGradient(shape, spikes, gradient, weightGradient));
    }

    @Override
    public void multiply(float[] a, int fromA, int stepA, int rows, int depth, float[] b, int fromB, int columns, float[] c, int fromC) {
        time(Part.INPUT_GRADIENTS, () -> kernels.multiply(a, fromA, stepA, rows, depth, b, fromB, columns, c, fromC));
    }

    @Override
    public long multiplyAdds(int rounds, float[] sums) {
        return kernels.multiplyAdds(rounds, sums);
    }

    @Override
    public void spread(int tile, float[] source, int from, int row, int channels, float[] target, int to, int step) {
        time(Part.INPUT_GRADIENTS, () -> kernels.spread(tile, source, from, row, channels, target, to, step));
    }

    @Override
    public void gather(int tile, float[] products, int from, int step, int channels, float[] target, int to, int row) {
        time(Part.INPUT_GRADIENTS, () -> kernels.gather(tile, products, from, step, channels, target, to, row));
    }

    @Override
    public void addSums(float[] x, int atX, float[] y, int atY, int positions, int channels, double[] sums, double[] products) {
        time(Part.NORMS, () -> kernels.addSums(x, atX, y, atY, positions, channels, sums, products));
    }

    @Override
    public void fire(SpikeLayout layout, float[] input, int from, float[] gain, float[] offset, boolean resting, float[] before,
            float[] thresholdsBefore, float[] potential, int at, float decay, float[] thresholds, long[] spikes, int firstWord) {
        time(Part.NEURONS, () -> kernels.fire(layout, input, from, gain, offset, resting, before, thresholdsBefore, potential, at, decay, thresholds,
                spikes, firstWord));
    }

    @Override
    public void fireBack(Surrogate surrogate, int pixels, float[] potential, int at, float[] spikeGradient, float[] carry, float decay,
            float[] thresholds, float[] target, boolean add) {
        time(Part.NEURONS, () -> kernels.fireBack(surrogate, pixels, potential, at, spikeGradient, carry, decay, thresholds, target, add));
    }

    @Override
    public void findActive(SpikeLayout layout, float[] potential, int at, float[] thresholds, float width, long[] active, int firstWord) {
        time(Part.INPUT_GRADIENTS, () -> kernels.findActive(layout, potential, at, thresholds, width, active, firstWord));
    }

    @Override
    public void addActive(SameConvolution shape, SpikeLayout layout, float[] turned, float[] gradient, int from, long[] active, int firstWord,
            float[] target, int to) {
        time(Part.INPUT_GRADIENTS, () -> kernels.addActive(shape, layout, turned, gradient, from, active, firstWord, target, to));
    }

    @Override
    public void add(float[] target, int to, float[] source, int from, int count) {
        time(Part.SUMS, () -> kernels.add(target, to, source, from, count));
    }

    @Override
    public void addScaled(float[] target, int to, float[] source, int from, float factor, int count) {
        time(Part.SUMS, () -> kernels.addScaled(target, to, source, from, factor, count));
    }

    @Override
    public void addRows(float[] target, int to, float[] source, int from, float[] factors, int firstFactor, int rows, int count) {
        time(Part.SUMS, () -> kernels.addRows(target, to, source, from, factors, firstFactor, rows, count));
    }

    @Override
    public void addAffine(float[] target, int to, float[] source, int from, int positions, float[] gain, float[] offset) {
        time(Part.NORMS, () -> kernels.addAffine(target, to, source, from, positions, gain, offset));
    }

    @Override
    public void normBack(float[] target, int to, float[] gradient, int g, float[] source, int s, int pixels, float[] a, float[] b, float[] d) {
        time(Part.NORMS, () -> kernels.normBack(target, to, gradient, g, source, s, pixels, a, b, d));
    }
}
