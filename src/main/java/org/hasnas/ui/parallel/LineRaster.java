package org.hasnas.ui.parallel;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * Paints a line over all axes for each of many designs. No toolkit needed.
 *
 * <p>Of each pixel it counts the lines that cross it and sums up their colours; opacity follows from the number, so that the density shows. Many
 * lines between two axes are first counted by the bins in which they begin and end, and each pair of bins is drawn once: the time then depends on
 * the picture, hardly on the number of designs.
 */
final class LineRaster {
    /** More lines are counted by bins; fewer are drawn one by one. */
    static final int EXACT = 2_000;
    private static final int BINS = 64;
    private static final int WEIGHT = 32;
    private static final long COLOURS = (1L << WEIGHT) - 1;
    /** What a line of full cover adds to a pixel; less where a line covers only a part of it. */
    private static final int FULL = 16;
    private static final int FRACTION_BITS = 16;
    /** A row in numbers of so many bits behind the point. */
    private static final int ONE = 1 << FRACTION_BITS;
    /** Lines on top of each other from which a pixel is as opaque as it gets. */
    private static final int MOST = 255;

    private final int width;
    private final int height;
    /** Of each pixel: above the weight of its lines, below that times the index of their colour, in one number to be added to at once. */
    private final long[] sums;
    private final int[] binLines = new int[BINS * BINS];
    private final int[] binColours = new int[BINS * BINS];

    /**
     * Where the designs lie on the axes.
     *
     * @param fractions [axis][design], 0 at the bottom and 1 at the top, NaN where a design has no such value
     * @param bins [axis][design], the same in steps; below 0 where a design has no such value
     */
    @SuppressWarnings("ArrayRecordComponent") // 50 000 values: handed over, never compared
    record Places(float[][] fractions, byte[][] bins) {
        static Places of(float[][] fractions) {
            byte[][] bins = new byte[fractions.length][];
            for (int axis = 0; axis < fractions.length; axis++) {
                bins[axis] = new byte[fractions[axis].length];
                for (int i = 0; i < bins[axis].length; i++) {
                    float fraction = fractions[axis][i];
                    bins[axis][i] = Float.isNaN(fraction) ? -1 : (byte) Math.round(fraction * (BINS - 1));
                }
            }
            return new Places(fractions, bins);
        }
    }

