package org.hasnas.training.layer;

import java.util.Arrays;
import org.hasnas.simulation.kernel.training.SameConvolution;
import org.hasnas.simulation.kernel.training.TrainingKernels;
import org.hasnas.simulation.weights.NormParameters;

/** A batch norm with its running statistics, and the backward pass through it. */
final class BatchNorm {
    /** PyTorch's default. */
    static final double MOMENTUM = 0.1;

    final String name;
    final int channels;
    final Parameter gain;
    final Parameter bias;
    /** [set][padded channel]. */
    final float[][] runningMean;
    final float[][] runningVariance;
    /** What is applied to the values of the current span. */
    final float[] scale;
    final float[] offset;
    /** Share of a new batch in the running statistics. */
    double share = MOMENTUM;
    private final TrainingKernels kernels;
    private final double[][] mean;
    private final double[][] inverseDeviation;
    private final double[][] partSums;
    private final double[][] partProducts;
    private final float[] a;
    private final float[] b;
    private final float[] d;

    /** The values a norm works on. */
    @FunctionalInterface
    interface Values {
        float[] at(int time);
    }

    /** @param sets of running statistics: 1, or one per time step */
    BatchNorm(String name, int channels, int sets, TrainingKernels kernels) {
        this.name = name;
        this.kernels = kernels;
        this.channels = channels;
        int padded = SameConvolution.padded(channels);
        this.gain = new Parameter(name + ".gain", padded, false);
        this.bias = new Parameter(name + ".bias", padded, false);
        this.runningMean = new float[sets][padded];
        this.runningVariance = new float[sets][padded];
        this.scale = new float[padded];
        this.offset = new float[padded];
        this.mean = new double[sets][padded];
        this.inverseDeviation = new double[sets][padded];
        this.partSums = new double[TrainingPass.CHUNKS][padded];
        this.partProducts = new double[TrainingPass.CHUNKS][padded];
        this.a = new float[padded];
        this.b = new float[padded];
        this.d = new float[padded];
    }

    void set(NormParameters from) {
        System.arraycopy(from.gain(), 0, gain.value, 0, channels);
        System.arraycopy(from.bias(), 0, bias.value, 0, channels);
        for (int set = 0; set < runningMean.length; set++) {
            for (int c = 0; c < channels; c++) {
                runningMean[set][c] = from.runningMean(set, c);
                runningVariance[set][c] = from.runningVariance(set, c);
            }
        }
    }

    NormParameters parameters() {
        float[][] means = new float[runningMean.length][];
        float[][] variances = new float[runningMean.length][];
        for (int set = 0; set < means.length; set++) {
            means[set] = Arrays.copyOf(runningMean[set], channels);
            variances[set] = Arrays.copyOf(runningVariance[set], channels);
        }
        return new NormParameters(Arrays.copyOf(gain.value, channels), Arrays.copyOf(bias.value, channels), means, variances,
                NormParameters.DEFAULT_EPSILON);
    }

    private int set(Span span) {
        return runningMean.length == 1 ? 0 : span.first();
    }

    /** Sets {@link #scale} and {@link #offset} for a span. */
    void prepare(Span span, Values values, int positions, TrainingPass pass) {
        if (pass.training()) {
            takeSums(span, values, values, positions, pass);
        }
        prepare(span, positions, pass);
    }

    /** The same for values whose sums have been added since {@link #clearSums}, while they were in the cache. */
    void prepare(Span span, int positions, TrainingPass pass) {
        int set = set(span);
        if (pass.training()) {
            takeStatistics(span, set, positions, pass);
        }
        for (int c = 0; c < channels; c++) {
            double factor;
            double middle;
            if (pass.training()) {
                factor = gain.value[c] * inverseDeviation[set][c];
                middle = mean[set][c];
            } else {
                factor = gain.value[c] / Math.sqrt(runningVariance[set][c] + NormParameters.DEFAULT_EPSILON);
                middle = runningMean[set][c];
            }
            scale[c] = (float) factor;
            offset[c] = (float) (bias.value[c] - middle * factor);
        }
    }

    private void takeStatistics(Span span, int set, int positions, TrainingPass pass) {
        double samples = (double) positions * pass.images() * span.steps();
        for (int c = 0; c < channels; c++) {
            double average = total(partSums, c) / samples;
            double variance = Math.max(0, total(partProducts, c) / samples - average * average);
            mean[set][c] = average;
            inverseDeviation[set][c] = 1 / Math.sqrt(variance + NormParameters.DEFAULT_EPSILON);
            double unbiased = samples > 1 ? variance * samples / (samples - 1) : variance;
            runningMean[set][c] = (float) (runningMean[set][c] + share * (average - runningMean[set][c]));
            runningVariance[set][c] = (float) (runningVariance[set][c] + share * (unbiased - runningVariance[set][c]));
        }
    }

    void clearSums() {
        for (int chunk = 0; chunk < TrainingPass.CHUNKS; chunk++) {
            Arrays.fill(partSums[chunk], 0);
            Arrays.fill(partProducts[chunk], 0);
        }
    }

    /** Adds to a chunk's sums of x and x * y; frames of a chunk come in the order time step, image. */
    void addSums(int chunk, float[] x, float[] y, int at, int positions) {
        kernels.addSums(x, at, y, at, positions, gain.value.length, partSums[chunk], partProducts[chunk]);
    }

    private void takeSums(Span span, Values x, Values y, int positions, TrainingPass pass) {
        int frame = positions * gain.value.length;
        clearSums();
        pass.chunks(frame, (chunk, first, end, worker) -> {
            for (int time = span.first(); time < span.end(); time++) {
                for (int image = first; image < end; image++) {
                    addSums(chunk, x.at(time), y.at(time), image * frame, positions);
                }
            }
        });
    }

    private static double total(double[][] parts, int channel) {
        double sum = 0;
        for (double[] part : parts) {
            sum += part[channel];
        }
        return sum;
    }

    /**
     * Adds the gradients of gain and bias and finds the map from output gradients to input gradients, for {@link #back}.
     *
     * @param values what the norm was applied to
     * @param gradients of what came out
     */
    void prepareBack(Span span, Values values, Values gradients, int positions, TrainingPass pass) {
        takeSums(span, gradients, values, positions, pass);
        prepareBack(span, positions, pass);
    }

    /** The same for sums of gradients and of gradients times values that have been added since {@link #clearSums}. */
    void prepareBack(Span span, int positions, TrainingPass pass) {
        int set = set(span);
        double samples = (double) positions * pass.images() * span.steps();
        for (int c = 0; c < channels; c++) {
            double sum = total(partSums, c);
            double normed = (total(partProducts, c) - mean[set][c] * sum) * inverseDeviation[set][c];
            bias.gradient[c] += (float) sum;
            gain.gradient[c] += (float) normed;
            double factor = gain.value[c] * inverseDeviation[set][c];
            double slope = -factor * inverseDeviation[set][c] * normed / samples;
            a[c] = (float) factor;
            b[c] = (float) slope;
            d[c] = (float) (-factor * sum / samples - slope * mean[set][c]);
        }
    }

    /** Input gradients of {@code pixels} pixels in a row. */
    void back(float[] target, int to, float[] gradient, int g, float[] values, int at, int pixels) {
        kernels.normBack(target, to, gradient, g, values, at, pixels, a, b, d);
    }
}
