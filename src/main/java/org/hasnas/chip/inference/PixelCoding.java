package org.hasnas.chip.inference;

import org.hasnas.data.ImageSet.Normalization;

/**
 * How a pixel, or an event, gets to the stem's word lines: as an unsigned integer of so many bits, one bit after the other. If the largest pixel needs no more
 * bits than there are, the integer is the pixel itself; else it is rounded to that many bits.
 *
 * @param normalization what the network was trained with
 * @param bits of an input
 */
record PixelCoding(Normalization normalization, int bits) {
    private static final int MAX_BITS = 16;

    PixelCoding {
        if (bits < 1 || bits > MAX_BITS) {
            throw new IllegalArgumentException("pixels of " + bits + " bits; they must have 1 to " + MAX_BITS);
        }
    }

    private int largest() {
        return (1 << bits) - 1;
    }

    /** Pixel units of one integer unit. */
    private double unit() {
        return Math.max(1, normalization.scale() / (double) largest());
    }

    int integer(int pixel) {
        return (int) Math.min(largest(), Math.round(pixel / unit()));
    }

    /** {@code normalised pixel = slope * (integer + shift)}. */
    double slope(int channel) {
        return unit() / normalization.scale() / normalization.deviation()[channel];
    }

    double shift(int channel) {
        return -normalization.mean()[channel] * normalization.scale() / unit();
    }
}
