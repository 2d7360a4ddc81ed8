package org.hasnas.simulation.kernel.training;

/**
 * Shape of a convolution of stride 1 whose output is as large as its input, for the kernels of training. Channels of real numbers are
 * padded with zeros to whole vectors: a pixel begins every {@link #paddedOut} (or {@link #paddedIn}) floats.
 *
 * @param kernelSize odd side of the kernel
 */
public record SameConvolution(int inChannels, int outChannels, int kernelSize, int height, int width) {
    /** Channels are padded to multiples of this, the floats of the widest vectors. */
    public static final int LANES = 16;

    public SameConvolution {
        if (kernelSize % 2 == 0 || kernelSize < 1 || inChannels < 1 || outChannels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException("a convolution of equal output needs an odd kernel and positive sizes, was " + inChannels + " to "
                    + outChannels + ", kernel " + kernelSize + ", map " + height + "x" + width);
        }
    }

    /** Channels with their padding. */
    public static int padded(int channels) {
        return Math.multiplyExact((channels + LANES - 1) / LANES, LANES);
    }

    public int paddedIn() {
        return padded(inChannels);
    }

    public int paddedOut() {
        return padded(outChannels);
    }

    public int positions() {
        return height * width;
    }

    public int taps() {
        return kernelSize * kernelSize;
    }

    /** Floats of the weights [tap][in][padded out]. */
    public int weights() {
        return Math.multiplyExact(taps() * inChannels, paddedOut());
    }

    /** Floats of the weights [row of the kernel][tap, with a zero one before and behind][in][padded out]. */
    public int borderedWeights() {
        return Math.multiplyExact(kernelSize * (kernelSize + 2) * inChannels, paddedOut());
    }

    /** Copies weights [tap][in][padded out] into {@link #borderedWeights}, of which only the inside is written. */
    public void border(float[] weights, float[] bordered) {
        int row = kernelSize * inChannels * paddedOut();
        int tap = inChannels * paddedOut();
        for (int ky = 0; ky < kernelSize; ky++) {
            System.arraycopy(weights, ky * row, bordered, ky * (row + 2 * tap) + tap, row);
        }
    }

    private int reach() {
        return kernelSize / 2;
    }

    /** Floats of one frame of output gradients with a border of zeros of half the kernel, [row][column][padded out]. */
    public int borderedGradient() {
        return Math.multiplyExact((height + 2 * reach()) * (width + 2 * reach()), paddedOut());
    }

    /** Where the first pixel of a row begins in bordered gradients of several frames, one behind the other, whose rows are counted through. */
    public int borderedRow(int row) {
        return row / height * borderedGradient() + bordered(row % height, 0);
    }

    /** Where pixel (y, x) begins in a bordered gradient. */
    public int bordered(int y, int x) {
        return ((y + reach()) * (width + 2 * reach()) + x + reach()) * paddedOut();
    }
}
