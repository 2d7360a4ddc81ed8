package org.hasnas.benchmark;

import org.hasnas.kernel.ConvolutionShape;
import org.hasnas.kernel.ScalarKernels;
import org.hasnas.kernel.SpikeConvolution;

/** One event-driven convolution of one frame, whichever kernels compute it. For one thread. */
@FunctionalInterface
interface EventConvolution {
    /** Convolves one frame into a buffer of its own. */
    void convolve(long[] spikes);

    /**
     * Kernels by the name that benchmarks give as a parameter; new kernels get a line here.
     *
     * @param weights rows {@code (ky * kernelSize + kx) * inChannels + in}
     */
    static EventConvolution of(String kernels, ConvolutionShape shape, float[][] weights) {
        return switch (kernels) {
            case "scalar" -> plain(new ScalarKernels().spikeConvolution(shape, weights), shape);
            default -> throw new IllegalArgumentException("there are no kernels '" + kernels + "'; known: scalar");
        };
    }

    private static EventConvolution plain(SpikeConvolution convolution, ConvolutionShape shape) {
        float[][] output = new float[shape.outHeight() * shape.outWidth()][shape.outChannels()];
        return spikes -> convolution.convolve(spikes, output, 0, 0, shape.outHeight());
    }
}
