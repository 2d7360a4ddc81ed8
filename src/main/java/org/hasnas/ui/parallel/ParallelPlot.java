package org.hasnas.ui.parallel;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.application.Platform;
import javafx.geometry.NodeOrientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.hasnas.ui.chart.Chart;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.quantities.Axis;
import org.hasnas.ui.quantities.DesignQuantities;

/**
 * The lines of all designs over their axes. Changes are only noted, and drawn at most once per pulse: a range that moves paints the lines inside
 * anew, the pointer paints none.
 */
final class ParallelPlot extends Region implements Chart {
    /** How near to a line the pointer must be to point at its design, in pixels. */
    private static final double PICK = 7;
    private static final double LEAST_SIDE = 80;

    private final ParallelViewModel model;
    private final Texts texts;
    private final LineLayer lines = new LineLayer();
    private final AxisLayer front = new AxisLayer();
    private final ParallelGestures gestures;
    private final Runnable pulse = this::drawWhatChanged;

    private List<Axis> axes = List.of();
    private ParallelGeometry geometry = new ParallelGeometry(1, 1, 0);
    private LineRaster.Places places = LineRaster.Places.of(new float[0][]);
    private byte[] shades = new byte[0];
    private int[] palette = {0};
    private ParallelColours colours = ParallelColours.LIGHT;
    private int hovered = -1;
    private int selected = -1;
    private boolean linesChanged = true;
    private boolean frontChanged = true;

    /**
     * @param hover told of the position of the design under the pointer, -1 for none
     * @param select told of the position of the design that was clicked
     */
    ParallelPlot(ParallelViewModel model, DesignQuantities quantities, IntConsumer hover, IntConsumer select, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.gestures = new ParallelGestures(this, model, quantities, hover, select, texts);
        setId("parallel");
        setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT); // in every locale: what is painted is not turned with the window
        setMinSize(200, 110);
        setPrefSize(900, 240);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setPickOnBounds(true);
        setFocusTraversable(true);
        getChildren().addAll(lines.node(), front.node());
        focusVisibleProperty().subscribe(this::changeFront);
        sceneProperty().subscribe(this::moveBetweenScenes);
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

    /**
     * Shows other designs.
     *
     * @param newShades index into the palette of each design
     * @param newPalette colours as 0xRRGGBB
     */
    void show(List<Axis> newAxes, byte[] newShades, int[] newPalette) {
        axes = List.copyOf(newAxes);
        geometry = new ParallelGeometry(getWidth(), getHeight(), axes.size());
        places = LineRaster.Places.of(axes.stream().map(Axis::fractions).toArray(float[][]::new));
        lines.changeAll();
        recolour(newShades, newPalette);
    }

    /** Gives the designs other colours. */
    void recolour(byte[] newShades, int[] newPalette) {
        shades = newShades;
        palette = newPalette;
        changeLines();
    }

    /** Other designs lie inside the ranges. */
    void changeLines() {
        linesChanged = true;
        changeFront();
    }

    void setDark(boolean dark) {
        colours = dark ? ParallelColours.DARK : ParallelColours.LIGHT;
        lines.changeAll();
        changeLines();
    }

    void setHovered(int position) {
        hovered = position;
        changeFront();
    }

    void setSelected(int position) {
        selected = position;
        changeFront();
    }

    void changeFront() {
        frontChanged = true;
        if (getScene() != null) {
            Platform.requestNextPulse();
        }
    }

    List<Axis> axes() {
        return axes;
    }

    ParallelGeometry geometry() {
        return geometry;
    }

    /** How often lines were painted. */
    int redraws() {
        return lines.redraws();
    }

    @Override
    protected void layoutChildren() {
        if (front.resize(getWidth(), getHeight())) {
            geometry = new ParallelGeometry(getWidth(), getHeight(), axes.size());
            changeLines();
        }
        drawWhatChanged();
    }

    /** Draws what is out of date. */
    void drawWhatChanged() {
        if (!frontChanged || getWidth() < LEAST_SIDE || getHeight() < LEAST_SIDE) {
            return;
        }
        if (linesChanged) {
            lines.draw(geometry, places, model.inside(), shades, palette, colours.outside());
        }
        front.clear();
        if (axes.size() > 1) {
            drawDesign(hovered, colours.text());
            drawDesign(selected, colours.selected());
            front.drawAxes(geometry, axes, model.rangesProperty().get(), isFocusVisible() ? gestures.keyAxis() : -1, colours);
            setAccessibleText(words());
        }
        linesChanged = false;
        frontChanged = false;
    }

    private void drawDesign(int position, Color colour) {
        if (position >= 0 && position < shades.length) {
            front.drawDesign(geometry, places, position, colour);
        }
    }

    /** The lines as a screen reader tells them: how many designs are looked at, and the axis that the keyboard is at. */
    private String words() {
        Axis axis = axes.get(gestures.keyAxis());
        String extent = texts.get("parallel.words", model.count(), axis.titleWithScale(), axis.text().apply(axis.low()),
                axis.text().apply(axis.high()));
        return model.range(axis.id())
                .map(range -> extent + " " + texts.get("parallel.words.range", axis.text().apply(range.low()), axis.text().apply(range.high())))
                .orElse(extent);
    }

    /** The design whose line is nearest to a place, -1 if none is near. A plain scan over the designs looked at. */
    int nearest(double x, double y) {
        if (axes.size() < 2 || y < geometry.top() || y > geometry.bottom()) {
            return -1;
        }
        double place = geometry.place(x);
        int left = Math.clamp((int) Math.floor(place), 0, axes.size() - 2);
        float part = (float) Math.clamp(place - left, 0, 1);
        float wanted = (float) geometry.fraction(y);
        float nearest = (float) (PICK / (geometry.bottom() - geometry.top()));
        Optional<BitSet> inside = model.inside();
        float[] from = places.fractions()[left];
        float[] to = places.fractions()[left + 1];
        int found = -1;
        for (int i = 0; i < shades.length; i++) {
            float distance = Math.abs(from[i] + part * (to[i] - from[i]) - wanted);
            if (distance < nearest && (inside.isEmpty() || inside.get().get(i))) { // false for NaN
                nearest = distance;
                found = i;
            }
        }
        return found;
    }
}
