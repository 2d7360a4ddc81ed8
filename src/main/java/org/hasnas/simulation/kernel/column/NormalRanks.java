package org.hasnas.simulation.kernel.column;

/**
 * Where a number lies among 2^16 equally probable standard normal ones, of which number i is the quantile of (i + 1/2) / 2^16. By formula 26.2.17 of
 * M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions (off by 7.5e-8 of all), in float32.
 */
final class NormalRanks {
    static final float COUNT = 1 << 16;
    static final int LAST = (1 << 16) - 1;
    /** Of t in the tail, the highest power first; times all numbers and the density at 0. */
    static final float[] TAIL = scaled(1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.319381530);
    static final float TAIL_SCALE = 0.2316419f;
    /** Of 2^x, the highest power first. */
    static final float[] POWER_SERIES = {1.540353e-4f, 1.3333558e-3f, 9.618129e-3f, 5.550411e-2f, 0.2402265f, 0.6931472f, 1};
    /** A square, to the power of 2 that its half is one of e. */
    static final float HALF_SQUARE_TO_POWER = (float) (-0.5 / Math.log(2));
    /** Added to a float, it leaves a whole number with the bias of an exponent in the lowest bits: shifted up by the mantissa, a power of 2. */
    static final float TO_EXPONENT = (3 << 22) + 127;
    static final int MANTISSA_BITS = 23;
    /** Added to a float below it, it leaves the nearest whole number in the lowest bits. */
    static final float TO_WHOLE = 1 << MANTISSA_BITS;
    /** Of this formula, and of the quantiles in float32, in ranks; measured to be below 0.03. */
    private static final float FORMULA_OFF = 0.1f;
    /** Ranks per deviation, where they are densest. */
    private static final float DENSEST = (float) (COUNT / Math.sqrt(2 * Math.PI));
    /** Of a sum, in the four roundings from it to its code. */
    private static final float ROUNDED_OFF = 0x1p-22f;
    /** Above it, too many numbers would be too near to a threshold. */
    private static final int MOST_OFF = 64;

    private NormalRanks() {}

    private static float[] scaled(double... factors) {
        float[] scaled = new float[factors.length];
        for (int i = 0; i < factors.length; i++) {
            scaled[i] = (float) (factors[i] * COUNT / Math.sqrt(2 * Math.PI));
        }
        return scaled;
    }

    /** About how many of all lie below a number, as a real number: half of them below 0. */
    static float below(float number) {
        float size = Math.abs(number);
        float power = size * size * HALF_SQUARE_TO_POWER;
        float shifted = power + TO_EXPONENT;
        float part = power - (shifted - TO_EXPONENT);
        float series = POWER_SERIES[0];
        for (int i = 1; i < POWER_SERIES.length; i++) {
            series = Math.fma(series, part, POWER_SERIES[i]);
        }
        float density = series * Float.intBitsToFloat(Float.floatToRawIntBits(shifted) << MANTISSA_BITS);
        float t = 1 / (size * TAIL_SCALE + 1);
        float tail = TAIL[0];
        for (int i = 1; i < TAIL.length; i++) {
            tail = Math.fma(tail, t, TAIL[i]);
        }
        float ranks = tail * t * density;
        return number < 0 ? ranks : COUNT - ranks;
    }

    /** The threshold of a number: the first rank above it, but at least 1. */
    static int threshold(float number) {
        float ranks = Math.min(Math.max(below(number), 1), LAST);
        return Float.floatToRawIntBits(ranks + TO_WHOLE) & LAST;
    }

    /**
     * How many ranks a threshold may be off.
     *
     * @param sumOverDeviation the largest sum behind noise over the deviation of the noise
     * @return -1 if it is too many
     */
    static int off(float sumOverDeviation) {
        float off = DENSEST * ROUNDED_OFF * sumOverDeviation + FORMULA_OFF;
        return off < MOST_OFF ? (int) off + 2 : -1;
    }
}
