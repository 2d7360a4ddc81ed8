package org.hasnas.ui.parallel;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.application.Platform;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;
import org.hasnas.ui.chart.Chart;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.quantities.Axis;
import org.hasnas.ui.quantities.DesignQuantities;
import org.jspecify.annotations.Nullable;

/**
 * The lines of all designs over their axes. Changes are only noted, and drawn at most once per pulse: a range that moves paints the lines inside
 * anew, the pointer paints none.
 *
 * <p>Mouse: drag on an axis marks a range, drag inside a range moves it, a click on an axis forgets its range; a click elsewhere selects the design
 * under the pointer; a click on a title switches between linear and logarithmic.
 *
 * <p>Keyboard: left and right go from axis to axis; up and down move the upper end of its range, with Shift the lower one; Delete forgets the range,
 * Escape all of them; Enter switches between linear and logarithmic.
 */
final class ParallelPlot extends Region implements Chart {
    private static final double SIDE = 46;
    private static final double HEAD = 40;
    private static final double FOOT = 20;
    /** How near to an axis the pointer must be to mark a range on it, in pixels. */
    private static final double GRAB = 11;
    /** How near to a line it must be to point at its design. */
    private static final double PICK = 7;
    private static final double CLICK = 3;
    /** Fraction of an axis by which a key moves the end of a range. */
    private static final double STEP = 0.05;
    private static final Font FONT = Font.font(11);
    private static final Font BOLD = Font.font(null, FontWeight.BOLD, 11);

    private final ParallelViewModel model;
    private final Texts texts;
    private final DesignQuantities quantities;
    private final ImageView lines = new ImageView();
    private final Canvas front = new Canvas();
    private final IntConsumer hover;
    private final IntConsumer select;
    private final Runnable pulse = this::drawWhatChanged;

    private List<Axis> axes = List.of();
    private LineRaster.Places places = LineRaster.Places.of(new float[0][]);
    private byte[] colours = new byte[0];
    private int[] palette = {0};
    private boolean dark;
    private int hovered = -1;
    private int selected = -1;
    private @Nullable LineRaster raster;
    private int[] pixels = new int[0];
    /** All lines in grey; they stay while ranges move. */
    private int[] behind = new int[0];
    private PixelBuffer<IntBuffer> buffer = bufferOf(new int[1], 1, 1);
    private boolean linesChanged = true;
    private boolean behindChanged = true;
    private boolean frontChanged = true;
    private int redraws;
    private Optional<Drag> drag = Optional.empty();
    /** The axis that the keyboard is at. */
    private int keyAxis;

    /**
     * A range being marked.
     *
     * @param from fraction at which the button was pressed
     * @param moved the range that moves as a whole; empty if a new one is drawn up
     */
    private record Drag(Axis axis, double from, double pressedY, Optional<Range> moved) {}

    /**
     * @param hover told of the position of the design under the pointer, -1 for none
     * @param select told of the position of the design that was clicked
     */
    ParallelPlot(ParallelViewModel model, DesignQuantities quantities, IntConsumer hover, IntConsumer select, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.quantities = quantities;
        this.hover = hover;
        this.select = select;
        setId("parallel");
        setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT); // in every locale: what is painted is not turned with the window
        setMinSize(200, 110);
        setPrefSize(900, 240);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        lines.setManaged(false);
        lines.setSmooth(false);
        lines.setMouseTransparent(true);
        front.setManaged(false);
        front.setMouseTransparent(true);
        setPickOnBounds(true);
        getChildren().addAll(lines, front);
        setFocusTraversable(true);
        setOnKeyPressed(this::pressKey);
        focusVisibleProperty().subscribe(this::changeFront);
        setOnMouseMoved(this::point);
        setOnMouseExited(event -> hover.accept(-1));
        setOnMousePressed(this::press);
        setOnMouseDragged(this::pull);
        setOnMouseReleased(this::release);
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
     * @param newColours index into the palette of each design
     * @param newPalette colours as 0xRRGGBB
     */
    void show(List<Axis> newAxes, byte[] newColours, int[] newPalette) {
        axes = List.copyOf(newAxes);
        places = LineRaster.Places.of(axes.stream().map(Axis::fractions).toArray(float[][]::new));
        recolour(newColours, newPalette);
        behindChanged = true;
    }

