package org.hasnas.simulation.kernel.integer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.hasnas.simulation.kernel.Kernels;
import org.hasnas.simulation.kernel.layout.ConvolutionShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IntegerConvolutionTest {
    // in, out channels, kernel, stride, padding, height, width, pool, one of how many fires
    @ParameterizedTest
    @CsvSource({"1,1,1,1,0,1,1,1,1", "3,5,3,1,1,7,5,1,3", "65,130,3,1,1,4,6,2,3", "64,16,1,1,0,5,5,1,2", "70,33,5,1,2,6,7,1,4",
        "8,12,3,2,1,9,8,1,3", "5,7,5,3,0,11,6,1,3", "16,256,3,1,1,3,3,3,3", "2,3,3,1,1,1,1,1,2", "130,127,1,2,0,5,4,1,3",
        "64,64,3,1,1,5,5,2,1", "128,70,3,1,1,4,4,1,1", "200,40,3,1,1,21,40,2,9", "300,20,3,2,1,30,20,3,12", "130,66,5,1,2,12,30,1,20"})
    void equalsBruteForceOnBothKernels(int in, int out, int kernel, int stride, int padding, int height, int width, int pool, int oneOf) {
        ConvolutionShape shape = new ConvolutionShape(in, out, kernel, stride, padding, height, width);
        SplittableRandom random = new SplittableRandom(in * 31L + out);
        PackedWeights weights = new PackedWeights(shape.weightRows(), out);
        for (int row = 0; row < shape.weightRows(); row++) {
            for (int o = 0; o < out; o++) {
                weights.set(row, o, random.nextInt(-127, 128));
            }
        }
        long[] spikes = new long[shape.inputLayout().words()];
        for (int position = 0; position < height * width; position++) {
            for (int channel = 0; channel < in; channel++) {
                if (random.nextInt(oneOf) == 0) {
                    shape.inputLayout().fire(spikes, position, channel);
                }
            }
        }
        for (IntegerKernels kernels : new IntegerKernels[] {new ScalarIntegerKernels(), Kernels.ofProgram().integer()}) {
            int padded = weights.paddedChannels();
            int outWidth = shape.outWidth() / pool;
            short[] found = new short[2 + shape.outHeight() / pool * outWidth * padded];
            IntegerMoments moments = new IntegerMoments(padded);
            new IntegerConvolution(shape, weights, pool, kernels, new IntegerConvolution.Scratch()).convolve(spikes, found, 2, moments, () -> {});
            long samples = (long) shape.outHeight() * shape.outWidth();
            for (int o = 0; o < out; o++) {
                double sum = 0;
                double squares = 0;
                int[][] expected = new int[shape.outHeight()][shape.outWidth()];
                for (int y = 0; y < shape.outHeight(); y++) {
                    for (int x = 0; x < shape.outWidth(); x++) {
                        expected[y][x] = saturated(bruteForce(shape, weights, spikes, y, x, o));
                        sum += expected[y][x];
                        squares += (double) expected[y][x] * expected[y][x];
                    }
                }
                double mean = sum / samples;
                assertEquals(mean, moments.mean(o, samples), 1e-9);
                double variance = squares / samples - mean * mean;
                assertEquals(variance, moments.variance(o, samples), 1e-9 * (1 + squares / samples));
                for (int y = 0; y < shape.outHeight() / pool; y++) {
                    for (int x = 0; x < outWidth; x++) {
                        assertEquals(pooled(expected, y, x, pool), found[2 + (y * outWidth + x) * padded + o], kernels.getClass().getSimpleName());
                    }
                }
            }
        }
    }

    private static int pooled(int[][] values, int y, int x, int pool) {
        int half = pool * pool / 2;
        double sum = half;
        for (int dy = 0; dy < pool; dy++) {
            for (int dx = 0; dx < pool; dx++) {
                sum += values[y * pool + dy][x * pool + dx];
            }
        }
        return (int) Math.floor(sum / (pool * pool));
    }

    private static int bruteForce(ConvolutionShape shape, PackedWeights weights, long[] spikes, int y, int x, int o) {
        int sum = 0;
        for (int ky = 0; ky < shape.kernelSize(); ky++) {
            for (int kx = 0; kx < shape.kernelSize(); kx++) {
                int inY = y * shape.stride() + ky - shape.padding();
                int inX = x * shape.stride() + kx - shape.padding();
                if (inY < 0 || inX < 0 || inY >= shape.inHeight() || inX >= shape.inWidth()) {
                    continue;
                }
                for (int i = 0; i < shape.inChannels(); i++) {
                    if (shape.inputLayout().fired(spikes, inY * shape.inWidth() + inX, i)) {
                        sum += weights.get((ky * shape.kernelSize() + kx) * shape.inChannels() + i, o);
                    }
                }
            }
        }
        return sum;
    }

    private static int saturated(int sum) {
        return Math.clamp(sum, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    @Test
    void manyRowsOfTheLargestWeightsAreSummedExactlyAndSaturateInAMap() {
        PackedWeights weights = new PackedWeights(1, 65);
        for (int o = 0; o < 65; o++) {
            weights.set(0, o, o % 2 == 0 ? 127 : -127);
        }
        int[] starts = new int[25 * 1024];
        java.util.Arrays.fill(starts, weights.start(0));
        for (IntegerKernels kernels : new IntegerKernels[] {new ScalarIntegerKernels(), Kernels.ofProgram().integer()}) {
            RowSums sums = new RowSums(weights, kernels);
            int[] wide = sums.sum(starts, starts.length);
            assertEquals(127 * starts.length, wide[0]);
            assertEquals(-127 * starts.length, wide[63]);
            assertEquals(127 * PackedWeights.MAX_ROWS, sums.sum(starts, PackedWeights.MAX_ROWS)[64]);
        }
    }

    /** Where sums leave int16, in all chunks of the work or on the way only, the result is the exact sum, saturated. */
    @ParameterizedTest
    @CsvSource({"300,70,3,1,1,9,40,1", "600,64,1,1,0,3,4,1", "140,66,5,1,2,9,33,2", "2304,3,1,1,0,1,2,1"})
    void sumsBeyondInt16AreSaturated(int in, int out, int kernel, int stride, int padding, int height, int width, int pool) {
        ConvolutionShape shape = new ConvolutionShape(in, out, kernel, stride, padding, height, width);
        PackedWeights weights = new PackedWeights(shape.weightRows(), out);
        for (int row = 0; row < shape.weightRows(); row++) {
            for (int o = 0; o < out; o++) { // all up, all down, up and then down again, random
                int large = o % 4 == 0 || (o % 4 == 2 && row < shape.weightRows() / 2) ? 127 : -127;
                weights.set(row, o, o % 4 == 3 ? (row * 31 + o * 17) % 255 - 127 : large);
            }
        }
        long[] spikes = new long[shape.inputLayout().words()];
        for (int position = 0; position < height * width; position++) {
            for (int channel = 0; channel < in; channel++) {
                if ((position + channel) % 9 != 0) {
                    shape.inputLayout().fire(spikes, position, channel);
                }
            }
        }
        for (IntegerKernels kernels : new IntegerKernels[] {new ScalarIntegerKernels(), Kernels.ofProgram().integer()}) {
            int padded = weights.paddedChannels();
            short[] found = new short[shape.outHeight() * shape.outWidth() * padded];
            new IntegerConvolution(shape, weights, 1, kernels, new IntegerConvolution.Scratch()).convolve(spikes, found, 0,
                    new IntegerMoments(padded),
                    () -> {});
            int saturated = 0;
            for (int pixel = 0; pixel < shape.outHeight() * shape.outWidth(); pixel++) {
                for (int o = 0; o < out; o++) {
                    int expected = saturated(bruteForce(shape, weights, spikes, pixel / shape.outWidth(), pixel % shape.outWidth(), o));
                    assertEquals(expected, found[pixel * padded + o], kernels.getClass().getSimpleName());
                    saturated += expected == Short.MAX_VALUE || expected == Short.MIN_VALUE ? 1 : 0;
                }
            }
            assertTrue(saturated > 0);
        }
    }

    @Test
    void weightsWhoseSumCouldOverflowAreRefused() {
        assertTrue((long) PackedWeights.MAX_ROWS_IN_INT32 * 127 <= Integer.MAX_VALUE);
        assertTrue(PackedWeights.MAX_ROWS * 127 <= Short.MAX_VALUE);
        assertThrows(IllegalArgumentException.class, () -> new PackedWeights(PackedWeights.MAX_ROWS_IN_INT32 + 1, 1));
    }

    @Test
    void weightsOfAnotherShapeOrSizeAreRefused() {
        ConvolutionShape shape = new ConvolutionShape(2, 3, 3, 1, 1, 4, 4);
        assertThrows(IllegalArgumentException.class, () -> new IntegerConvolution(shape, new PackedWeights(9, 3), 1, new ScalarIntegerKernels(),
                new IntegerConvolution.Scratch()));
        assertThrows(IllegalArgumentException.class, () -> new PackedWeights(1, 1).set(0, 0, -128));
        assertThrows(IllegalArgumentException.class, () -> new PackedWeights(1, 1).set(0, 1, 0));
    }

    @Test
    void theVarianceKeepsItsDigitsWhereTheMeanIsLarge() {
        short[] map = new short[64 * 1000];
        for (int pixel = 0; pixel < 1000; pixel++) {
            map[pixel * 64] = (short) (32000 + pixel % 2);
        }
        IntegerMoments moments = new IntegerMoments(64);
        for (int round = 0; round < 1000; round++) {
            Kernels.ofProgram().integer().addMoments(map, 0, 1000, 64, moments);
        }
        assertEquals(32000.5, moments.mean(0, 1_000_000));
        assertEquals(0.25, moments.variance(0, 1_000_000));
        assertEquals(0, moments.variance(1, 1_000_000));
    }
}
