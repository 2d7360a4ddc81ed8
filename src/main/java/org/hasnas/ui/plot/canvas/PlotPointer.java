package org.hasnas.ui.plot.canvas;

import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.hasnas.ui.fx.DesignDrag;
import org.hasnas.ui.plot.canvas.OverlayLayer.ZoomArea;

/**
 * Turns what the mouse does into what the plot does: hover, select, zoom by dragging or scrolling, show everything again, and drag the selected design
 * to another place.
 */
final class PlotPointer {
    /** Further than this from the press, a click becomes a drag. */
    private static final double DRAG_DISTANCE = 5;

    private static final double ZOOM_PER_PIXEL = 1.0025;

    /** What the mouse asks for; positions in pixels of the plot. */
    interface Target {
        /** Whether the selected design is there, which is dragged itself, while a drag from anywhere else marks an area. */
        boolean isSelected(double x, double y);

        void pointAt(double x, double y);

        void pointAway();

        void clickAt(double x, double y);

        void markZoomArea(ZoomArea area);

        void zoomTo(ZoomArea area);

        void zoomAround(double x, double y, double factor);

        void showEverything();
    }

    private final Target target;
    private double pressX;
    private double pressY;
    private boolean dragging;
    private boolean carrying;

    PlotPointer(Node node, Target target) {
        this.target = target;
        node.setOnMouseMoved(event -> target.pointAt(event.getX(), event.getY()));
        node.setOnMouseExited(_ -> target.pointAway());
        node.setOnMousePressed(this::press);
        node.setOnMouseDragged(this::drag);
        node.setOnMouseReleased(this::release);
        node.setOnScroll(this::scroll);
        node.setOnDragDetected(event -> {
            if (carrying) {
                DesignDrag.begin(node);
                event.consume();
            }
        });
    }

    private void press(MouseEvent event) {
        pressX = event.getX();
        pressY = event.getY();
        dragging = false;
        carrying = event.getButton() == MouseButton.PRIMARY && target.isSelected(pressX, pressY);
    }

    private void drag(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY || carrying) {
            return;
        }
        dragging |= Math.hypot(event.getX() - pressX, event.getY() - pressY) > DRAG_DISTANCE;
        if (dragging) {
            target.markZoomArea(areaTo(event));
        }
    }

    private void release(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        if (dragging) {
            target.markZoomArea(ZoomArea.NONE);
            if (!areaTo(event).isEmpty()) {
                target.zoomTo(areaTo(event));
            }
        } else if (event.getClickCount() == 2) {
            target.showEverything();
        } else {
            target.clickAt(event.getX(), event.getY());
        }
        dragging = false;
    }

    private ZoomArea areaTo(MouseEvent event) {
        return new ZoomArea(pressX, pressY, event.getX(), event.getY());
    }

    private void scroll(ScrollEvent event) {
        if (event.getDeltaY() != 0 && !event.isInertia()) {
            target.zoomAround(event.getX(), event.getY(), Math.pow(ZOOM_PER_PIXEL, -event.getDeltaY()));
        }
        event.consume();
    }
}
