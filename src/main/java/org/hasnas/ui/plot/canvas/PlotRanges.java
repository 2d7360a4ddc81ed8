package org.hasnas.ui.plot.canvas;

import java.util.Arrays;
import java.util.List;
import org.hasnas.ui.plot.canvas.OverlayLayer.ZoomArea;
import org.hasnas.units.Quantity.Unit;

/** What the two axes show now, in the units shown: the automatic ranges, or the part the user has zoomed to. */
final class PlotRanges {
    private final AxisRange across;
    private final AxisRange up;
    private AxisScale zoomX = AxisScale.UNIT;
    private AxisScale zoomY = AxisScale.UNIT;
    private boolean zoomed;
    private double[] importedX = new double[0];
    private double[] importedY = new double[0];
    private boolean anyValue;

    PlotRanges(AxisSetting across, AxisSetting up) {
        this.across = new AxisRange(across.axis());
        this.up = new AxisRange(up.axis());
    }

    /** The unit of the x axis. */
    Unit unitAcross() {
        return across.unit();
    }

    /** The unit of the y axis. */
    Unit unitUp() {
        return up.unit();
    }

    AxisScale x() {
        return zoomed ? zoomX : across.shown();
    }

    AxisScale y() {
        return zoomed ? zoomY : up.shown();
    }

    boolean isZoomed() {
        return zoomed;
    }

    /** Whether there is a value to put numbers at the y axis for. */
    boolean anyValue() {
        return anyValue;
    }

    /** Another quantity on the x axis: nothing of its range carries over. */
    void restartAcross() {
        zoomed = false;
        across.restart();
    }

    /** Another quantity on the y axis: nothing of its range carries over. */
    void restartUp() {
        zoomed = false;
        up.restart();
    }

    /** Looks at the points; {@link #choose} comes next. */
    void scan(PlotPoints points, List<ImportedMark> imported, PlotAxis shownAcross, PlotAxis shownUp) {
        importedX = imported.stream().mapToDouble(ImportedMark::x).toArray();
        importedY = imported.stream().mapToDouble(ImportedMark::y).toArray();
        boolean anotherUnitAcross = across.scan(shownAcross, points.x(), points.count(), importedX);
        boolean anotherUnitUp = up.scan(shownUp, points.y(), points.count(), importedY);
        zoomed &= !anotherUnitAcross && !anotherUnitUp;
        anyValue = Arrays.stream(points.y(), 0, points.count()).anyMatch(Double::isFinite) || imported.stream().anyMatch(ImportedMark::hasValue);
    }

    /**
     * Chooses the automatic ranges anew.
     *
     * @param best index of a point that must be inside, or -1
     * @return whether what is shown has changed
     */
    boolean choose(PlotPoints points, AxisSetting shownAcross, AxisSetting shownUp, int best) {
        boolean movedAcross = across.choose(shownAcross, points.x(), points.count(), importedX, best);
        boolean movedUp = up.choose(shownUp, points.y(), points.count(), importedY, best);
        return (movedAcross || movedUp) && !zoomed;
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
