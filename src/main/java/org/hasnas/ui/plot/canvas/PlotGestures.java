package org.hasnas.ui.plot.canvas;

import javafx.geometry.Point2D;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.hasnas.ui.fx.DesignDrag;
import org.hasnas.ui.plot.canvas.OverlayLayer.ZoomArea;

/**
 * Turns what mouse and keyboard do into what the plot does, and knows what is under the pointer.
 *
 * <p>Mouse: click selects, drag and scroll zoom, double click shows everything, a drag from the selected design carries it to another place.
 * Keyboard: left and right go to the neighbouring candidate by cost, up and down by value; Enter opens the menu of the selected one, plus and minus
 * zoom around it, Escape clears the selection, Home shows everything.
 */
final class PlotGestures {
    /** How near to a point the pointer must be, in pixels. */
    static final double PICK_RADIUS = 12;
    /** Further than this from the press, a click becomes a drag. */
    private static final double DRAG_DISTANCE = 5;
    private static final double ZOOM_PER_PIXEL = 1.0025;
    private static final double KEY_ZOOM = 1.25;

    private final CandidatePlot plot;
    private double pointerX = Double.NaN;
    private double pointerY = Double.NaN;
    private double pressX;
    private double pressY;
    private boolean dragging;
    private boolean carrying;
    private int selectedBeforeClick = -1;

    PlotGestures(CandidatePlot plot) {
        this.plot = plot;
        plot.setOnMouseMoved(event -> pointTo(event.getX(), event.getY()));
        plot.setOnMouseExited(_ -> pointTo(Double.NaN, Double.NaN));
        plot.setOnMousePressed(this::press);
        plot.setOnMouseDragged(this::drag);
        plot.setOnMouseReleased(this::release);
        plot.setOnScroll(this::scroll);
        plot.setOnDragDetected(event -> {
            if (carrying) {
                DesignDrag.begin(plot);
                event.consume();
            }
        });
        plot.setOnKeyPressed(this::pressKey);
    }

    /** The design under the pointer, -1 for none. */
    int design() {
        return designAt(pointerX, pointerY);
    }

    /** The network of another tool under the pointer, -1 for none. */
    int imported() {
        return importedAt(pointerX, pointerY);
    }

    private int designAt(double x, double y) {
        return plot.geometry().contains(x, y) ? plot.placed().nearest(x, y, PICK_RADIUS) : -1;
    }

    private int importedAt(double x, double y) {
        PlotGeometry geometry = plot.geometry();
        for (int index = 0; index < plot.imported().size(); index++) {
            ImportedMark mark = plot.imported().get(index);
            if (Math.hypot(geometry.pixelX(mark) - x, geometry.pixelY(mark) - y) < PICK_RADIUS) {
                return index;
            }
        }
        return -1;
    }

    private void pointTo(double x, double y) {
        int before = imported();
        pointerX = x;
        pointerY = y;
        int mark = imported();
        plot.hover(mark < 0 ? design() : -1);
        if (mark != before) {
            plot.changeOverlay();
        }
    }

    private void press(MouseEvent event) {
        plot.requestFocus();
        pressX = event.getX();
        pressY = event.getY();
        dragging = false;
        int selected = plot.selectedProperty().get();
        carrying = event.getButton() == MouseButton.PRIMARY && selected >= 0 && designAt(pressX, pressY) == selected;
    }

    private void drag(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY || carrying) {
            return;
        }
        dragging |= Math.hypot(event.getX() - pressX, event.getY() - pressY) > DRAG_DISTANCE;
        if (dragging) {
            plot.markZoomArea(areaTo(event));
        }
    }

    private void release(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        if (dragging) {
            plot.markZoomArea(ZoomArea.NONE);
            if (!areaTo(event).isEmpty()) {
                plot.zoomTo(areaTo(event));
            }
        } else if (event.getClickCount() == 2) {
            plot.select(selectedBeforeClick); // the first click of a double click has changed the selection; that was not meant
            plot.showAll();
        } else {
            click(event.getX(), event.getY());
        }
        dragging = false;
    }

    private void click(double x, double y) {
        selectedBeforeClick = plot.selectedProperty().get();
        int mark = importedAt(x, y);
        if (mark >= 0) {
            plot.open(mark);
        } else {
            plot.select(designAt(x, y));
        }
    }

    private ZoomArea areaTo(MouseEvent event) {
        return new ZoomArea(pressX, pressY, event.getX(), event.getY());
    }

    private void scroll(ScrollEvent event) {
        PlotGeometry geometry = plot.geometry();
        if (event.getDeltaY() != 0 && !event.isInertia() && geometry.contains(event.getX(), event.getY())) {
            plot.zoomAround(geometry.fractionX(event.getX()), geometry.fractionY(event.getY()), Math.pow(ZOOM_PER_PIXEL, -event.getDeltaY()));
        }
        event.consume();
    }

    private void pressKey(KeyEvent event) {
        int selected = plot.selectedProperty().get();
        switch (event.getCode()) {
            case LEFT -> plot.select(plot.placed().neighbour(selected, -1, false));
            case RIGHT -> plot.select(plot.placed().neighbour(selected, 1, false));
            case DOWN -> plot.select(plot.placed().neighbour(selected, -1, true));
            case UP -> plot.select(plot.placed().neighbour(selected, 1, true));
            case ENTER -> askForMenu(selected);
            case PLUS, ADD, EQUALS -> zoomAtPoint(selected, 1 / KEY_ZOOM);
            case MINUS, SUBTRACT -> zoomAtPoint(selected, KEY_ZOOM);
            case ESCAPE -> {
                if (selected < 0) {
                    return;
                }
                plot.select(-1);
            }
            case HOME -> plot.showAll();
            default -> {
                return;
            }
        }
        event.consume();
    }

    /** As the key of the keyboard for menus does, beside a point. */
    private void askForMenu(int point) {
        if (plot.placed().isVisible(point)) {
            double x = plot.placed().pixelX(point);
            double y = plot.placed().pixelY(point);
            Point2D screen = plot.localToScreen(x, y);
            plot.fireEvent(new ContextMenuEvent(ContextMenuEvent.CONTEXT_MENU_REQUESTED, x, y, screen.getX(), screen.getY(), true, null));
        }
    }

    /** Around a point, or the middle if it is not seen. */
    private void zoomAtPoint(int point, double factor) {
        if (plot.placed().isVisible(point)) {
            PlotGeometry geometry = plot.geometry();
            plot.zoomAround(geometry.fractionX(plot.placed().pixelX(point)), geometry.fractionY(plot.placed().pixelY(point)), factor);
        } else {
            plot.zoomAround(0.5, 0.5, factor);
        }
    }
}
