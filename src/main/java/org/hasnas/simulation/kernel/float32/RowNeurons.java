package org.hasnas.simulation.kernel.float32;

import org.hasnas.simulation.kernel.layout.SpikeLayout;

/** LIF neurons whose float32 membranes lie in rows, one row of channels per pixel. */
public final class RowNeurons {
    private RowNeurons() {}

    /**
     * One time step of the LIF neurons of one frame. Per neuron, with x the input after {@code affine}:
     * {@code v += (x - v) * decay; spike = v >= thresholds[c]; v = 0 where spiked}. Source: SNASNet, equation 1, with hard reset.
     *
     * @param layout positions and channels of the frame
     * @param input rows {@code firstInput + position}
     * @param affine applied to the input (a batch norm, or the identity)
     * @param membrane membrane potentials, rows {@code firstMembrane + position}; updated
     * @param decay 1 / tauSteps
     * @param thresholds per channel
     * @param spikes all words of the frame are overwritten
     */
    public static void integrateAndFire(SpikeLayout layout, float[][] input, int firstInput, ChannelAffine affine, float[][] membrane,
            int firstMembrane, float decay, float[] thresholds, long[] spikes) {
        int channels = layout.channels();
        int words = layout.wordsPerPosition();
        for (int position = 0; position < layout.positions(); position++) {
            float[] v = membrane[firstMembrane + position];
            integrate(v, input[firstInput + position], affine.gain, affine.offset, decay, channels);
            fireAndReset(v, thresholds, channels, spikes, position * words);
        }
    }

    private static void integrate(float[] v, float[] input, float[] gain, float[] offset, float decay, int channels) {
        for (int c = 0; c < channels; c++) {
            v[c] = v[c] + (input[c] * gain[c] + offset[c] - v[c]) * decay;
        }
    }

    private static void fireAndReset(float[] v, float[] thresholds, int channels, long[] spikes, int firstWord) {
        for (int start = 0; start < channels; start += Long.SIZE) {
            int end = Math.min(channels, start + Long.SIZE);
            long word = 0;
            for (int c = start; c < end; c++) {
                if (v[c] >= thresholds[c]) {
                    word |= 1L << (c - start);
                    v[c] = 0f;
                }
            }
            spikes[firstWord + start / Long.SIZE] = word;
        }
    }
}