    /** Gives the designs other colours. */
    void recolour(byte[] newColours, int[] newPalette) {
        colours = newColours;
        palette = newPalette;
        changeLines();
    }

    /** Other designs lie inside the ranges. */
    void changeLines() {
        linesChanged = true;
        changeFront();
    }

    void setDark(boolean isDark) {
        dark = isDark;
        behindChanged = true;
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

    private void changeFront() {
        frontChanged = true;
        if (getScene() != null) {
            Platform.requestNextPulse();
        }
    }

    /** How often lines were painted. */
    int redraws() {
        return redraws;
    }

    @Override
    protected void layoutChildren() {
        if (front.getWidth() != getWidth() || front.getHeight() != getHeight()) {
            front.setWidth(getWidth());
            front.setHeight(getHeight());
            behindChanged = true;
            changeLines();
        }
        drawWhatChanged();
    }

    private double bottom() {
        return getHeight() - FOOT;
    }

    /** Where an axis stands. */
    double axisX(int index) {
        return axes.size() < 2 ? getWidth() / 2 : SIDE + index * (getWidth() - 2 * SIDE) / (axes.size() - 1);
    }

    /** Where a fraction of an axis lies. */
    double y(double fraction) {
        return bottom() - fraction * (bottom() - HEAD);
    }

    private double fraction(double y) {
        return Math.clamp((bottom() - y) / (bottom() - HEAD), 0, 1);
    }

    /** Draws what is out of date. */
    void drawWhatChanged() {
        if (!frontChanged || getWidth() < 80 || getHeight() < 80) {
            return;
        }
        if (linesChanged) {
            drawLines();
        }
        drawFront();
        linesChanged = false;
        behindChanged = false;
        frontChanged = false;
    }

    private void drawLines() {
        int width = (int) Math.max(2, getWidth() - 2 * SIDE);
        int height = (int) Math.max(2, bottom() - HEAD);
        LineRaster painter = raster;
        if (painter == null || painter.width() != width || painter.height() != height) {
            painter = new LineRaster(width, height);
            raster = painter;
            pixels = new int[width * height];
            behind = new int[width * height];
            behindChanged = true;
            buffer = bufferOf(pixels, width, height);
            lines.setImage(new WritableImage(buffer));
            lines.setX(SIDE);
            lines.setY(HEAD);
        }
        int[] x = new int[axes.size()];
        Arrays.setAll(x, i -> (int) Math.round((double) i * (width - 1) / Math.max(1, axes.size() - 1)));
        Optional<BitSet> inside = model.inside();
        if (inside.isPresent() && behindChanged) {
            Arrays.fill(behind, 0);
            painter.paint(behind, x, places, Optional.empty(), new byte[colours.length], new int[] {dark ? 0x6E7681 : 0xAFB8C1}, 0.35);
        }
        if (inside.isPresent()) {
            System.arraycopy(behind, 0, pixels, 0, pixels.length);
        } else {
            Arrays.fill(pixels, 0);
        }
        painter.paint(pixels, x, places, inside, colours, palette, 1);
        Rectangle2D everything = new Rectangle2D(0, 0, width, height);
        buffer.updateBuffer(changed -> everything);
        redraws++;
    }

    private static PixelBuffer<IntBuffer> bufferOf(int[] pixels, int width, int height) {
        return new PixelBuffer<>(width, height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
    }

    private void drawFront() {
        GraphicsContext context = front.getGraphicsContext2D();
        context.clearRect(0, 0, front.getWidth(), front.getHeight());
        if (axes.size() < 2) {
            return;
        }
        Color text = dark ? Color.web("#e6edf3") : Color.web("#1f2328");
        Color muted = dark ? Color.web("#9198a1") : Color.web("#59636e");
        Color back = dark ? Color.web("#0d1117") : Color.WHITE;
        drawLine(context, hovered, text, 2.2);
        drawLine(context, selected, dark ? Color.web("#ff7b72") : Color.web("#b3261e"), 2.2);
        setAccessibleText(words());
        double room = (getWidth() - 2 * SIDE) / (axes.size() - 1) - 6;
        for (int i = 0; i < axes.size(); i++) {
            Axis axis = axes.get(i);
            double x = Math.round(axisX(i)) + 0.5;
            context.setStroke(muted);
            context.setLineWidth(1);
            context.strokeLine(x, HEAD, x, bottom());
            if (isFocusVisible() && i == keyAxis()) {
                context.setStroke(accent());
                context.setLineWidth(3);
                context.strokeLine(x, HEAD, x, bottom());
            }
            Range range = model.rangesProperty().get().get(axis.id());
            if (range != null) {
                double top = y(Math.clamp(axis.fraction(range.high()), 0, 1));
                double low = y(Math.clamp(axis.fraction(range.low()), 0, 1));
                context.setFill(Color.web("#0969da", 0.22));
                context.fillRect(x - 7, top - 1, 14, low - top + 2);
                context.setStroke(accent());
                context.setLineWidth(1);
                context.strokeRect(x - 7, top - 1, 14, low - top + 2);
            }
            boolean last = i == axes.size() - 1;
            TextAlignment side = i == 0 ? TextAlignment.LEFT : last ? TextAlignment.RIGHT : TextAlignment.CENTER;
            double at = i == 0 ? 4 : last ? getWidth() - 4 : x;
            write(context, title(axis), at, i % 2 == 0 || room > 120 ? 12 : 0, side, BOLD, text, back, i == 0 || last ? room / 2 + SIDE : 2 * room);
            write(context, axis.text().apply(range == null ? axis.high() : range.high()), at, HEAD - 15, side, FONT, muted, back,
                    room + 20);
            write(context, axis.text().apply(range == null ? axis.low() : range.low()), at, bottom() + 3, side, FONT, muted, back,
                    room + 20);
        }
    }

    private Color accent() {
        return Color.web(dark ? "#4493f8" : "#0969da");
    }

    /** The lines as a screen reader tells them: how many designs are looked at, and the axis that the keyboard is at. */
    private String words() {
        Axis axis = axes.get(keyAxis());
        String extent = texts.get("parallel.words", model.count(), title(axis), axis.text().apply(axis.low()), axis.text().apply(axis.high()));
        return Optional.ofNullable(model.rangesProperty().get().get(axis.id()))
                .map(range -> extent + " " + texts.get("parallel.words.range", axis.text().apply(range.low()), axis.text().apply(range.high())))
                .orElse(extent);
    }

    private static String title(Axis axis) {
        return axis.log() ? axis.title() + ", log" : axis.title();
    }

    private static void write(GraphicsContext context, String text, double x, double y, TextAlignment side, Font font, Color colour, Color back,
            double room) {
        context.setFont(font);
        context.setTextAlign(side);
        context.setTextBaseline(VPos.TOP);
        context.setStroke(back);
        context.setLineWidth(3);
        context.strokeText(text, x, y, room);
        context.setFill(colour);
        context.fillText(text, x, y, room);
    }

    private void drawLine(GraphicsContext context, int position, Color colour, double width) {
        if (position < 0 || position >= colours.length) {
            return;
        }
        context.setStroke(colour);
        context.setFill(colour);
        context.setLineWidth(width);
        for (int axis = 0; axis < axes.size(); axis++) {
            float here = places.fractions()[axis][position];
            if (Float.isNaN(here)) {
                continue;
            }
            context.fillOval(axisX(axis) - 3, y(here) - 3, 6, 6);
            if (axis + 1 < axes.size() && !Float.isNaN(places.fractions()[axis + 1][position])) {
                context.strokeLine(axisX(axis), y(here), axisX(axis + 1), y(places.fractions()[axis + 1][position]));
            }
        }
    }

    /** The design whose line is nearest to a place, -1 if none is near. A plain scan over the designs looked at. */
    int nearest(double x, double y) {
        if (axes.size() < 2 || y < HEAD || y > bottom()) {
            return -1;
        }
        double place = (x - SIDE) / (getWidth() - 2 * SIDE) * (axes.size() - 1);
        int left = Math.clamp((int) Math.floor(place), 0, axes.size() - 2);
        float part = (float) Math.clamp(place - left, 0, 1);
        float wanted = (float) ((bottom() - y) / (bottom() - HEAD));
        float nearest = (float) (PICK / (bottom() - HEAD));
        Optional<BitSet> inside = model.inside();
        float[] from = places.fractions()[left];
        float[] to = places.fractions()[left + 1];
        int found = -1;
        for (int i = 0; i < colours.length; i++) {
            float distance = Math.abs(from[i] + part * (to[i] - from[i]) - wanted);
            if (distance < nearest && (inside.isEmpty() || inside.get().get(i))) { // false for NaN
                nearest = distance;
                found = i;
            }
        }
        return found;
    }

    private int axisAt(double x) {
        for (int i = 0; i < axes.size(); i++) {
            if (Math.abs(axisX(i) - x) <= GRAB) {
                return i;
            }
        }
        return -1;
    }

    private void point(MouseEvent event) {
        boolean onAxis = axisAt(event.getX()) >= 0 && event.getY() >= HEAD - 6;
        setCursor(onAxis ? Cursor.V_RESIZE : event.getY() < HEAD - 6 ? Cursor.HAND : Cursor.DEFAULT);
        hover.accept(onAxis ? -1 : nearest(event.getX(), event.getY()));
    }

    private void pressKey(KeyEvent event) {
        if (axes.size() < 2) {
            return;
        }
        Axis axis = axes.get(keyAxis());
        switch (event.getCode()) {
            case LEFT -> keyAxis = Math.max(0, keyAxis() - 1);
            case RIGHT -> keyAxis = Math.min(axes.size() - 1, keyAxis() + 1);
            case UP -> moveEnd(axis, STEP, event.isShiftDown());
            case DOWN -> moveEnd(axis, -STEP, event.isShiftDown());
            case DELETE, BACK_SPACE -> model.unmark(axis.id());
            case ESCAPE -> model.clear();
            case ENTER -> quantities.switchScale(axis.id());
            default -> {
                return;
            }
        }
        event.consume();
        changeFront();
    }

    /** Axes come and go. */
    private int keyAxis() {
        return Math.min(keyAxis, axes.size() - 1);
    }

    /** A range begins as the whole axis; one that holds the whole axis again is none. */
    private void moveEnd(Axis axis, double by, boolean lower) {
        Optional<Range> range = Optional.ofNullable(model.rangesProperty().get().get(axis.id()));
        double low = range.map(now -> axis.fraction(now.low())).orElse(0.0);
        double high = range.map(now -> axis.fraction(now.high())).orElse(1.0);
        if (lower) {
            low = Math.clamp(low + by, 0, high);
        } else {
            high = Math.clamp(high + by, low, 1);
        }
        if (low < STEP / 2 && high > 1 - STEP / 2) {
            model.unmark(axis.id());
        } else {
            model.mark(axis.id(), new Range(axis.value(low), axis.value(high)));
        }
    }

    private void press(MouseEvent event) {
        requestFocus();
        int index = axisAt(event.getX());
        drag = Optional.empty();
        if (index >= 0 && event.getY() >= HEAD - 6) {
            Axis axis = axes.get(index);
            double from = fraction(event.getY());
            Range range = model.rangesProperty().get().get(axis.id());
            drag = Optional.of(new Drag(axis, from, event.getY(),
                    Optional.ofNullable(range).filter(known -> known.contains(axis.value(from)))));
        }
    }

    private void pull(MouseEvent event) {
        drag.filter(now -> Math.abs(event.getY() - now.pressedY()) > CLICK).ifPresent(now -> {
            double to = fraction(event.getY());
            Axis axis = now.axis();
            Range range = now.moved().map(before -> {
                double low = axis.fraction(before.low());
                double high = axis.fraction(before.high());
                double by = Math.clamp(to - now.from(), -low, Math.max(-low, 1 - high));
                return new Range(axis.value(low + by), axis.value(high + by));
            }).orElseGet(() -> new Range(axis.value(Math.min(to, now.from())), axis.value(Math.max(to, now.from()))));
            model.mark(axis.id(), range);
        });
    }

    private void release(MouseEvent event) {
        if (drag.isPresent()) {
            drag.filter(now -> Math.abs(event.getY() - now.pressedY()) <= CLICK).ifPresent(now -> model.unmark(now.axis().id()));
        } else if (event.getY() < HEAD - 6) {
            titleAt(event.getX()).ifPresent(axis -> quantities.switchScale(axis.id()));
        } else {
            int design = nearest(event.getX(), event.getY());
            if (design >= 0) {
                select.accept(design);
            }
        }
    }

    private Optional<Axis> titleAt(double x) {
        return axes.size() < 2 ? Optional.empty()
                : Optional.of(axes.get(Math.clamp(Math.round((x - SIDE) / (getWidth() - 2 * SIDE) * (axes.size() - 1)), 0, axes.size() - 1)));
    }
}
