package org.hasnas.simulation.kernel.float32;

import java.util.Arrays;

/** Max pools of stride 1 and padding {@code kernelSize / 2}; windows at the border hold fewer pixels, the padding is never the largest. */
public final class MaxPooling {
    private MaxPooling() {}

    /**
     * Adds the max pool of one frame to {@code target}.
     *
     * @param window scratch of at least {@code channels} elements
     */
    public static void addSamePooled(float[][] target, int firstTarget, float[][] source, int firstSource, int height, int width,
            int channels, int kernelSize, float[] window) {
        int reach = kernelSize / 2;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                Arrays.fill(window, 0, channels, Float.NEGATIVE_INFINITY);
                for (int inY = Math.max(0, y - reach); inY <= Math.min(height - 1, y + reach); inY++) {
                    for (int inX = Math.max(0, x - reach); inX <= Math.min(width - 1, x + reach); inX++) {
                        float[] values = source[firstSource + inY * width + inX];
                        for (int c = 0; c < channels; c++) {
                            window[c] = Math.max(window[c], values[c]);
                        }
                    }
                }
                RowMath.add(target[firstTarget + y * width + x], window, channels);
            }
        }
    }
}
