package org.hasnas.simulation.kernel.float32;

import java.util.Arrays;

/**
 * Mean and biased variance per channel over the frames of a batch, in float64. Each frame is summed by itself and the sums are added
 * in the order of the frames, so the result does not depend on who computed which frame. Two passes over the data: the textbook
 * formula with squares loses digits where the mean is large against the deviation.
 */
public final class ChannelMoments {
    private final int channels;
    private final double[] mean;
    private final double[] variance;
    private final double[] frameSum;

    public ChannelMoments(int channels) {
        this.channels = channels;
        this.mean = new double[channels];
        this.variance = new double[channels];
        this.frameSum = new double[channels];
    }

    public double mean(int channel) {
        return mean[channel];
    }

    /** Biased variance: divided by the number of samples. */
    public double variance(int channel) {
        return variance[channel];
    }

    /**
     * Starts anew. Then come {@link #addToMean} for every frame, {@link #finishMean}, {@link #addToVariance} for every frame,
     * {@link #finishVariance}.
     */
    public void clear() {
        Arrays.fill(mean, 0);
        Arrays.fill(variance, 0);
    }

    public void addToMean(float[][] rows, int first, int count) {
        Arrays.fill(frameSum, 0);
        for (int row = 0; row < count; row++) {
            addRow(frameSum, rows[first + row], channels);
        }
        add(mean, frameSum, channels);
    }

    public void finishMean(long samples) {
        for (int c = 0; c < channels; c++) {
            mean[c] /= samples;
        }
    }

    public void addToVariance(float[][] rows, int first, int count) {
        Arrays.fill(frameSum, 0);
        for (int row = 0; row < count; row++) {
            addSquares(frameSum, rows[first + row], mean, channels);
        }
        add(variance, frameSum, channels);
    }

    public void finishVariance(long samples) {
        for (int c = 0; c < channels; c++) {
            variance[c] /= samples;
        }
    }

    private static void addRow(double[] sums, float[] row, int channels) {
        for (int c = 0; c < channels; c++) {
            sums[c] += row[c];
        }
    }

    private static void addSquares(double[] sums, float[] row, double[] mean, int channels) {
        for (int c = 0; c < channels; c++) {
            double deviation = row[c] - mean[c];
            sums[c] += deviation * deviation;
        }
    }

    private static void add(double[] sums, double[] part, int channels) {
        for (int c = 0; c < channels; c++) {
            sums[c] += part[c];
        }
    }
}
