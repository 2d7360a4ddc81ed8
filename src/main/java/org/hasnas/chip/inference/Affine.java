package org.hasnas.chip.inference;

/**
 * {@code x * gain + offset} per channel: a batch norm and the scale of quantised weights, for one time step.
 *
 * @param gain by channel
 * @param offset by channel, or by position and channel (the stem, whose padding is no number of the image's)
 */
@SuppressWarnings("ArrayRecordComponent") // parameters of a layer, never compared
record Affine(float[] gain, float[] offset) {
    int channels() {
        return gain.length;
    }
}
