package org.hasnas.simulation.kernel.training;

import java.util.Arrays;

/** Element-wise arithmetic on flat arrays [position][padded channel]. Every loop is simple enough to be vectorised by the compiler. */
public final class FlatMath {
    private FlatMath() {}

    /** {@code target[to + i] += source[from + i]}. */
    public static void add(float[] target, int to, float[] source, int from, int count) {
        for (int i = 0; i < count; i++) {
            target[to + i] += source[from + i];
        }
    }

    /** {@code target[to + i] += source[from + i] * factor}. */
    public static void addScaled(float[] target, int to, float[] source, int from, float factor, int count) {
        for (int i = 0; i < count; i++) {
            target[to + i] += source[from + i] * factor;
        }
    }

    /** The sum of {@code count} values, a power of two: the second half is added to the first until one is left. Overwrites them. */
    static float sumByHalves(float[] values, int from, int count) {
        for (int half = count / 2; half > 0; half /= 2) {
            for (int i = from; i < from + half; i++) {
                values[i] += values[i + half];
            }
        }
        return values[from];
    }

    /** Adds the average pool of stride 1 of a frame, zeros of the padding counted. It is its own backward pass. */
    public static void addSamePooled(float[] target, int to, float[] source, int from, int height, int width, int channels, int side) {
        int reach = side / 2;
        float factor = 1f / (side * side);
        float[] window = new float[channels];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                Arrays.fill(window, 0f);
                for (int inY = Math.max(0, y - reach); inY <= Math.min(height - 1, y + reach); inY++) {
                    for (int inX = Math.max(0, x - reach); inX <= Math.min(width - 1, x + reach); inX++) {
                        add(window, 0, source, from + (inY * width + inX) * channels, channels);
                    }
                }
                addScaled(target, to + (y * width + x) * channels, window, 0, factor, channels);
            }
        }
    }

    /**
     * Adds the max pool of stride 1 of a frame; the padding is never the largest.
     *
     * @param chosen written from {@code from}: which pixel of its window each value came from, the first of equals
     */
    public static void addMaxPooled(float[] target, int to, float[] source, int from, int height, int width, int channels, int side, byte[] chosen) {
        int reach = side / 2;
        float[] largest = new float[channels];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = (y * width + x) * channels;
                Arrays.fill(largest, Float.NEGATIVE_INFINITY);
                for (int tap = 0; tap < side * side; tap++) {
                    int inY = y + tap / side - reach;
                    int inX = x + tap % side - reach;
                    if (inY >= 0 && inY < height && inX >= 0 && inX < width) {
                        int pixel = from + (inY * width + inX) * channels;
                        for (int c = 0; c < channels; c++) {
                            if (source[pixel + c] > largest[c]) {
                                largest[c] = source[pixel + c];
                                chosen[from + at + c] = (byte) tap;
                            }
                        }
                    }
                }
                add(target, to + at, largest, 0, channels);
            }
        }
    }

    /** The backward pass of {@link #addMaxPooled}: each gradient goes to the pixel that was chosen. */
    public static void maxPoolBack(float[] target, float[] gradient, int from, int height, int width, int channels, int side, byte[] chosen) {
        int reach = side / 2;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = from + (y * width + x) * channels;
                for (int c = 0; c < channels; c++) {
                    int tap = chosen[at + c];
                    target[from + ((y + tap / side - reach) * width + x + tap % side - reach) * channels + c] += gradient[at + c];
                }
            }
        }
    }

    /** {@code target = pool(source) * gain[c] + offset[c]} with the average pool of size and stride {@code side}. */
    public static void pool(float[] target, int to, float[] source, int from, int height, int width, int side, float[] gain, float[] offset) {
        int channels = gain.length;
        float[] window = new float[channels];
        float factor = 1f / (side * side);
        for (int y = 0; y < height / side; y++) {
            for (int x = 0; x < width / side; x++) {
                Arrays.fill(window, 0f);
                for (int inY = y * side; inY < (y + 1) * side; inY++) {
                    for (int inX = x * side; inX < (x + 1) * side; inX++) {
                        add(window, 0, source, from + (inY * width + inX) * channels, channels);
                    }
                }
                int at = to + (y * (width / side) + x) * channels;
                for (int c = 0; c < channels; c++) {
                    target[at + c] = window[c] * factor * gain[c] + offset[c];
                }
            }
        }
    }

    /** The backward pass of an average pool: each pixel gets its share of its window's gradient, pixels of no window 0. */
    public static void unpool(float[] target, int to, float[] source, int from, int height, int width, int channels, int side) {
        Arrays.fill(target, to, to + height * width * channels, 0f);
        float factor = 1f / (side * side);
        for (int y = 0; y < height / side * side; y++) {
            for (int x = 0; x < width / side * side; x++) {
                addScaled(target, to + (y * width + x) * channels, source,
                        from + (y / side * (width / side) + x / side) * channels, factor, channels);
            }
        }
    }
}
