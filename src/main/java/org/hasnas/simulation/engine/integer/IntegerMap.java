package org.hasnas.simulation.engine.integer;

/**
 * Values of a layer for a block of frames as int16, [frame][pixel][padded channel]: the real value of q in channel c is
 * {@code gain[c] * q + offset[c]}.
 */
final class IntegerMap {
    final short[] values;
    final long first;
    final int height;
    final int width;
    final float[] gain;
    final float[] offset;
    /** One frame per image for all time steps: what the stem makes of an image. */
    final boolean constant;

    /** @param gain length: channels with padding, where gain and offset are 0 */
    IntegerMap(short[] values, long first, int height, int width, float[] gain, float[] offset, boolean constant) {
        this.values = values;
        this.first = first;
        this.height = height;
        this.width = width;
        this.gain = gain;
        this.offset = offset;
        this.constant = constant;
    }

    int positions() {
        return height * width;
    }

    int frameLength() {
        return positions() * gain.length;
    }

    /** Where a frame begins; frames are counted {@code step * images + image}. */
    int frame(int frame, int images) {
        return Math.toIntExact(first + (long) (constant ? frame % images : frame) * frameLength());
    }
}
