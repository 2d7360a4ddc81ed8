package org.hasnas.engine;

import java.util.Arrays;

/**
 * Parameters of a batch norm, one number per channel: {@code (x - mean) / sqrt(variance + epsilon) * gain + bias}.
 *
 * @param runningMean mean used in evaluation mode
 * @param runningVariance variance used in evaluation mode
 * @param epsilon keeps a channel without variance finite, > 0
 */
@SuppressWarnings("ArrayRecordComponent") // parameters of a layer, never compared
public record NormParameters(float[] gain, float[] bias, float[] runningMean, float[] runningVariance, double epsilon) {
    /** PyTorch's default. */
    public static final double DEFAULT_EPSILON = 1e-5;

    public NormParameters {
        int channels = gain.length;
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException("epsilon of a batch norm must be > 0, was " + epsilon);
        }
        if (bias.length != channels || runningMean.length != channels || runningVariance.length != channels) {
            throw new IllegalArgumentException("a batch norm needs as many biases, means and variances as gains (" + channels + "), were "
                    + bias.length + ", " + runningMean.length + ", " + runningVariance.length);
        }
    }

    /** Gain 1, bias 0, running mean 0, running variance 1. */
    static NormParameters initial(int channels) {
        return new NormParameters(filled(channels, 1), new float[channels], new float[channels], filled(channels, 1), DEFAULT_EPSILON);
    }

    private static float[] filled(int length, float value) {
        float[] array = new float[length];
        Arrays.fill(array, value);
        return array;
    }

    int channels() {
        return gain.length;
    }
}
