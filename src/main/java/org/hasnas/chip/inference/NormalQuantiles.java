package org.hasnas.chip.inference;

import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Standard normal numbers in quantity: 2^16 equally probable quantiles (of (i + 1/2) / 2^16), four for each random long. Their deviation is
 * 0.99999 and the largest is 4.3; for noise that is rounded to codes afterwards that is a normal distribution.
 */
final class NormalQuantiles {
    private static final int BITS = 16;
    private static final int PER_LONG = Long.SIZE / BITS;

    private final float[] quantiles = new float[1 << BITS];

    NormalQuantiles() {
        NormalDistribution normal = new NormalDistribution();
        for (int i = 0; i < quantiles.length / 2; i++) {
            float quantile = (float) normal.inverseCumulativeProbability((i + 0.5) / quantiles.length);
            quantiles[i] = quantile;
            quantiles[quantiles.length - 1 - i] = -quantile;
        }
    }

    /** The largest of them. */
    float largest() {
        return quantiles[quantiles.length - 1];
    }

    /** Longs that {@link #fill} takes for as many numbers. */
    static int longs(int count) {
        return Math.ceilDiv(count, PER_LONG);
    }

    /** Leaves out what {@link #fill} would take for as many. */
    void skip(int count, ReadNoise random) {
        random.skip(longs(count));
    }

    /** Fills the first {@code count} elements. */
    void fill(float[] target, int count, ReadNoise random) {
        for (int i = 0; i < count; i += PER_LONG) {
            long bits = random.nextLong();
            int last = Math.min(count, i + PER_LONG);
            for (int k = i; k < last; k++) {
                target[k] = quantiles[(int) bits & ((1 << BITS) - 1)];
                bits >>>= BITS;
            }
        }
    }
}
