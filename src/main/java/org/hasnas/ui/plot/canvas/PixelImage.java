package org.hasnas.ui.plot.canvas;

/**
 * Pixels to paint on.
 *
 * @param pixels premultiplied ARGB, [row][column]
 */
@SuppressWarnings("ArrayRecordComponent") // painted on, never compared
record PixelImage(int width, int height, int[] pixels) {
    /** A transparent image. */
    PixelImage(int width, int height) {
        this(width, height, new int[width * height]);
    }
}
