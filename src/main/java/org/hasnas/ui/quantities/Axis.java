package org.hasnas.ui.quantities;

import java.util.Optional;
import java.util.function.DoubleFunction;
import org.hasnas.chip.model.CostKind;

/**
 * A number that designs have, and how it lies on its axis.
 *
 * @param id stays the same when values change
 * @param title with the unit
 * @param cost the cost that it is, which can have a limit
 * @param log whether the axis is logarithmic; all its values are positive then
 * @param values of the known designs by position, NaN where there is none
 * @param low the smallest value
 * @param high the largest value, greater than {@code low}
 * @param text writes a value without unit
 */
@SuppressWarnings("ArrayRecordComponent") // 50 000 values: handed over, never compared
public record Axis(String id, String title, Optional<CostKind> cost, boolean log, double[] values, double low, double high,
        DoubleFunction<String> text) {
    private static final double DECADES_TO_LOG = 1.3;

    /** An axis as long as its values reach; empty if there are no two different ones. */
    static Optional<Axis> of(String id, String title, Optional<CostKind> cost, double[] values, DoubleFunction<String> text) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (Double.isFinite(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        return low < high ? Optional.of(new Axis(id, title, cost, low > 0 && Math.log10(high / low) > DECADES_TO_LOG, values, low, high, text))
                : Optional.empty();
    }

    /** The title, and whether the axis is logarithmic. */
    public String titleWithScale() {
        return log ? title + ", log" : title;
    }

    /** The same axis with the other scale, if its values allow a logarithmic one. */
    public Axis switched() {
        return new Axis(id, title, cost, !log && low > 0, values, low, high, text);
    }

    /** Where a value lies, 0 at the bottom and 1 at the top; NaN for none. */
    public double fraction(double value) {
        return log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    }

    /** The value at a fraction. */
    public double value(double fraction) {
        return fraction <= 0 ? low : fraction >= 1 ? high : log ? low * Math.pow(high / low, fraction) : low + fraction * (high - low);
    }

    /** {@link #fraction} of every design. */
    public float[] fractions() {
        float[] all = new float[values.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = Double.isFinite(values[i]) ? (float) fraction(values[i]) : Float.NaN;
        }
        return all;
    }
}
