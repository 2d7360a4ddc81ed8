package org.hasnas.ui.plot.canvas;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import javafx.application.Platform;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.geometry.NodeOrientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.plot.canvas.OverlayLayer.Highlights;
import org.hasnas.ui.plot.canvas.OverlayLayer.ZoomArea;

/**
 * The live plot: a quantity of the candidates against another one, a mark each.
 *
 * <p>Every setter only notes what changed; the plot is drawn at most once per pulse, and of its layers only those that have to be. A moved
 * limit line, the pointer, the best and the selection never paint the marks again, unless the axis range follows the limit.
 */
public final class CandidatePlot extends Region {
    /** In pixels: a legend of three rows, the x axis, and as much between them as the title of the y axis is long. */
    private static final double LEAST_HEIGHT = 240;

    private final Texts texts;
    private final ChartLayer chart = new ChartLayer();
    private final DotLayer dots = new DotLayer();
    private final OverlayLayer overlay;
    private final PlotTooltip tooltip = new PlotTooltip();
    private final IntegerProperty selected = new SimpleIntegerProperty(this, "selected", -1);
    private final ReadOnlyIntegerWrapper hovered = new ReadOnlyIntegerWrapper(this, "hovered", -1);
    /** The candidate under the pointer in another view, -1 for none. */
    private int pointedAt = -1;
    private final PlotGestures gestures = new PlotGestures(this);
    private final Runnable pulse = this::drawWhatChanged;

    private AxisSetting across = AxisSetting.of(CostAxis.AREA);
    private AxisSetting up = AxisSetting.of(PlotValue.FITNESS);
    private final PlotRanges ranges = new PlotRanges(across, up);
    private String shadesMeaning = "";
    private PlotPoints points = PlotPoints.empty();
    private int best = -1;
    private int[] front = new int[0];
    private int[] running = new int[0];
    private List<ImportedMark> imported = List.of();
    private IntConsumer openImported = _ -> {};
    private IntFunction<String> hoverText;
    private PlotPalette palette = PlotPalette.LIGHT;

    private PlotGeometry geometry = new PlotGeometry(AxisScale.UNIT, AxisScale.UNIT, 0, 0, 1, 1, true);
    private PlacedPoints placed = new PlacedPoints(points, geometry);
    private ZoomArea zoomArea = ZoomArea.NONE;
    private double pixelScale = 1;
    private int legendRows = 1;

    private boolean pointsChanged = true;
    private boolean rangesChanged = true;
    private boolean chartChanged = true;
    private boolean dotsChanged = true;
    private boolean overlayChanged = true;

