package org.hasnas.ui.network;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.DoubleFunction;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import org.hasnas.ui.chart.Chart;
import org.hasnas.ui.fx.Arrows;
import org.hasnas.ui.fx.Texts;

/** Values of rows and columns as a picture, a square each, drawn as large as there is room; the value under the pointer is told. */
final class HeatMap extends Region implements Chart {
    /** Pixels of a picture that is then shrunk to its place, so that squares have sharp edges. */
    private static final int PIXELS = 512;

    private final double mostHeight;
    private final Texts texts;
    private final ImageView view = new ImageView();
    private final Tooltip tip = new Tooltip();
    /** Around the square that the keyboard is at. */
    private final Rectangle cursor = new Rectangle();
    private Optional<List<List<Double>>> shown = Optional.empty();
    private double least;
    private double most = 1;
    private int atRow;
    private int atColumn;
    private BiConsumer<Integer, Integer> chosen = (row, column) -> {};
    private DoubleFunction<String> text = value -> String.format(Locale.ROOT, "%.3g", value);

    HeatMap(double mostHeight, Texts texts) {
        this.mostHeight = mostHeight;
        this.texts = texts;
        cursor.getStyleClass().add("heat-cursor");
        cursor.setManaged(false);
        cursor.setMouseTransparent(true);
        cursor.visibleProperty().bind(focusedProperty());
        setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT); // in every locale: what is painted is not turned with the window
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setOnKeyPressed(this::press);
        getChildren().addAll(view, cursor);
        Tooltip.install(this, tip);
        setOnMouseMoved(event -> at(event, (row, column) -> shown.ifPresent(
                values -> tip.setText(square(values, row, column)))));
    }

    private String square(List<List<Double>> values, int row, int column) {
        return "[" + row + "][" + column + "]: " + text.apply(values.get(row).get(column));
    }

    /** @param newChosen told row and column of a square that is clicked, or at which Enter is pressed */
    void setOnChosen(BiConsumer<Integer, Integer> newChosen) {
        chosen = newChosen;
        setCursor(Cursor.HAND);
        setOnMouseClicked(event -> at(event, chosen));
    }

    /** Arrows go from square to square, Enter chooses the one they have come to. */
    private void press(KeyEvent event) {
        boolean gone = Arrows.take(event, (down, right) -> {
            atRow += down;
            atColumn += right;
            placeCursor();
        });
        if (!gone && (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE)) {
            chosen.accept(atRow, atColumn);
            event.consume();
        }
    }

    /** Moves the keyboard's square back inside where it has left the picture, and tells it. */
    private void placeCursor() {
        shown.ifPresent(values -> {
            atRow = Math.clamp(atRow, 0, values.size() - 1);
            atColumn = Math.clamp(atColumn, 0, values.getFirst().size() - 1);
            double width = view.getFitWidth() / values.getFirst().size();
            double height = view.getFitHeight() / values.size();
            cursor.setX(atColumn * width);
            cursor.setY(atRow * height);
            cursor.setWidth(width);
            cursor.setHeight(height);
            setAccessibleText(texts.get("heat.words", values.size(), values.getFirst().size(), text.apply(least), text.apply(most),
                    square(values, atRow, atColumn)));
        });
    }

    private void at(MouseEvent event, BiConsumer<Integer, Integer> square) {
        shown.ifPresent(values -> {
            int column = (int) (event.getX() / view.getFitWidth() * values.getFirst().size());
            int row = (int) (event.getY() / view.getFitHeight() * values.size());
            if (row >= 0 && row < values.size() && column >= 0 && column < values.getFirst().size()) {
                square.accept(row, column);
            }
        });
    }

    /**
     * @param values by row and column, at least one
     * @param newLeast value of the first colour
     * @param newMost value of the last colour, above the least
     * @param diverging whether the middle of both means nothing
     * @param newText of a value
     */
    void show(List<List<Double>> values, double newLeast, double newMost, boolean diverging, DoubleFunction<String> newText) {
        shown = Optional.of(values);
        least = newLeast;
        most = newMost;
        text = newText;
        int columns = values.getFirst().size();
        int side = Math.max(1, PIXELS / Math.max(columns, values.size()));
        WritableImage image = new WritableImage(side * columns, side * values.size());
        PixelWriter pixels = image.getPixelWriter();
        for (int y = 0; y < side * values.size(); y++) {
            for (int x = 0; x < side * columns; x++) {
                double share = Math.clamp((values.get(y / side).get(x / side) - least) / (most - least), 0, 1);
                pixels.setColor(x, y, diverging ? diverging(share) : sequential(share));
            }
        }
        view.setImage(image);
        placeCursor();
        requestLayout();
    }

    /** Dark blue to yellow, ever lighter: also in grey, and for every kind of colour blindness (as cividis). */
    static Color sequential(double share) {
        Color low = Color.web("#00224e");
        Color middle = Color.web("#7c7b78");
        Color high = Color.web("#fee838");
        return share < 0.5 ? low.interpolate(middle, 2 * share) : middle.interpolate(high, 2 * share - 1);
    }

    /** Blue below, orange above, light in the middle. */
    static Color diverging(double share) {
        Color middle = Color.web("#f3f3f3");
        return share < 0.5 ? Color.web("#0072b2").interpolate(middle, 2 * share) : middle.interpolate(Color.web("#d55e00"), 2 * share - 1);
    }

    private double side(List<List<Double>> values, double width) {
        return Math.min(width / values.getFirst().size(), mostHeight / values.size());
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        return shown.map(values -> side(values, width) * values.size()).orElse(0.0);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        shown.ifPresent(values -> {
            double pixel = side(values, getWidth());
            view.setFitWidth(pixel * values.getFirst().size());
            view.setFitHeight(pixel * values.size());
            placeCursor();
        });
    }
}
