package org.hasnas.ui.plot.canvas;

/**
 * What an axis shows: a range and whether it is logarithmic.
 *
 * @param lower smallest value shown; positive if the scale is logarithmic
 * @param upper largest value shown, greater than {@code lower}
 */
record AxisScale(boolean log, double lower, double upper) {
    static final AxisScale UNIT = new AxisScale(false, 0, 1);

    AxisScale {
        if (!(lower < upper) || !Double.isFinite(upper - lower) || (log && !(lower > 0))) {
            throw new IllegalArgumentException("no axis range: " + lower + " to " + upper + (log ? " (log)" : ""));
        }
    }

    /** Where a value lies: 0 at the lower end, 1 at the upper one. A value a logarithmic scale can't show lies at minus infinity. */
    double fraction(double value) {
        return log ? Math.log(value > 0 ? value / lower : 0) / Math.log(upper / lower) : (value - lower) / (upper - lower);
    }

    /** The value at a fraction; the inverse of {@link #fraction}. */
    double value(double fraction) {
        return log ? lower * Math.pow(upper / lower, fraction) : lower + fraction * (upper - lower);
    }

    boolean contains(double value) {
        return value >= lower && value <= upper;
    }

    AxisScale times(double factor) {
        return new AxisScale(log, lower * factor, upper * factor);
    }

    /**
     * The part between two fractions, which may lie outside 0 to 1. A part too narrow for doubles to tell its ends apart is refused: the
     * result is this scale.
     */
    AxisScale part(double from, double to) {
        double newLower = value(from);
        double newUpper = value(to);
        double smallest = 1e-9 * Math.max(Math.abs(newLower), Math.abs(newUpper));
        boolean usable = newUpper - newLower > smallest && Double.isFinite(newUpper - newLower) && (!log || newLower > 0);
        return usable ? new AxisScale(log, newLower, newUpper) : this;
    }

    /** Zooms by a factor (below 1 shows less) around a fraction that stays where it is. */
    AxisScale zoomed(double around, double factor) {
        return part(around * (1 - factor), around + (1 - around) * factor);
    }
}
