package org.hasnas.ui.plot;

import java.util.function.IntFunction;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

// PLACEHOLDER, replaced by the real plot when the branches are merged: just enough to see the window work.
/** Live scatter plot. */
public final class CandidatePlot extends Region {
    private static final double MARGIN = 48;
    private final Canvas canvas = new Canvas();
    private final IntegerProperty selected = new SimpleIntegerProperty(this, "selected", -1);
    private final IntegerProperty hovered = new SimpleIntegerProperty(this, "hovered", -1);
    private PlotPoints points = new PlotPoints(0, new double[0], new double[0], new byte[0]);
    private IntFunction<String> hoverText = index -> "";
    private String xLabel = "";
    private String yLabel = "";
    private double limit = Double.POSITIVE_INFINITY;
    private int best = -1;
    private boolean dark;
    private final Tooltip tooltip = new Tooltip();

    public CandidatePlot() {
        getChildren().add(canvas);
        selected.subscribe(value -> draw());
        setOnMouseMoved(event -> {
            hovered.set(nearest(event.getX(), event.getY()));
            if (hovered.get() >= 0) {
                tooltip.setText(hoverText.apply(hovered.get()));
                Tooltip.install(this, tooltip);
            } else {
                Tooltip.uninstall(this, tooltip);
            }
        });
        setOnMouseClicked(event -> selected.set(nearest(event.getX(), event.getY())));
    }

    public void setAxes(CostAxis cost, String newXLabel, String newYLabel) {
        xLabel = newXLabel;
        yLabel = newYLabel;
        draw();
    }

    public void setPoints(PlotPoints newPoints) {
        points = newPoints;
        draw();
    }

    public void setLimit(double x) {
        limit = x;
        draw();
    }

    public void setBest(int index) {
        best = index;
        draw();
    }

    public IntegerProperty selectedProperty() {
        return selected;
    }

    public ReadOnlyIntegerProperty hoveredProperty() {
        return hovered;
    }

    public void setHoverText(IntFunction<String> text) {
        hoverText = text;
    }

    public void setDark(boolean newDark) {
        dark = newDark;
        draw();
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        draw();
    }

    private double[] range(double[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < points.count(); i++) {
            if (!Double.isNaN(values[i])) {
                low = Math.min(low, values[i]);
                high = Math.max(high, values[i]);
            }
        }
        return high > low ? new double[] {low - 0.05 * (high - low), high + 0.05 * (high - low)} : new double[] {low - 1, low + 1};
    }

    private double px(double value, double[] range) {
        return MARGIN + (value - range[0]) / (range[1] - range[0]) * (getWidth() - 2 * MARGIN);
    }

    private double py(double value, double[] range) {
        return Double.isNaN(value) ? getHeight() - MARGIN
                : getHeight() - MARGIN - (value - range[0]) / (range[1] - range[0]) * (getHeight() - 2 * MARGIN);
    }

    private int nearest(double x, double y) {
        double[] xs = range(points.x());
        double[] ys = range(points.y());
        int found = -1;
        double distance = 100;
        for (int i = 0; i < points.count(); i++) {
            double dx = px(points.x()[i], xs) - x;
            double dy = py(points.y()[i], ys) - y;
            if (dx * dx + dy * dy < distance) {
                distance = dx * dx + dy * dy;
                found = i;
            }
        }
        return found;
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.setFill(dark ? Color.web("#0d1117") : Color.WHITE);
        g.fillRect(0, 0, getWidth(), getHeight());
        g.setStroke(Color.GRAY);
        g.setFill(Color.GRAY);
        g.strokeRect(MARGIN, MARGIN, getWidth() - 2 * MARGIN, getHeight() - 2 * MARGIN);
        g.fillText(xLabel, getWidth() / 2, getHeight() - 20);
        g.fillText(yLabel, 8, 24);
        double[] xs = range(points.x());
        double[] ys = range(points.y());
        for (int i = 0; i < points.count(); i++) {
            g.setFill(i == best ? Color.GOLD : points.state()[i] == PlotPoints.FEASIBLE ? Color.web("#2da44e") : Color.web("#8c959f"));
            double r = i == best || i == selected.get() ? 6 : 3;
            g.fillOval(px(points.x()[i], xs) - r, py(points.y()[i], ys) - r, 2 * r, 2 * r);
        }
        if (limit < xs[1] && limit > xs[0]) {
            g.setStroke(Color.CRIMSON);
            g.strokeLine(px(limit, xs), MARGIN, px(limit, xs), getHeight() - MARGIN);
        }
    }
}
