package org.hasnas.simulation.kernel.layout;

/**
 * Shape of a two-dimensional convolution with equal stride and zero padding in both directions.
 *
 * @param kernelSize side of the kernel
 * @param padding zeros added on each side
 */
public record ConvolutionShape(int inChannels, int outChannels, int kernelSize, int stride, int padding, int inHeight, int inWidth) {
    public ConvolutionShape {
        if (inChannels < 1 || outChannels < 1 || kernelSize < 1 || stride < 1 || padding < 0) {
            throw new IllegalArgumentException("a convolution needs channels, kernel size and stride >= 1 and padding >= 0, was "
                    + inChannels + " to " + outChannels + ", kernel " + kernelSize + ", stride " + stride + ", padding " + padding);
        }
        if (inHeight + 2 * padding < kernelSize || inWidth + 2 * padding < kernelSize) {
            throw new IllegalArgumentException("a feature map of " + inHeight + "x" + inWidth + " with padding " + padding
                    + " is smaller than the kernel of " + kernelSize + "x" + kernelSize);
        }
    }

    public int outHeight() {
        return (inHeight + 2 * padding - kernelSize) / stride + 1;
    }

    public int outWidth() {
        return (inWidth + 2 * padding - kernelSize) / stride + 1;
    }

    /** Number of weight rows: one per kernel position and input channel, at {@code (ky * kernelSize + kx) * inChannels + in}. */
    public int weightRows() {
        return kernelSize * kernelSize * inChannels;
    }

    /** Dense multiply-accumulates of one row of output pixels. */
    public long multiplyAccumulatesPerOutputRow() {
        return (long) weightRows() * outChannels * outWidth();
    }

    /** Layout of the input's spikes. */
    public SpikeLayout inputLayout() {
        return new SpikeLayout(inHeight * inWidth, inChannels);
    }
}
