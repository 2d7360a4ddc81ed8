package org.hasnas.network.plan;

/** Shape of a feature map: height and width in pixels, values per pixel. */
public record MapShape(int height, int width, int channels) {
    /** Number of pixels. */
    public int positions() {
        return Math.multiplyExact(height, width);
    }

    /** Number of values. */
    public int size() {
        return Math.multiplyExact(positions(), channels);
    }
}
