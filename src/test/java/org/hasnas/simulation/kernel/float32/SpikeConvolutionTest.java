package org.hasnas.simulation.kernel.float32;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.hasnas.simulation.kernel.layout.ConvolutionShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpikeConvolutionTest {
    // in, out channels, kernel, stride, padding, height, width
    @ParameterizedTest
    @CsvSource({"1,1,1,1,0,1,1", "3,5,3,1,1,7,5", "65,130,3,1,1,4,6", "64,16,1,1,0,5,5", "70,33,5,1,2,6,7", "8,12,3,2,1,9,8", "5,7,5,3,0,11,6",
        "16,256,3,1,1,3,3", "2,3,3,1,1,1,1", "130,127,1,2,0,5,4"})
    void convolutionOfSpikesEqualsDenseBruteForce(int in, int out, int kernel, int stride, int padding, int height, int width) {
        ConvolutionShape shape = new ConvolutionShape(in, out, kernel, stride, padding, height, width);
        SplittableRandom random = new SplittableRandom(in * 31L + out);
        float[][] weights = new float[shape.weightRows()][out];
        for (float[] row : weights) {
            for (int o = 0; o < out; o++) {
                row[o] = random.nextInt(-8, 9) / 8f; // exact sums in any order
            }
        }
        long[] spikes = new long[shape.inputLayout().words()];
        float[] dense = new float[height * width * in];
        for (int position = 0; position < height * width; position++) {
            for (int channel = 0; channel < in; channel++) {
                if (random.nextInt(3) == 0) {
                    shape.inputLayout().fire(spikes, position, channel);
                    dense[position * in + channel] = 1;
                }
            }
        }
        float[][] found = new float[3 + shape.outHeight() * shape.outWidth()][out + 2];
        SpikeConvolution convolution = new SpikeConvolution(shape, weights);
        for (int y = 0; y < shape.outHeight(); y++) { // row by row, as a cancellable caller does
            convolution.convolve(spikes, found, 3, y, y + 1);
        }
        float[][] viaDense = new float[shape.outHeight() * shape.outWidth()][out];
        DenseConvolution.convolve(shape, weights, dense, 0, viaDense, 0);
        for (int y = 0; y < shape.outHeight(); y++) {
            for (int x = 0; x < shape.outWidth(); x++) {
                for (int o = 0; o < out; o++) {
                    float expected = bruteForce(shape, weights, dense, y, x, o);
                    assertEquals(expected, found[3 + y * shape.outWidth() + x][o]);
                    assertEquals(expected, viaDense[y * shape.outWidth() + x][o]);
                }
                assertEquals(0f, found[3 + y * shape.outWidth() + x][out], "elements behind the output channels are left alone");
            }
        }
    }

    private static float bruteForce(ConvolutionShape shape, float[][] weights, float[] dense, int y, int x, int o) {
        double sum = 0;
        for (int ky = 0; ky < shape.kernelSize(); ky++) {
            for (int kx = 0; kx < shape.kernelSize(); kx++) {
                int inY = y * shape.stride() + ky - shape.padding();
                int inX = x * shape.stride() + kx - shape.padding();
                if (inY < 0 || inX < 0 || inY >= shape.inHeight() || inX >= shape.inWidth()) {
                    continue;
                }
                for (int i = 0; i < shape.inChannels(); i++) {
                    sum += dense[(inY * shape.inWidth() + inX) * shape.inChannels() + i]
                            * weights[(ky * shape.kernelSize() + kx) * shape.inChannels() + i][o];
                }
            }
        }
        return (float) sum;
    }

    @Test
    void weightsOfAnotherShapeAreRefused() {
        ConvolutionShape shape = new ConvolutionShape(2, 3, 3, 1, 1, 4, 4);
        assertThrows(IllegalArgumentException.class, () -> new SpikeConvolution(shape, new float[9][3]));
        assertThrows(IllegalArgumentException.class, () -> new SpikeConvolution(shape, new float[18][2]));
    }
}
