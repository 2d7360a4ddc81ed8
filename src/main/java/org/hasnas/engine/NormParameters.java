package org.hasnas.engine;

import java.util.Arrays;

/**
 * Parameters of a batch norm, one number per channel: {@code (x - mean) / sqrt(variance + 1e-5) * gain + bias}.
 *
 * @param runningMean mean used in evaluation mode
 * @param runningVariance variance used in evaluation mode
 */
@SuppressWarnings("ArrayRecordComponent") // parameters of a layer, never compared
public record NormParameters(float[] gain, float[] bias, float[] runningMean, float[] runningVariance) {
    public NormParameters {
        int channels = gain.length;
        if (bias.length != channels || runningMean.length != channels || runningVariance.length != channels) {
            throw new IllegalArgumentException("a batch norm needs as many biases, means and variances as gains (" + channels + "), were "
                    + bias.length + ", " + runningMean.length + ", " + runningVariance.length);
        }
    }

    /** Gain 1, bias 0, running mean 0, running variance 1. */
    static NormParameters initial(int channels) {
        return new NormParameters(filled(channels, 1), new float[channels], new float[channels], filled(channels, 1));
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
