package org.hasnas.simulation.kernel.integer;

import java.util.Arrays;

/** Sum and sum of squares per channel of int16 values, exact, so that they depend neither on order nor on threads. */
public final class IntegerMoments {
    /**
     * Values that may be added in one go with 32-bit sums: their magnitude is at most 2^15, so sums stay within 2^15 * 2^15 = 2^30; the
     * squares, at most 2^30, are added as lower and upper 16 bits, which stay below 2^15 * 2^16 = 2^31.
     */
    public static final int MAX_VALUES = 1 << 15;

    final long[] sum;
    final long[] squares;
    final int[] scratch = new int[3 * ChannelBlocks.BLOCK];

    /** @param channels with padding */
    public IntegerMoments(int channels) {
        this.sum = new long[channels];
        this.squares = new long[channels];
    }

    public void clear() {
        Arrays.fill(sum, 0);
        Arrays.fill(squares, 0);
    }

    public void add(IntegerMoments other) {
        for (int c = 0; c < sum.length; c++) {
            sum[c] += other.sum[c];
            squares[c] += other.squares[c];
        }
    }

    public double mean(int channel, long samples) {
        return (double) sum[channel] / samples;
    }

    /**
     * Biased variance. The difference n * sum(x^2) - sum(x)^2 is formed in 128 bits, since in float64 it would lose its digits where
     * the mean is large.
     */
    public double variance(int channel, long samples) {
        long n = samples;
        long a = squares[channel];
        long b = sum[channel];
        long high = Math.multiplyHigh(n, a) - Math.multiplyHigh(b, b);
        long firstLow = n * a;
        long secondLow = b * b;
        long low = firstLow - secondLow;
        if (Long.compareUnsigned(firstLow, secondLow) < 0) {
            high--;
        }
        double unsignedLow = (low >>> 1) * 2.0 + (low & 1);
        return (high * 0x1p64 + unsignedLow) / n / n;
    }
}
