package org.hasnas.simulation.kernel.float32;

import java.util.Arrays;
import org.hasnas.simulation.kernel.layout.SpikeLayout;

/** Average pools of feature maps and of spikes. */
public final class AveragePooling {
    private AveragePooling() {}

    /**
     * Adds the average pool of stride 1 and padding {@code kernelSize / 2} of one frame to {@code target}. Zeros of the padding are
     * counted: the sum is always divided by {@code kernelSize * kernelSize}. Source: SNASNet's AvgPool3x3.
     *
     * @param window scratch of at least {@code channels} elements
     */
    public static void addSamePooled(float[][] target, int firstTarget, float[][] source, int firstSource, int height, int width,
            int channels, int kernelSize, float[] window) {
        int reach = kernelSize / 2;
        float factor = 1f / (kernelSize * kernelSize);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                Arrays.fill(window, 0, channels, 0f);
                for (int inY = Math.max(0, y - reach); inY <= Math.min(height - 1, y + reach); inY++) {
                    for (int inX = Math.max(0, x - reach); inX <= Math.min(width - 1, x + reach); inX++) {
                        RowMath.add(window, source[firstSource + inY * width + inX], channels);
                    }
                }
                RowMath.addScaled(target[firstTarget + y * width + x], window, factor, channels);
            }
        }
    }

    /**
     * Average pool of size and stride {@code side} of one frame; rows and columns that fill no window are left out.
     *
     * @param target overwritten, rows {@code firstTarget + y * (width / side) + x}
     */
    public static void pool(float[][] target, int firstTarget, float[][] source, int firstSource, int height, int width, int channels,
            int side) {
        int outHeight = height / side;
        int outWidth = width / side;
        float factor = 1f / (side * side);
        for (int y = 0; y < outHeight; y++) {
            for (int x = 0; x < outWidth; x++) {
                float[] sums = target[firstTarget + y * outWidth + x];
                Arrays.fill(sums, 0, channels, 0f);
                for (int inY = y * side; inY < (y + 1) * side; inY++) {
                    for (int inX = x * side; inX < (x + 1) * side; inX++) {
                        RowMath.add(sums, source[firstSource + inY * width + inX], channels);
                    }
                }
                RowMath.scale(sums, factor, channels);
            }
        }
    }

    /**
     * Average pool of size and stride {@code side} of spikes, flattened as [channel][row][column].
     *
     * @param features {@code channels * (height / side) * (width / side)} shares of ones; overwritten
     */
    public static void poolSpikes(float[] features, long[] spikes, int height, int width, int channels, int side) {
        SpikeLayout layout = new SpikeLayout(height * width, channels);
        int words = layout.wordsPerPosition();
        int outHeight = height / side;
        int outWidth = width / side;
        int outPixels = outHeight * outWidth;
        float share = 1f / (side * side);
        Arrays.fill(features, 0, channels * outPixels, 0f);
        for (int y = 0; y < outHeight * side; y++) {
            for (int x = 0; x < outWidth * side; x++) {
                int pixel = y / side * outWidth + x / side;
                int firstWord = (y * width + x) * words;
                for (int w = 0; w < words; w++) {
                    for (long bits = spikes[firstWord + w]; bits != 0; bits &= bits - 1) {
                        // counts are exact in float; the division follows once per feature
                        features[(w * Long.SIZE + Long.numberOfTrailingZeros(bits)) * outPixels + pixel]++;
                    }
                }
            }
        }
        RowMath.scale(features, share, channels * outPixels);
    }
}
