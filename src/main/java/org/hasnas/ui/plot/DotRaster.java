package org.hasnas.ui.plot;

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
        java.util.Arrays.fill(pixels, 0);
        double diameter = diameter(placed.visible()) * scale;
        // Where many overlap, a fainter mark lets the density show.
        boolean few = placed.visible() <= 3_000;
        boolean many = placed.visible() > 15_000;
        DotStamp disc = DotStamp.disc(diameter, few ? 0.88 : many ? 0.4 : 0.7);
        DotStamp cross = DotStamp.cross(diameter, (few ? 1.5 : 1) * scale, few ? 0.85 : many ? 0.4 : 0.65);
        paintState(pixels, width, height, points, placed, left, top, PlotPoints.INFEASIBLE, cross, palette.infeasible());
        paintState(pixels, width, height, points, placed, left, top, PlotPoints.FEASIBLE, disc, palette.feasible());
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
