package org.hasnas.simulation.kernel.float32;

import java.util.Arrays;
import org.hasnas.simulation.kernel.layout.ConvolutionShape;

/** A convolution of real numbers: the stem, which sees pixels and not spikes, and the reference for the spike convolutions. */
public final class DenseConvolution {
    private DenseConvolution() {}

    /**
     * Computes one frame.
     *
     * @param weights rows as in {@link SpikeConvolution#SpikeConvolution}
     * @param input [row][column][channel] from {@code firstInput}
     * @param output rows {@code firstOutput + y * outWidth + x}
     */
    public static void convolve(ConvolutionShape shape, float[][] weights, float[] input, int firstInput, float[][] output,
            int firstOutput) {
        checkWeights(shape, weights);
        for (int y = 0; y < shape.outHeight(); y++) {
            for (int x = 0; x < shape.outWidth(); x++) {
                float[] sums = output[firstOutput + y * shape.outWidth() + x];
                Arrays.fill(sums, 0, shape.outChannels(), 0f);
                addWindow(shape, weights, input, firstInput, y * shape.stride() - shape.padding(), x * shape.stride() - shape.padding(), sums);
            }
        }
    }

    private static void addWindow(ConvolutionShape shape, float[][] weights, float[] input, int firstInput, int top, int left, float[] sums) {
        int kernelSize = shape.kernelSize();
        int inChannels = shape.inChannels();
        for (int ky = 0; ky < kernelSize; ky++) {
            int inY = top + ky;
            if (inY < 0 || inY >= shape.inHeight()) {
                continue;
            }
            for (int kx = 0; kx < kernelSize; kx++) {
                int inX = left + kx;
                if (inX < 0 || inX >= shape.inWidth()) {
                    continue;
                }
                int pixel = firstInput + (inY * shape.inWidth() + inX) * inChannels;
                int firstRow = (ky * kernelSize + kx) * inChannels;
                for (int in = 0; in < inChannels; in++) {
                    RowMath.addScaled(sums, weights[firstRow + in], input[pixel + in], shape.outChannels());
                }
            }
        }
    }

    /** Checks the shape of weight rows [ky][kx][in] x [out]. */
    static void checkWeights(ConvolutionShape shape, float[][] weights) {
        if (weights.length != shape.weightRows() || weights[0].length != shape.outChannels()) {
            throw new IllegalArgumentException("weights of " + shape + " must be " + shape.weightRows() + " rows of " + shape.outChannels()
                    + ", were " + weights.length + " rows of " + weights[0].length);
        }
    }
}
