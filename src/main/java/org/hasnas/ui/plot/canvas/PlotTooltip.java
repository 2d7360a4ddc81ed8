package org.hasnas.ui.plot.canvas;

import javafx.scene.control.Label;

/** The text beside the point under the pointer. The mouse does not see it. */
final class PlotTooltip extends Label {
    /** Pixels between the point and the text, beside and above. */
    private static final double BESIDE = 16;
    private static final double ABOVE = 10;

    PlotTooltip() {
        setManaged(false);
        setMouseTransparent(true);
    }

    void colour(PlotPalette palette) {
        setStyle("-fx-padding: 6 9 6 9; -fx-background-radius: 5; -fx-border-radius: 5; -fx-font-size: 12px;"
                + " -fx-text-fill: " + PlotPalette.css(palette.text())
                + "; -fx-background-color: " + PlotPalette.css(palette.grid())
                + "; -fx-border-color: " + PlotPalette.css(palette.frame()) + ";");
    }

    /** Shows a text beside a point of a plot, on the side that has room, and never over the point. */
    void show(String text, double x, double y, double plotWidth, double plotHeight) {
        setVisible(true);
        setText(text);
        autosize();
        double right = x + BESIDE;
        double left = right + getWidth() <= plotWidth ? right : x - BESIDE - getWidth();
        double top = Math.clamp(y - getHeight() - ABOVE, 0, Math.max(0, plotHeight - getHeight()));
        relocate(Math.rint(Math.max(0, left)), Math.rint(top));
    }

    void hide() {
        setVisible(false);
    }
}
