package org.hasnas.simulation.kernel.float32;

import java.util.Arrays;

/**
 * {@code x * gain[c] + offset[c]} per channel c: a batch norm once its statistics are known. The arrays are reused from time step to
 * time step, so that nothing is allocated in the loop.
 */
public final class ChannelAffine {
    final float[] gain;
    final float[] offset;

    private ChannelAffine(int channels) {
        this.gain = new float[channels];
        this.offset = new float[channels];
        Arrays.fill(gain, 1);
    }

    public static ChannelAffine identity(int channels) {
        return new ChannelAffine(channels);
    }

    public int channels() {
        return gain.length;
    }

    public void set(int channel, float newGain, float newOffset) {
        gain[channel] = newGain;
        offset[channel] = newOffset;
    }

    /** {@code target[first + r] += affine(source[first + r])} for {@code rows} rows. */
    public void addTo(float[][] target, int firstTarget, float[][] source, int firstSource, int rows) {
        for (int row = 0; row < rows; row++) {
            addRow(target[firstTarget + row], source[firstSource + row], gain, offset, gain.length);
        }
    }

    /** {@code target = affine(source)} for {@code rows} rows; source and target may be the same. */
    public void copyTo(float[][] target, int firstTarget, float[][] source, int firstSource, int rows) {
        for (int row = 0; row < rows; row++) {
            copyRow(target[firstTarget + row], source[firstSource + row], gain, offset, gain.length);
        }
    }

    private static void addRow(float[] target, float[] source, float[] gain, float[] offset, int channels) {
        for (int c = 0; c < channels; c++) {
            target[c] += source[c] * gain[c] + offset[c];
        }
    }

    private static void copyRow(float[] target, float[] source, float[] gain, float[] offset, int channels) {
        for (int c = 0; c < channels; c++) {
            target[c] = source[c] * gain[c] + offset[c];
        }
    }
}