    LineRaster(int width, int height) {
        this.width = width;
        this.height = height;
        this.sums = new long[width * height];
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /**
     * Paints lines over what is in the pixels.
     *
     * @param pixels premultiplied ARGB, [row][column]
     * @param x column of each axis, rising
     * @param places of the designs on these axes
     * @param shown designs to be painted; empty for all
     * @param colour index of each design's colour
     * @param palette colours as 0xRRGGBB; a pixel of several lines gets the mean of their indices
     * @param strength 0 to 1: opacity of a lone line among few
     */
    void paint(int[] pixels, int[] x, Places places, Optional<BitSet> shown, byte[] colour, int[] palette, double strength) {
        if (x.length < 2) {
            return;
        }
        int count = shown.map(BitSet::cardinality).orElse(colour.length);
        long[] words = count > EXACT ? shown.orElseGet(() -> all(colour.length)).toLongArray() : new long[0];
        Arrays.fill(sums, 0);
        for (int axis = 0; axis + 1 < x.length; axis++) {
            if (count > EXACT) {
                paintBins(x[axis], x[axis + 1], places.bins()[axis], places.bins()[axis + 1], words, colour);
            } else {
                paintEach(x[axis], x[axis + 1], places.fractions()[axis], places.fractions()[axis + 1], shown, colour);
            }
        }
        blend(pixels, palette, opacities(count, strength));
    }

    private void paintEach(int from, int to, float[] left, float[] right, Optional<BitSet> shown, byte[] colour) {
        for (int i = next(shown, 0, colour.length); i >= 0; i = next(shown, i + 1, colour.length)) {
            if (!Float.isNaN(left[i]) && !Float.isNaN(right[i])) {
                line(from, to, y(left[i]), y(right[i]), (1L << WEIGHT) + colour[i], true);
            }
        }
    }

    private static BitSet all(int count) {
        BitSet all = new BitSet(count);
        all.set(0, count);
        return all;
    }

    private static int next(Optional<BitSet> shown, int from, int count) {
        return shown.isPresent() ? shown.get().nextSetBit(from) : from < count ? from : -1;
    }

    private void paintBins(int from, int to, byte[] left, byte[] right, long[] shown, byte[] colour) {
        Arrays.fill(binLines, 0);
        Arrays.fill(binColours, 0);
        for (int word = 0; word < shown.length; word++) {
            for (long rest = shown[word]; rest != 0; rest &= rest - 1) {
                int i = word * Long.SIZE + Long.numberOfTrailingZeros(rest);
                if ((left[i] | right[i]) >= 0) {
                    int bin = left[i] * BINS + right[i];
                    binLines[bin]++;
                    binColours[bin] += colour[i];
                }
            }
        }
        for (int bin = 0; bin < binLines.length; bin++) {
            if (binLines[bin] > 0) {
                int fromBin = bin / BINS;
                int toBin = bin % BINS;
                line(from, to, y((float) fromBin / (BINS - 1)), y((float) toBin / (BINS - 1)),
                        ((long) binLines[bin] << WEIGHT) + binColours[bin], false);
            }
        }
    }

    /** The row of a fraction, in pixels. */
    private float y(float fraction) {
        return (1 - fraction) * (height - 1);
    }

    /**
     * A line from the column {@code from} to the one before {@code to}.
     *
     * @param sum what it adds to a pixel that it covers, times {@link #FULL}
     * @param smooth whether its edges are smoothed, for twice the time
     */
    private void line(int from, int to, float fromY, float toY, long sum, boolean smooth) {
        float slope = (toY - fromY) / Math.max(1, to - from);
        long full = FULL * sum;
        if (Math.abs(slope) > 1) {
            float y = fromY;
            for (int column = from; column < to; column++, y += slope) {
                int last = Math.min(height, (int) Math.max(y, y + slope));
                int first = (int) Math.min(y, y + slope);
                for (int pixel = first * width + column; pixel < last * width; pixel += width) {
                    sums[pixel] += full;
                }
            }
        } else if (smooth) {
            float y = fromY;
            for (int column = from; column < to; column++, y += slope) {
                int row = (int) y;
                int below = (int) ((y - row) * FULL);
                sums[row * width + column] += (FULL - below) * sum;
                if (below > 0 && row + 1 < height) {
                    sums[(row + 1) * width + column] += below * sum;
                }
            }
        } else {
            int y = Math.round(fromY * ONE) + ONE / 2; // whole numbers are twice as fast here, and most lines are such
            int step = Math.round(slope * ONE);
            for (int column = from; column < to; column++, y += step) {
                sums[(y >> FRACTION_BITS) * width + column] += full;
            }
        }
    }

    /** Opacity by the weight of a pixel: of one line the fainter the more there are. */
    private static int[] opacities(int count, double strength) {
        double one = strength * Math.clamp(12 / Math.sqrt(Math.max(1, count)), 0.04, 0.8);
        int[] opacities = new int[FULL * MOST + 1];
        for (int weight = 0; weight < opacities.length; weight++) {
            opacities[weight] = (int) Math.round(255 * Math.sqrt(strength) * (1 - Math.pow(1 - one, (double) weight / FULL)));
        }
        return opacities;
    }

    private void blend(int[] pixels, int[] palette, int[] opacities) {
        for (int i = 0; i < sums.length; i++) {
            int weight = (int) (sums[i] >>> WEIGHT);
            if (weight > 0) {
                int alpha = opacities[Math.min(weight, opacities.length - 1)];
                int rgb = palette[Math.min(palette.length - 1, (int) (sums[i] & COLOURS) / weight)]; // small enough: an int divides faster
                int behind = pixels[i];
                int rest = 255 - alpha;
                pixels[i] = mix(alpha, 255, behind >>> 24, rest) << 24 | mix(alpha, rgb >> 16 & 255, behind >> 16 & 255, rest) << 16
                        | mix(alpha, rgb >> 8 & 255, behind >> 8 & 255, rest) << 8 | mix(alpha, rgb & 255, behind & 255, rest);
            }
        }
    }

    private static int mix(int alpha, int front, int behind, int rest) {
        return ((alpha * front + rest * behind) * 257 + 257) >>> 16; // divided by 255
    }
}
