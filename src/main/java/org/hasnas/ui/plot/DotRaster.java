package org.hasnas.ui.plot;

import java.util.Arrays;

/** Paints all candidates into pixels: first the infeasible ones, then the feasible ones on top. No toolkit needed. */
final class DotRaster {
    private final double scale;
    private final PlotPalette palette;

    /** @param scale device pixels per pixel */
    DotRaster(double scale, PlotPalette palette) {
        this.scale = scale;
        this.palette = palette;
    }

    /** Diameter of a feasible candidate's disc: the more points, the smaller. */
    static double diameter(int visible) {
        return visible <= 500 ? 7 : visible <= 3_000 ? 6 : visible <= 15_000 ? 5 : 4;
    }

    /**
     * @param pixels premultiplied ARGB, [row][column]; its upper left corner is that of the data area and everything in it is overwritten
     */
    void paint(int[] pixels, int width, int height, PlotPoints points, PlacedPoints placed, double left, double top) {
        Arrays.fill(pixels, 0);
        double diameter = diameter(placed.visible()) * scale;
        // Where many overlap, a fainter mark lets the density show.
        boolean few = placed.visible() <= 3_000;
        boolean many = placed.visible() > 15_000;
        DotStamp disc = DotStamp.disc(diameter, few ? 0.88 : many ? 0.4 : 0.7);
        DotStamp cross = DotStamp.cross(diameter, (few ? 1.5 : 1) * scale, few ? 0.85 : many ? 0.4 : 0.65);
        if (points.isAccuracy()) {
            double opacity = few ? 0.9 : many ? 0.4 : 0.7;
            paintKinds(pixels, width, height, points, placed, left, top, PlotPoints.INFEASIBLE, opacity);
            paintKinds(pixels, width, height, points, placed, left, top, PlotPoints.FEASIBLE, opacity);
            return;
        }
        paintState(pixels, width, height, points, placed, left, top, PlotPoints.INFEASIBLE, cross, palette.infeasible());
        paintState(pixels, width, height, points, placed, left, top, PlotPoints.FEASIBLE, disc, palette.feasible());
    }

    /** Accuracies: the shape says the kind, filled and outlined say feasible and infeasible. */
    private void paintKinds(int[] pixels, int width, int height, PlotPoints points, PlacedPoints placed, double left, double top, byte state,
            double opacity) {
        boolean feasible = state == PlotPoints.FEASIBLE;
        double extent = (diameter(placed.visible()) + 2) * scale;
        DotStamp[] stamps = PlotPoints.KINDS.stream()
                .map(kind -> DotStamp.kind(kind, extent, feasible, 1.3 * scale, opacity)).toArray(DotStamp[]::new);
        for (int i = 0; i < placed.count(); i++) {
            if ((points.state()[i] == PlotPoints.FEASIBLE) == feasible && placed.isVisible(i)) {
                stamps[points.mark()[i]].paint(pixels, width, height, (placed.pixelX(i) - left) * scale, (placed.pixelY(i) - top) * scale,
                        feasible ? palette.feasible() : palette.infeasible());
            }
        }
    }

    private void paintState(int[] pixels, int width, int height, PlotPoints points, PlacedPoints placed, double left, double top,
            byte state, DotStamp mark, int colour) {
        DotStamp bar = DotStamp.bar(1.5 * scale, 6 * scale, 0.7);
        DotStamp down = DotStamp.triangle(7 * scale, false, 0.9);
        DotStamp up = DotStamp.triangle(7 * scale, true, 0.9);
        byte[] states = points.state();
        for (int i = 0; i < placed.count(); i++) {
            // Everything that is not feasible is infeasible, so that no state is left out.
            if ((states[i] == PlotPoints.FEASIBLE) != (state == PlotPoints.FEASIBLE) || !placed.isVisible(i)) {
                continue;
            }
            DotStamp stamp = switch (placed.place(i)) {
                case PlacedPoints.WITHOUT_FITNESS -> bar;
                case PlacedPoints.BELOW -> down;
                case PlacedPoints.ABOVE -> up;
                default -> mark;
            };
            stamp.paint(pixels, width, height, (placed.pixelX(i) - left) * scale, (placed.pixelY(i) - top) * scale, colour);
        }
    }
}
