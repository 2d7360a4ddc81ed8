package org.hasnas.simulation.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hasnas.network.LifParameters;

/**
 * Parameters of a batch norm, numbers per channel: {@code (x - mean) / sqrt(variance + epsilon) * gain + bias}.
 *
 * <p>In evaluation mode mean and variance are those that training has kept, one set per time step or one for all. One set for all
 * does not work after training with statistics per time step: with backward edges a layer's input differs too much from step to step.
 *
 * @param runningMean [time step, or 1][channel] means used in evaluation mode
 * @param runningVariance [time step, or 1][channel] variances used in evaluation mode
 * @param epsilon keeps a channel without variance finite, > 0
 */
@SuppressWarnings("ArrayRecordComponent") // parameters of a layer, never compared
public record NormParameters(float[] gain, float[] bias, float[][] runningMean, float[][] runningVariance, double epsilon) {
    /** PyTorch's default. */
    public static final double DEFAULT_EPSILON = 1e-5;

    public NormParameters {
        int channels = gain.length;
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException("epsilon of a batch norm must be > 0, was " + epsilon);
        }
        if (runningMean.length < 1 || runningMean.length != runningVariance.length) {
            throw new IllegalArgumentException("a batch norm needs as many sets of running means as of running variances, and one at least; were "
                    + runningMean.length + " and " + runningVariance.length);
        }
        requireLength("biases", bias, channels);
        for (int set = 0; set < runningMean.length; set++) {
            requireLength("running means", runningMean[set], channels);
            requireLength("running variances", runningVariance[set], channels);
        }
    }

    /** One set of running statistics for all time steps. */
    public NormParameters(float[] gain, float[] bias, float[] runningMean, float[] runningVariance, double epsilon) {
        this(gain, bias, new float[][] {runningMean}, new float[][] {runningVariance}, epsilon);
    }

    private static void requireLength(String what, float[] values, int channels) {
        if (values.length != channels) {
            throw new IllegalArgumentException("a batch norm needs as many " + what + " as gains (" + channels + "), were " + values.length);
        }
    }

    /** Gain 1, bias 0, running mean 0, running variance 1. */
    public static NormParameters initial(int channels) {
        return new NormParameters(filled(channels, 1), new float[channels], new float[channels], filled(channels, 1), DEFAULT_EPSILON);
    }

    private static float[] filled(int length, float value) {
        float[] array = new float[length];
        Arrays.fill(array, value);
        return array;
    }

    public int channels() {
        return gain.length;
    }

    /** Sets of running statistics: 1, or one per time step. */
    public int statisticsSets() {
        return runningMean.length;
    }

    /** The running mean of a channel at a time step. */
    public float runningMean(int timeStep, int channel) {
        return runningMean[set(timeStep)][channel];
    }

    /** The running variance of a channel at a time step. */
    public float runningVariance(int timeStep, int channel) {
        return runningVariance[set(timeStep)][channel];
    }

    /** The same with the means over time steps of the running statistics, as one set for all. */
    public NormParameters overTimeSteps() {
        return new NormParameters(gain, bias, mean(runningMean), mean(runningVariance), epsilon);
    }

    /** The standard deviation of a channel's values where there is one set of statistics. */
    public double deviation(int channel) {
        return Math.sqrt(runningVariance[0][channel] + epsilon);
    }

    private static float[] mean(float[][] sets) {
        float[] mean = new float[sets[0].length];
        for (int channel = 0; channel < mean.length; channel++) {
            double sum = 0;
            for (float[] set : sets) {
                sum += set[channel];
            }
            mean[channel] = (float) (sum / sets.length);
        }
        return mean;
    }

    /**
     * The neurons that fire when neurons do whose potentials go through this norm before they are compared with a threshold (Guo et al., ICCV 2023):
     * each channel has the threshold {@code (threshold - bias) * sqrt(variance + epsilon) / gain + mean}.
     *
     * @throws IllegalArgumentException if there are several sets of statistics, or gains that are not above 0
     */
    public LifParameters folded(LifParameters neurons) {
        if (statisticsSets() != 1) {
            throw new IllegalArgumentException("a norm of potentials has one set of running statistics, not " + statisticsSets());
        }
        List<Double> thresholds = new ArrayList<>();
        for (int channel = 0; channel < channels(); channel++) {
            if (!(gain[channel] > 0)) {
                throw new IllegalArgumentException("a norm of potentials has gains above 0, not " + gain[channel]);
            }
            thresholds.add((neurons.vThreshold() - bias[channel]) * deviation(channel) / gain[channel] + runningMean[0][channel]);
        }
        return new LifParameters(neurons.tauSteps(), thresholds);
    }

    private int set(int timeStep) {
        return runningMean.length == 1 ? 0 : timeStep;
    }
}
