package org.hasnas.simulation.kernel;

/**
 * A convolution of spikes with fixed weights. It holds scratch memory, so each thread needs its own.
 */
public interface SpikeConvolution {
    /**
     * Computes output rows of one frame. The sum of each output runs over kernel rows, kernel columns and input channels in
     * ascending order.
     *
     * @param spikes spikes of the frame in {@link ConvolutionShape#inputLayout}
     * @param output receives row {@code firstOutput + y * outWidth + x} for every y in [fromY, toY); the first {@code outChannels}
     *     elements of each are overwritten
     */
    void convolve(long[] spikes, float[][] output, int firstOutput, int fromY, int toY);
}
