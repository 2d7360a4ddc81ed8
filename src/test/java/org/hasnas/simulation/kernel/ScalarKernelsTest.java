package org.hasnas.simulation.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScalarKernelsTest {
    private final SpikeKernels kernels = new ScalarKernels();

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
        SpikeConvolution convolution = kernels.spikeConvolution(shape, weights);
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
        assertThrows(IllegalArgumentException.class, () -> kernels.spikeConvolution(shape, new float[9][3]));
        assertThrows(IllegalArgumentException.class, () -> kernels.spikeConvolution(shape, new float[18][2]));
    }

    @Test
    void aNeuronFiresAtEqualityAndStartsAgainFromZero() {
        SpikeLayout layout = new SpikeLayout(1, 3);
        float[][] membrane = new float[1][3];
        long[] spikes = new long[1];
        // decay 0.5: v reaches 1.0 exactly, one ulp less, and 0.5
        float[][] input = {{2f, Math.nextDown(2f), 1f}};
        kernels.integrateAndFire(layout, input, 0, ChannelAffine.identity(3), membrane, 0, 0.5f, 1f, spikes);
        assertEquals(0b001, spikes[0]);
        assertArrayEquals(new float[] {0f, Math.nextDown(1f), 0.5f}, membrane[0]);
        kernels.integrateAndFire(layout, input, 0, ChannelAffine.identity(3), membrane, 0, 0.5f, 1f, spikes);
        assertEquals(0b011, spikes[0]);
        assertArrayEquals(new float[] {0f, 0f, 0.75f}, membrane[0]);
    }

    @Test
    void snasNetsNeuronFiresOnAnInputOfFourThirds() {
        long[] spikes = new long[1];
        kernels.integrateAndFire(new SpikeLayout(1, 1), new float[][] {{4f / 3f}}, 0, ChannelAffine.identity(1), new float[1][1], 0, 0.75f, 1f, spikes);
        assertEquals(1, spikes[0]);
    }

    @Test
    void theAffineMapComesBeforeTheMembraneAndPaddingBitsStayZero() {
        int channels = 67;
        SpikeLayout layout = new SpikeLayout(2, channels);
        ChannelAffine affine = ChannelAffine.identity(channels);
        affine.set(66, 3f, -1f);
        float[][] input = new float[3][channels];
        input[1][66] = 1f; // 3 * 1 - 1 = 2, at decay 1 over the threshold
        input[2][0] = 5f;
        long[] spikes = {-1, -1, -1, -1};
        kernels.integrateAndFire(layout, input, 1, affine, new float[2][channels], 0, 1f, 2f, spikes);
        assertArrayEquals(new long[] {0, 0b100, 1, 0}, spikes);
        assertTrue(layout.fired(spikes, 0, 66));
        assertTrue(layout.fired(spikes, 1, 0));
        assertFalse(layout.fired(spikes, 1, 66));
        assertEquals(2, SpikeLayout.count(spikes));
    }
}
