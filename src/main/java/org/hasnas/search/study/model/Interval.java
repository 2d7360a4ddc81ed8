package org.hasnas.search.study.model;

/**
 * A mean with its 95 % confidence interval.
 *
 * @param mean NaN if there is no sample
 * @param low lower end; negative infinity if fewer than two samples tell nothing about it
 * @param high upper end; infinity in that case
 * @param samples how many values the mean is of
 */
public record Interval(double mean, double low, double high, int samples) {
    public static final Interval NONE = new Interval(Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0);

    /** Whether the whole interval lies below 0. */
    public boolean isNegative() {
        return high < 0;
    }

    /** Whether the whole interval lies above 0. */
    public boolean isPositive() {
        return low > 0;
    }

    public Interval times(double factor) {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("factor must be > 0, was " + factor);
        }
        return new Interval(mean * factor, low * factor, high * factor, samples);
    }
}
