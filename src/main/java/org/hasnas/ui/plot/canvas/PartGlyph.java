package org.hasnas.ui.plot.canvas;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/**
 * The mark of a design whose accuracy is expected: hollow if it is predicted only, with a core if it is trained in part, full if it is trained to
 * the end; round if feasible, else square.
 */
final class PartGlyph {
    /** Between the outline and the core, as thick as the outline. */
    private static final double OUTLINE = 1.3;
    /** A square of the same extent looks larger than a disc. */
    private static final double SQUARE = 0.85;

    private PartGlyph() {}

    /** Width of a mark where one that is predicted only is {@code least} wide. */
    static double extent(TrainedPart part, double least) {
        return least + switch (part) {
            case NONE -> 0;
            case BELOW_NINTH -> 2;
            case BELOW_THIRD -> 4;
            case BELOW_WHOLE -> 6;
            case WHOLE -> 5;
        };
    }

    /**
     * Whether a place is painted.
     *
     * @param x from the centre, in pixels
     * @param scale device pixels per pixel
     */
    static boolean covers(TrainedPart part, boolean feasible, double extent, double scale, double x, double y) {
        double depth = feasible ? extent / 2 - Math.hypot(x, y) : SQUARE * extent / 2 - Math.max(Math.abs(x), Math.abs(y));
        double outline = OUTLINE * scale;
        return depth >= 0 && switch (part) {
            case NONE -> depth <= outline;
            case BELOW_NINTH, BELOW_THIRD, BELOW_WHOLE -> depth <= outline || depth >= 2 * outline;
            case WHOLE -> true;
        };
    }

    /** Draws the mark in a colour. */
    static void draw(GraphicsContext context, TrainedPart part, boolean feasible, double extent, double x, double y, Color colour) {
        context.setFill(colour);
        context.setStroke(colour);
        context.setLineWidth(OUTLINE);
        double half = (feasible ? 1 : SQUARE) * extent / 2;
        switch (part) {
            case NONE -> outline(context, feasible, half, x, y);
            case BELOW_NINTH, BELOW_THIRD, BELOW_WHOLE -> {
                outline(context, feasible, half, x, y);
                fill(context, feasible, half - 2 * OUTLINE, x, y);
            }
            case WHOLE -> fill(context, feasible, half, x, y);
        }
    }

    private static void outline(GraphicsContext context, boolean feasible, double half, double x, double y) {
        double middle = half - OUTLINE / 2;
        if (feasible) {
            context.strokeOval(x - middle, y - middle, 2 * middle, 2 * middle);
        } else {
            context.strokeRect(x - middle, y - middle, 2 * middle, 2 * middle);
        }
    }

    private static void fill(GraphicsContext context, boolean feasible, double half, double x, double y) {
        if (feasible) {
            context.fillOval(x - half, y - half, 2 * half, 2 * half);
        } else {
            context.fillRect(x - half, y - half, 2 * half, 2 * half);
        }
    }
}
