package org.hasnas.ui.plot.canvas;

import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.shape.SVGPath;
import org.hasnas.training.model.AccuracyKind;

/** The shape that stands for a kind of accuracy, in the plot as everywhere else: diamond, square, triangle up, to the right, down. */
public final class KindGlyph {
    private static final double SIZE = 9;
    /** A square of the same extent looks larger than the others. */
    private static final double SQUARE = 0.8;

    private KindGlyph() {}

    /** Corners around the origin as x1, y1, x2, y2 ...; y points down. */
    private static double[] corners(AccuracyKind kind, double extent) {
        double half = extent / 2;
        double side = SQUARE * half;
        return switch (kind) {
            case PREDICTED -> new double[] {0, -half, half, 0, 0, half, -half, 0};
            case BENCHMARK -> new double[] {-side, -side, side, -side, side, side, -side, side};
            case TRAINED -> new double[] {0, -half, half, half, -half, half};
            case QUANTIZED -> new double[] {half, 0, -half, half, -half, -half};
            case ON_CHIP -> new double[] {-half, -half, half, -half, 0, half};
        };
    }

    /**
     * How far a place lies inside the shape, in the unit of {@code extent}; negative outside.
     *
     * @param x from the centre
     * @param y from the centre, down
     */
    static double depth(AccuracyKind kind, double extent, double x, double y) {
        double half = extent / 2;
        return switch (kind) {
            case PREDICTED -> (half - Math.abs(x) - Math.abs(y)) / Math.sqrt(2);
            case BENCHMARK -> SQUARE * half - Math.max(Math.abs(x), Math.abs(y));
            case TRAINED -> triangleDepth(half, x, y);
            case QUANTIZED -> triangleDepth(half, y, -x);
            case ON_CHIP -> triangleDepth(half, x, -y);
        };
    }

    /** Of the triangle whose tip points up, inside a square. */
    private static double triangleDepth(double half, double x, double y) {
        return Math.min(half - y, ((y + half) / 2 - Math.abs(x)) * 2 / Math.sqrt(5));
    }

    /** The shape as a node in the colour of texts. */
    public static Node node(AccuracyKind kind) {
        double[] corners = corners(kind, SIZE);
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < corners.length; i += 2) {
            path.append(String.format(Locale.ROOT, "%s%.2f %.2f ", i == 0 ? "M" : "L", corners[i], corners[i + 1]));
        }
        SVGPath shape = new SVGPath();
        shape.setContent(path + "Z");
        shape.getStyleClass().add("kind-glyph");
        return shape;
    }

    /** Draws the shape with the context's fill. */
    static void draw(GraphicsContext context, AccuracyKind kind, double x, double y) {
        double[] corners = corners(kind, SIZE);
        double[] cornersX = new double[corners.length / 2];
        double[] cornersY = new double[corners.length / 2];
        for (int i = 0; i < cornersX.length; i++) {
            cornersX[i] = x + corners[2 * i];
            cornersY[i] = y + corners[2 * i + 1];
        }
        context.fillPolygon(cornersX, cornersY, cornersX.length);
    }
}