    public CandidatePlot(Texts texts) {
        this.texts = texts;
        overlay = new OverlayLayer(texts);
        hoverText = index -> texts.get("candidate.title", index);
        getStyleClass().add("candidate-plot");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT); // in every locale: what is painted is not turned with the window
        setMinSize(240, LEAST_HEIGHT);
        setPrefSize(880, 700);
        tooltip.colour(palette);
        getChildren().addAll(chart.node(), dots.node(), overlay.node(), tooltip);
        // The layers take no mouse events; the region itself takes them everywhere.
        setPickOnBounds(true);
        selected.subscribe(this::changeOverlay);
        hovered.subscribe(this::changeOverlay);
        focusVisibleProperty().subscribe(this::changeOverlay);
        sceneProperty().subscribe(this::moveBetweenScenes);
    }

    /** Says what the axes mean. The range of one starts anew if it shows something else; a limit alone only moves its line. */
    public void setAxes(AxisSetting newAcross, AxisSetting newUp) {
        boolean sameAcross = newAcross.rangesLike(across);
        boolean sameUp = newUp.rangesLike(up);
        if (newAcross.equals(across) && newUp.equals(up)) {
            return;
        }
        across = newAcross;
        up = newUp;
        if (sameAcross && sameUp) {
            rangesChanged = true;
            changeOverlay();
            return;
        }
        if (!sameAcross) {
            ranges.restartAcross();
        }
        if (!sameUp) {
            ranges.restartUp();
        }
        chartChanged = true;
        changePoints();
    }

    /** Says what the shades of the points mean. */
    public void setShadesMeaning(String meaning) {
        if (!meaning.equals(shadesMeaning)) {
            shadesMeaning = meaning;
            chartChanged = true;
            changeOverlay();
        }
    }

    /** Title of the x axis; its unit follows from the candidates. */
    String xTitle() {
        return across.axis().title(ranges.unitAcross(), texts);
    }

    /** Title of the y axis; its unit follows from the candidates. */
    String yTitle() {
        return up.axis().title(ranges.unitUp(), texts);
    }

    /**
     * Shows other candidates or other states. A selection beyond the last candidate is cleared. Points with the same x and y arrays as
     * before are only recoloured, which is cheaper.
     */
    public void setPoints(PlotPoints newPoints) {
        boolean samePlaces = newPoints.hasPlacesOf(points);
        points = newPoints;
        if (selected.get() >= newPoints.count() && !selected.isBound()) {
            selected.set(-1);
        }
        if (newPoints.count() == 0) {
            showAll();
        }
        if (samePlaces) {
            dotsChanged = true;
            changeOverlay();
        } else {
            changePoints();
        }
    }

    /** Marks the best feasible candidate; -1 for none. */
    public void setBest(int index) {
        if (index != best) {
            best = index;
            rangesChanged = true;
            changeOverlay();
        }
    }

    /** Marks points of designs that are being trained. */
    public void setRunning(int[] points) {
        running = points.clone();
        changeOverlay();
    }

    /**
     * Shows networks of other tools.
     *
     * @param opened told which of them was clicked
     */
    public void setImported(List<ImportedMark> marks, IntConsumer opened) {
        imported = List.copyOf(marks);
        openImported = opened;
        changePoints();
    }

    /** Marks points of the Pareto front, given from left to right. */
    public void setFront(int[] points) {
        front = points.clone();
        changeOverlay();
    }

    /** The selected candidate, -1 for none. Set it to select, listen to it to follow. */
    public IntegerProperty selectedProperty() {
        return selected;
    }

    /** The candidate under the pointer, -1 for none. */
    public ReadOnlyIntegerProperty hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    /** Marks the candidate that is under the pointer in another view; -1 for none. */
    public void pointAt(int index) {
        if (index != pointedAt) {
            pointedAt = index;
            changeOverlay();
        }
    }

    /** Gives the text shown beside the candidate under the pointer. */
    public void setHoverText(IntFunction<String> text) {
        hoverText = text;
        changeOverlay();
    }

    /** The cost on the x axis at a place of the plot, in SI or a number of parameters; empty beside the data area, where the axis shows none or costs below 0. */
    public OptionalDouble costAcrossAt(double x, double y) {
        return costAt(across, geometry.costAt(x), x, y);
    }

    /** The same of the y axis. */
    public OptionalDouble costUpAt(double x, double y) {
        return costAt(up, geometry.valueAt(y), x, y);
    }

    private OptionalDouble costAt(AxisSetting of, double value, double x, double y) {
        return of.axis().isCost() && geometry.contains(x, y) && points.count() > 0 && value > 0 ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** Colours for a dark or a light theme; the background is the theme's own. */
    public void setDark(boolean dark) {
        palette = dark ? PlotPalette.DARK : PlotPalette.LIGHT;
        tooltip.colour(palette);
        chartChanged = true;
        dotsChanged = true;
        changeOverlay();
    }

    int chartRedraws() {
        return chart.redraws();
    }

    int dotRedraws() {
        return dots.redraws();
    }

    int overlayRedraws() {
        return overlay.redraws();
    }

    PlotGeometry geometry() {
        return geometry;
    }

    PlacedPoints placed() {
        return placed;
    }

    private void changePoints() {
        pointsChanged = true;
        rangesChanged = true;
        dotsChanged = true;
        changeOverlay();
    }

    void changeOverlay() {
        overlayChanged = true;
        if (getScene() != null) {
            Platform.requestNextPulse();
        }
    }

    @SuppressWarnings("NullAway") // a node outside a scene has none, and JavaFX says so with null
    private void moveBetweenScenes(Scene before, Scene now) {
        if (before != null) {
            before.removePostLayoutPulseListener(pulse);
        }
        if (now != null) {
            now.addPostLayoutPulseListener(pulse);
        }
    }

    @Override
    protected void layoutChildren() {
        if (chart.resize(getWidth(), getHeight())) {
            overlay.resize(getWidth(), getHeight());
            chartChanged = true;
        }
        drawWhatChanged();
    }

    /** Draws the layers that are out of date. The order matters: the chart gives the data area, the data area the positions. */
    void drawWhatChanged() {
        double pixels = getScene() == null || getScene().getWindow() == null ? 1 : getScene().getWindow().getOutputScaleX();
        dotsChanged |= pixels != pixelScale;
        pixelScale = pixels;
        boolean anything = overlayChanged || dotsChanged || chartChanged;
        if (!anything || getWidth() < 50 || getHeight() < 50) {
            return;
        }
        if (pointsChanged) {
            boolean anyValue = ranges.anyValue();
            ranges.scan(points, imported, across.axis(), up.axis());
            chartChanged |= ranges.anyValue() != anyValue;
        }
        if (rangesChanged) {
            chartChanged |= ranges.choose(points, across, up, best);
        }
        if (pointsChanged || chartChanged) {
            int rows = legend().rows(chart.legendWidth());
            chartChanged |= rows != legendRows;
            legendRows = rows;
        }
        boolean placesChanged = pointsChanged;
        if (chartChanged) {
            placesChanged |= drawChart();
        }
        if (placesChanged) {
            placed = new PlacedPoints(points, geometry);
        } else if (dotsChanged) {
            placed = placed.recoloured(points);
        }
        if (placesChanged || dotsChanged) {
            dots.draw(placed, palette, pixelScale);
            hovered.set(gestures.design());
        }
        drawOverlay();
        pointsChanged = false;
        rangesChanged = false;
        chartChanged = false;
        dotsChanged = false;
        overlayChanged = false;
    }

    /** Whether the mapping between values and pixels has changed with it. */
    private boolean drawChart() {
        Rectangle2D area = chart.draw(new ChartLayer.DrawnAxis(across.axis(), ranges.x(), xTitle(), true),
                new ChartLayer.DrawnAxis(up.axis(), ranges.y(), yTitle(), ranges.anyValue()), legendRows, palette);
        PlotGeometry now = new PlotGeometry(ranges.x().times(ranges.unitAcross().siFactor()), ranges.y().times(ranges.unitUp().siFactor()),
                area.getX(), area.getY(), Math.max(1, area.getWidth()), Math.max(1, area.getHeight()), !ranges.isZoomed());
        boolean changed = !now.equals(geometry);
        geometry = now;
        return changed;
    }

    private void drawOverlay() {
        String hint = points.count() == 0 && !points.isAccuracy() && imported.isEmpty() ? texts.get("plot.hint") : "";
        int index = hovered.get();
        setAccessibleText(words());
        Highlights highlights = new Highlights(best, front, running, selected.get(), index < 0 ? pointedAt : index);
        overlay.draw(new OverlayLayer.Content(placed, imported, legend(), across, up, highlights, zoomArea, hint, isFocusVisible()), palette);
        int mark = gestures.imported();
        if (mark >= 0 && zoomArea.isEmpty()) {
            tooltip.show(imported.get(mark).text(), geometry.pixelX(imported.get(mark)), geometry.pixelY(imported.get(mark)), getWidth(),
                    getHeight());
        } else if (placed.isVisible(index) && zoomArea.isEmpty()) {
            tooltip.show(hoverText.apply(index), placed.pixelX(index), placed.pixelY(index), getWidth(), getHeight());
        } else {
            tooltip.hide();
        }
    }

    /** The plot as a screen reader tells it. */
    private String words() {
        int feasible = 0;
        for (int i = 0; i < points.count(); i++) {
            feasible += points.feasible(i) ? 1 : 0;
        }
        String plot = texts.get("plot.words", yTitle(), xTitle(), points.count(), feasible);
        return selected.get() < 0 ? plot : plot + " " + texts.get("plot.words.selected", hoverText.apply(selected.get()));
    }

    private PlotLegend legend() {
        return new PlotLegend(points, running, imported.size(), shadesMeaning, palette, texts);
    }

    /** Selects a candidate, -1 for none, unless what is selected is decided elsewhere. */
    void select(int index) {
        if (!selected.isBound()) {
            selected.set(index < points.count() ? index : -1);
        }
    }

    void hover(int index) {
        hovered.set(index);
    }

    List<ImportedMark> imported() {
        return imported;
    }

    /** A network of another tool was clicked. */
    void open(int mark) {
        openImported.accept(mark);
    }

    /** Frames what a drag would zoom to. */
    void markZoomArea(ZoomArea area) {
        zoomArea = area;
        changeOverlay();
    }

    void zoomTo(ZoomArea area) {
        if (points.count() > 0 && ranges.zoomTo(area, geometry)) {
            drawZoomed();
        }
    }

    /** @param fractionX and fractionY of the axes, of what stays where it is */
    void zoomAround(double fractionX, double fractionY, double factor) {
        if (points.count() > 0) {
            ranges.zoomAround(fractionX, fractionY, factor);
            drawZoomed();
        }
    }

    void showAll() {
        if (ranges.isZoomed()) {
            ranges.showEverything();
            drawZoomed();
        }
    }

    private void drawZoomed() {
        chartChanged = true;
        changeOverlay();
    }
}
