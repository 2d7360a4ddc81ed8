package org.hasnas.ui.plot.canvas;

import java.util.Arrays;
import java.util.List;
import org.hasnas.ui.plot.canvas.AutoRange.Extent;
import org.hasnas.ui.plot.canvas.OverlayLayer.ZoomArea;
import org.hasnas.units.Quantity.Unit;

/** What the two axes show now, in the units shown: the automatic ranges, or the part the user has zoomed to. */
final class PlotRanges {
    private AxisScale autoX = AxisScale.UNIT;
    private AxisScale autoY = AxisScale.UNIT;
    private AxisScale zoomX = AxisScale.UNIT;
    private AxisScale zoomY = AxisScale.UNIT;
    private boolean zoomed;
    private Extent costs = Extent.NONE;
    private double smallestPositiveCost = Double.POSITIVE_INFINITY;
    private boolean anyFitness;
    private Unit unit;

    PlotRanges(PlotAxis across) {
        unit = across.unitUpTo(Double.NaN);
    }

    /** The unit of the x axis. */
    Unit unit() {
        return unit;
    }

    AxisScale x() {
        return zoomed ? zoomX : autoX;
    }

    AxisScale y() {
        return zoomed ? zoomY : autoY;
    }

    boolean isZoomed() {
        return zoomed;
    }

    /** Whether there is a fitness to put numbers at the axis for. */
    boolean anyFitness() {
        return anyFitness;
    }

    /** Another quantity on the x axis: nothing of its range carries over. */
    void restartAcross() {
        zoomed = false;
        autoX = AxisScale.UNIT;
    }

    /** Another value on the y axis: nothing of its range carries over. */
    void restartValue() {
        zoomed = false;
        autoY = AxisScale.UNIT;
    }

    /** Looks at the points; {@link #choose} comes next. */
    void scan(PlotPoints points, List<ImportedMark> imported, PlotAxis across) {
        Extent inSi = costExtent(points, imported, 1);
        Unit fitting = across.unitUpTo(inSi.equals(Extent.NONE) ? Double.NaN : inSi.upper());
        if (!fitting.equals(unit)) {
            unit = fitting;
            restartAcross();
        }
        double factor = 1 / unit.siFactor();
        costs = costExtent(points, imported, factor);
        smallestPositiveCost = imported.stream().mapToDouble(mark -> factor * mark.x()).filter(x -> x > 0)
                .reduce(AutoRange.smallestPositiveCost(points, factor), Math::min);
        anyFitness = Arrays.stream(points.y(), 0, points.count()).anyMatch(Double::isFinite) || imported.stream().anyMatch(ImportedMark::hasValue);
    }

    private static Extent costExtent(PlotPoints points, List<ImportedMark> imported, double factor) {
        Extent extent = AutoRange.costExtent(points, factor);
        for (ImportedMark mark : imported) {
            extent = Double.isNaN(mark.x()) ? extent : extent.with(factor * mark.x());
        }
        return extent;
    }

    /**
     * Chooses the automatic ranges anew.
     *
     * @param limit in SI, infinity for none
     * @param best index of a point that must be inside, or -1
     * @return whether what is shown has changed
     */
    boolean choose(PlotPoints points, List<ImportedMark> imported, PlotAxis across, double limit, CostScale scale, int best) {
        AxisScale x = switch (across) {
            case CostAxis _,ChoiceAxis _ -> AutoRange.cost(costs, smallestPositiveCost, limit / unit.siFactor(), scale,
                    across.usual() / unit.siFactor(), autoX);
            case PlotValue _ -> AutoRange.fitnessAcross(points, imported, best, autoX);
        };
        AxisScale y = AutoRange.fitness(points, imported, best, autoY);
        boolean moved = !x.equals(autoX) || !y.equals(autoY);
        autoX = x;
        autoY = y;
        return moved && !zoomed;
    }

    /**
     * Zooms to a part of what is shown.
     *
     * @param geometry of what is shown
     * @return whether the area has any part in it
     */
    boolean zoomTo(ZoomArea area, PlotGeometry geometry) {
        double left = Math.clamp(geometry.fractionX(Math.min(area.fromX(), area.toX())), 0, 1);
        double right = Math.clamp(geometry.fractionX(Math.max(area.fromX(), area.toX())), 0, 1);
        double bottom = Math.clamp(geometry.fractionY(Math.max(area.fromY(), area.toY())), 0, 1);
        double top = Math.clamp(geometry.fractionY(Math.min(area.fromY(), area.toY())), 0, 1);
        if (left >= right || bottom >= top) {
            return false;
        }
        zoom(x().part(left, right), y().part(bottom, top));
        return true;
    }

    /** Zooms by a factor around the place at these fractions of the axes. */
    void zoomAround(double fractionX, double fractionY, double factor) {
        zoom(x().zoomed(fractionX, factor), y().zoomed(fractionY, factor));
    }

    private void zoom(AxisScale x, AxisScale y) {
        zoomX = x;
        zoomY = y;
        zoomed = true;
    }

    void showEverything() {
        zoomed = false;
    }
}
