package org.hasnas.ui.plot.canvas;

/**
 * What an axis is to show, and how.
 *
 * @param limit of a cost, in SI or a number of parameters; infinity for none
 */
public record AxisSetting(PlotAxis axis, CostScale scale, double limit) {
    public AxisSetting {
        if (Double.isNaN(limit) || limit < 0) {
            throw new IllegalArgumentException("the limit must be >= 0 or infinite, was " + limit);
        }
    }

    /** Laid out as its values lie, without a limit. */
    static AxisSetting of(PlotAxis axis) {
        return new AxisSetting(axis, CostScale.AUTOMATIC, Double.POSITIVE_INFINITY);
    }

    boolean hasLimit() {
        return limit < Double.POSITIVE_INFINITY;
    }

    /** Whether the range of an axis so set carries over to the other setting: a limit alone may differ. */
    boolean rangesLike(AxisSetting other) {
        return axis.equals(other.axis) && scale == other.scale;
    }
}
