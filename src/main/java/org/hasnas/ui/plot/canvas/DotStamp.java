package org.hasnas.ui.plot.canvas;

import org.hasnas.training.model.AccuracyKind;

/**
 * A small mark as coverage per pixel, painted over and over.
 *
 * @param size width and height in pixels
 * @param coverage [row][column], 0 to 255
 */
@SuppressWarnings("ArrayRecordComponent") // made once per redraw and never compared
record DotStamp(int size, int[] coverage) {
    /** Samples per pixel and direction. */
    private static final int SAMPLES = 4;

    private interface Shape {
        boolean covers(double x, double y);
    }

    /** A filled disc. */
    static DotStamp disc(double diameter, double opacity) {
        double radius = diameter / 2;
        return of(diameter, opacity, (x, y) -> x * x + y * y <= radius * radius);
    }

    /** An x-shaped cross. */
    static DotStamp cross(double extent, double thickness, double opacity) {
        double reach = extent / 2;
        double half = thickness / Math.sqrt(2);
        return of(extent, opacity, (x, y) -> Math.max(Math.abs(x), Math.abs(y)) <= reach
                && (Math.abs(x - y) <= half || Math.abs(x + y) <= half));
    }

    /** A vertical bar. */
    static DotStamp bar(double thickness, double height, double opacity) {
        return of(height, opacity, (x, y) -> Math.abs(x) <= thickness / 2 && Math.abs(y) <= height / 2);
    }

    /** A triangle whose tip points up or down. */
    static DotStamp triangle(double extent, boolean up, double opacity) {
        double half = extent / 2;
        return of(extent, opacity, (x, y) -> Math.abs(x) <= ((up ? y : -y) + half) / 2);
    }

    /** A triangle whose tip points left or right. */
    static DotStamp wedge(double extent, boolean left, double opacity) {
        double half = extent / 2;
        return of(extent, opacity, (x, y) -> Math.abs(y) <= ((left ? x : -x) + half) / 2);
    }

    /** The shape of a kind of accuracy, filled or as an outline of a thickness. */
    static DotStamp kind(AccuracyKind kind, double extent, boolean filled, double thickness, double opacity) {
        return of(extent, opacity, (x, y) -> {
            double depth = KindGlyph.depth(kind, extent, x, y);
            return depth >= 0 && (filled || depth <= thickness);
        });
    }

    /** The mark of an expected accuracy. */
    static DotStamp part(TrainedPart part, double extent, boolean feasible, double scale, double opacity) {
        return of(extent, opacity, (x, y) -> PartGlyph.covers(part, feasible, extent, scale, x, y));
    }

    private static DotStamp of(double extent, double opacity, Shape shape) {
        int size = Math.max(1, (int) Math.ceil(extent - 1e-9));
        int[] coverage = new int[size * size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                int hits = 0;
                for (int sample = 0; sample < SAMPLES * SAMPLES; sample++) {
                    int sampleRow = sample / SAMPLES;
                    int sampleColumn = sample % SAMPLES;
                    double x = column + (sampleColumn + 0.5) / SAMPLES - size / 2.0;
                    double y = row + (sampleRow + 0.5) / SAMPLES - size / 2.0;
                    hits += shape.covers(x, y) ? 1 : 0;
                }
                coverage[row * size + column] = (int) Math.round(255 * opacity * hits / (SAMPLES * SAMPLES));
            }
        }
        return new DotStamp(size, coverage);
    }

    /**
     * Paints the mark with its centre at a pixel position over what is there; parts outside are left out.
     *
     * @param rgb colour as 0xRRGGBB
     */
    void paint(PixelImage image, double centreX, double centreY, int rgb) {
        int[] pixels = image.pixels();
        int left = (int) Math.round(centreX - size / 2.0);
        int top = (int) Math.round(centreY - size / 2.0);
        int fromColumn = Math.max(0, -left);
        int toColumn = Math.min(size, image.width() - left);
        int toRow = Math.min(size, image.height() - top);
        for (int row = Math.max(0, -top); row < toRow; row++) {
            int target = (top + row) * image.width() + left;
            for (int column = fromColumn; column < toColumn; column++) {
                int alpha = coverage[row * size + column];
                if (alpha != 0) {
                    pixels[target + column] = over(rgb, alpha, pixels[target + column]);
                }
            }
        }
    }

    /** Porter-Duff "over" of a colour with coverage on a premultiplied pixel; two channels at a time. */
    private static int over(int rgb, int alpha, int below) {
        if (alpha == 255) {
            return 0xFF000000 | rgb;
        }
        int keep = 255 - alpha;
        int redBlue = (rgb & 0xFF00FF) * alpha + (below & 0xFF00FF) * keep + 0x800080;
        int alphaGreen = (0xFF0000 | (rgb >> 8 & 0xFF)) * alpha + (below >>> 8 & 0xFF00FF) * keep + 0x800080;
        // x / 255 = (x + x / 256) / 256, rounded
        redBlue = (redBlue + (redBlue >>> 8 & 0xFF00FF)) >>> 8 & 0xFF00FF;
        alphaGreen = (alphaGreen + (alphaGreen >>> 8 & 0xFF00FF)) & 0xFF00FF00;
        return redBlue | alphaGreen;
    }
}
