package org.hasnas.ui.plot.canvas;

import org.hasnas.ui.plot.canvas.AutoRange.Extent;
import org.hasnas.units.Quantity.Unit;

/** What an axis shows by itself, in the unit that fits its values. */
final class AxisRange {
    private AxisScale shown = AxisScale.UNIT;
    private Extent extent = Extent.NONE;
    private double smallestPositive = Double.POSITIVE_INFINITY;
    private Unit unit;

    AxisRange(PlotAxis axis) {
        unit = axis.unitUpTo(Double.NaN);
    }

    Unit unit() {
        return unit;
    }

    /** In the unit shown. */
    AxisScale shown() {
        return shown;
    }

    /** Another quantity, or another scale: nothing of the range carries over. */
    void restart() {
        shown = AxisScale.UNIT;
    }

    /**
     * Looks at values of which the first {@code count} count; {@link #choose} comes next.
     *
     * @param imported of networks of other tools
     * @return whether another unit fits, so that the range starts anew
     */
    boolean scan(PlotAxis axis, double[] values, int count, double[] imported) {
        Extent inSi = extent(values, count, imported, 1);
        Unit fitting = axis.unitUpTo(inSi.equals(Extent.NONE) ? Double.NaN : inSi.upper());
        boolean another = !fitting.equals(unit);
        if (another) {
            unit = fitting;
            restart();
        }
        double factor = 1 / unit.siFactor();
        extent = extent(values, count, imported, factor);
        smallestPositive = Math.min(AutoRange.smallestPositive(values, count, factor), AutoRange.smallestPositive(imported, imported.length, factor));
        return another;
    }

    private static Extent extent(double[] values, int count, double[] imported, double factor) {
        Extent extent = AutoRange.extent(values, count, factor);
        Extent beside = AutoRange.extent(imported, imported.length, factor);
        return beside.isEmpty() ? extent : extent.with(beside.lower()).with(beside.upper());
    }

    /**
     * Chooses what is shown anew.
     *
     * @param best index of a value that must be inside, or -1
     * @return whether it has changed
     */
    boolean choose(AxisSetting of, double[] values, int count, double[] imported, int best) {
        AxisScale before = shown;
        shown = switch (of.axis()) {
            case CostAxis _,ChoiceAxis _ -> AutoRange.cost(extent, smallestPositive, of.limit() / unit.siFactor(), of.scale(),
                    of.axis().usual() / unit.siFactor(), before);
            case PlotValue _ -> AutoRange.fitness(values, count, imported, best, before);
        };
        return !shown.equals(before);
    }
}
