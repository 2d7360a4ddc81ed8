package org.hasnas.ui.parallel;

import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.scene.Cursor;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.quantities.Axis;
import org.hasnas.ui.quantities.DesignQuantities;

/**
 * Turns what mouse and keyboard do into ranges, scales and designs that are looked at.
 *
 * <p>Mouse: drag on an axis marks a range, drag inside a range moves it, a click on an axis forgets its range; a click elsewhere selects the design
 * under the pointer; a click on a title switches between linear and logarithmic.
 *
 * <p>Keyboard: left and right go from axis to axis; up and down move the upper end of its range, with Shift the lower one; Delete forgets the range,
 * Escape all of them; Enter switches between linear and logarithmic.
 */
final class ParallelGestures {
    private static final double CLICK = 3;
    /** Fraction of an axis by which a key moves the end of a range. */
    private static final double STEP = 0.05;

    private final ParallelPlot plot;
    private final ParallelViewModel model;
    private final DesignQuantities quantities;
    private final IntConsumer hover;
    private final IntConsumer select;
    private final Texts texts;
    private final Tooltip meaning = new Tooltip();
    private Optional<Drag> drag = Optional.empty();
    private int keyAxis;

    /**
     * A range being marked.
     *
     * @param from fraction at which the button was pressed
     * @param moved the range that moves as a whole; empty if a new one is drawn up
     */
    private record Drag(Axis axis, double from, double pressedY, Optional<Range> moved) {
        boolean isClick(MouseEvent event) {
            return Math.abs(event.getY() - pressedY) <= CLICK;
        }

        Range to(double fraction) {
            return moved.map(before -> {
                double low = axis.fraction(before.low());
                double high = axis.fraction(before.high());
                double by = Math.clamp(fraction - from, -low, Math.max(-low, 1 - high));
                return new Range(axis.value(low + by), axis.value(high + by));
            }).orElseGet(() -> new Range(axis.value(Math.min(fraction, from)), axis.value(Math.max(fraction, from))));
        }
    }

    /**
     * @param hover told of the position of the design under the pointer, -1 for none
     * @param select told of the position of the design that was clicked
     */
    ParallelGestures(ParallelPlot plot, ParallelViewModel model, DesignQuantities quantities, IntConsumer hover, IntConsumer select, Texts texts) {
        this.plot = plot;
        this.model = model;
        this.quantities = quantities;
        this.hover = hover;
        this.select = select;
        this.texts = texts;
        plot.setOnMouseMoved(this::point);
        plot.setOnMouseExited(_ -> hover.accept(-1));
        plot.setOnMousePressed(this::press);
        plot.setOnMouseDragged(this::pull);
        plot.setOnMouseReleased(this::release);
        plot.setOnKeyPressed(this::pressKey);
    }

    /** The axis that the keyboard is at, of two at least; axes come and go. */
    int keyAxis() {
        return Math.min(keyAxis, plot.axes().size() - 1);
    }

    private void point(MouseEvent event) {
        ParallelGeometry geometry = plot.geometry();
        boolean onAxis = geometry.axisAt(event.getX(), event.getY()) >= 0;
        plot.setCursor(onAxis ? Cursor.V_RESIZE : geometry.isTitle(event.getY()) ? Cursor.HAND : Cursor.DEFAULT);
        hover.accept(onAxis ? -1 : plot.nearest(event.getX(), event.getY()));
        if (geometry.isTitle(event.getY()) && !plot.axes().isEmpty()) {
            meaning.setText(texts.meaning(plot.axes().get(geometry.nearestAxis(event.getX())).id()));
            Tooltip.install(plot, meaning);
        } else {
            Tooltip.uninstall(plot, meaning);
        }
    }

    private void press(MouseEvent event) {
        plot.requestFocus();
        int index = plot.geometry().axisAt(event.getX(), event.getY());
        drag = Optional.empty();
        if (index >= 0) {
            Axis axis = plot.axes().get(index);
            double from = fraction(event);
            drag = Optional.of(new Drag(axis, from, event.getY(), model.range(axis.id()).filter(range -> range.contains(axis.value(from)))));
        }
    }

    private void pull(MouseEvent event) {
        drag.filter(now -> !now.isClick(event)).ifPresent(now -> model.mark(now.axis().id(), now.to(fraction(event))));
    }

    private void release(MouseEvent event) {
        if (drag.isPresent()) {
            drag.filter(now -> now.isClick(event)).ifPresent(now -> model.unmark(now.axis().id()));
        } else if (plot.axes().size() > 1 && plot.geometry().isTitle(event.getY())) {
            quantities.switchScale(plot.axes().get(plot.geometry().nearestAxis(event.getX())).id());
        } else {
            int design = plot.nearest(event.getX(), event.getY());
            if (design >= 0) {
                select.accept(design);
            }
        }
    }

    private double fraction(MouseEvent event) {
        return Math.clamp(plot.geometry().fraction(event.getY()), 0, 1);
    }

    private void pressKey(KeyEvent event) {
        if (plot.axes().size() < 2) {
            return;
        }
        Axis axis = plot.axes().get(keyAxis());
        switch (event.getCode()) {
            case LEFT -> keyAxis = Math.max(0, keyAxis() - 1);
            case RIGHT -> keyAxis = Math.min(plot.axes().size() - 1, keyAxis() + 1);
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
        plot.changeFront();
    }

    /** A range begins as the whole axis; one that holds the whole axis again is none. */
    private void moveEnd(Axis axis, double by, boolean lower) {
        Optional<Range> range = model.range(axis.id());
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
}
