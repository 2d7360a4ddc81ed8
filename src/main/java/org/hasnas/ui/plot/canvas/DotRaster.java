package org.hasnas.ui.plot.canvas;

import java.util.Arrays;

/** Paints all candidates into pixels: first the infeasible ones, then the feasible ones on top. No toolkit needed. */
final class DotRaster {
    private final double left;
    private final double top;
    private final double scale;
    private final PlotPalette palette;
    private final DotStamp bar;
    private final DotStamp down;
    private final DotStamp up;
    private final DotStamp leftwards;
    private final DotStamp rightwards;

    /**
     * @param left where the left edge of the image lies in the plot, in pixels
     * @param top where its upper edge lies, in pixels
     * @param scale device pixels per pixel
     */
    DotRaster(double left, double top, double scale, PlotPalette palette) {
        this.left = left;
        this.top = top;
        this.scale = scale;
        this.palette = palette;
        this.bar = DotStamp.bar(1.5 * scale, 6 * scale, 0.7);
        this.down = DotStamp.triangle(7 * scale, false, 0.9);
        this.up = DotStamp.triangle(7 * scale, true, 0.9);
        this.leftwards = DotStamp.wedge(7 * scale, true, 0.9);
        this.rightwards = DotStamp.wedge(7 * scale, false, 0.9);
    }

    /** Diameter of a feasible candidate's disc: the more points, the smaller. */
    static double diameter(int visible) {
        return visible <= 500 ? 7 : visible <= 3_000 ? 6 : visible <= 15_000 ? 5 : 4;
    }

    /** Everything in the image is overwritten. */
    void paint(PixelImage image, PlacedPoints placed) {
        Arrays.fill(image.pixels(), 0);
        // Where many overlap, a fainter mark lets the density show.
        boolean few = placed.visible() <= 3_000;
        boolean many = placed.visible() > 15_000;
        if (placed.points().isExpected()) {
            paintParts(image, placed, many ? 0.5 : 0.9);
            return;
        }
        if (placed.points().isAccuracy()) {
            double opacity = few ? 0.9 : many ? 0.4 : 0.7;
            paintKinds(image, placed, false, opacity);
            paintKinds(image, placed, true, opacity);
            return;
        }
        double diameter = diameter(placed.visible()) * scale;
        paintState(image, placed, false, DotStamp.cross(diameter, (few ? 1.5 : 1) * scale, few ? 0.85 : many ? 0.4 : 0.65));
        paintState(image, placed, true, DotStamp.disc(diameter, few ? 0.88 : many ? 0.4 : 0.7));
    }

    /** Accuracies: the shape says the kind, filled and outlined say feasible and infeasible. */
    private void paintKinds(PixelImage image, PlacedPoints placed, boolean feasible, double opacity) {
        double extent = (diameter(placed.visible()) + 2) * scale;
        DotStamp[] stamps = PlotPoints.KINDS.stream()
                .map(kind -> DotStamp.kind(kind, extent, feasible, 1.3 * scale, opacity)).toArray(DotStamp[]::new);
        for (int i = 0; i < placed.count(); i++) {
            if (isDrawn(placed, i, feasible)) {
                paintAt(image, placed, i, stamps[placed.points().mark()[i]], colour(placed.points(), i, feasible));
            }
        }
    }

    /** Expected accuracies: those that are known better lie on top. */
    private void paintParts(PixelImage image, PlacedPoints placed, double opacity) {
        for (TrainedPart part : PlotPoints.PARTS) {
            double extent = PartGlyph.extent(part, diameter(placed.visible())) * scale;
            for (boolean feasible : new boolean[] {false, true}) {
                DotStamp stamp = DotStamp.part(part, extent, feasible, scale, opacity);
                for (int i = 0; i < placed.count(); i++) {
                    if (placed.points().mark()[i] == PlotPoints.mark(part) && isDrawn(placed, i, feasible)) {
                        paintAt(image, placed, i, stamp, colour(placed.points(), i, feasible));
                    }
                }
            }
        }
    }

    private void paintState(PixelImage image, PlacedPoints placed, boolean feasible, DotStamp inside) {
        for (int i = 0; i < placed.count(); i++) {
            if (isDrawn(placed, i, feasible)) {
                paintAt(image, placed, i, inside, colour(placed.points(), i, feasible));
            }
        }
    }

    private static boolean isDrawn(PlacedPoints placed, int index, boolean feasible) {
        return placed.points().feasible(index) == feasible && placed.isVisible(index);
    }

    private int colour(PlotPoints points, int index, boolean feasible) {
        if (points.isShaded()) {
            int shade = points.shade()[index];
            return shade < 0 ? palette.muted() : palette.shades()[shade];
        }
        return feasible ? palette.feasible() : palette.infeasible();
    }

    /** What lies beyond the axis is pointed at from its edge. */
    private void paintAt(PixelImage image, PlacedPoints placed, int index, DotStamp inside, int rgb) {
        DotStamp stamp = switch (placed.place(index)) {
            case PlacedPoints.WITHOUT_FITNESS -> bar;
            case PlacedPoints.BELOW -> down;
            case PlacedPoints.ABOVE -> up;
            case PlacedPoints.LEFT -> leftwards;
            case PlacedPoints.RIGHT -> rightwards;
            default -> inside;
        };
        stamp.paint(image, (placed.pixelX(index) - left) * scale, (placed.pixelY(index) - top) * scale, rgb);
    }
}
