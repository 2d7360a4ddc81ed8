package org.hasnas.network;

import java.util.List;

/**
 * A convolution of the network, without bias. Batch norm of its output channels follows, but where another convolution reads its sums.
 *
 * @param name unique in the network, see {@link LayerNames}: {@code stem}, {@code cell1.0->3}, {@code reduction1}
 * @param role place in the network
 * @param cellIndex index of the cell from 0, -1 outside cells
 * @param inHeight height of the input feature map in pixels
 * @param outHeight height of the convolution's output in pixels
 * @param pooledHeight height after the pooling that follows directly (reduction layers), else {@code outHeight}
 * @param depthwise whether each output channel reads its own input channel only
 * @param readsSums whether its inputs are the sums of the convolution before it, not spikes or pixels
 */
public record ConvolutionLayer(
        String name,
        Role role,
        int cellIndex,
        int inChannels,
        int outChannels,
        int kernelSize,
        int stride,
        int inHeight,
        int inWidth,
        int outHeight,
        int outWidth,
        int pooledHeight,
        int pooledWidth,
        boolean depthwise,
        boolean readsSums) {
    public ConvolutionLayer {
        if (depthwise && inChannels != outChannels) {
            throw new IllegalArgumentException("depthwise layer '" + name + "' has " + inChannels + " input and " + outChannels
                    + " output channels; both must be equal");
        }
    }

    /** A convolution of all channels, of spikes or pixels. */
    public ConvolutionLayer(String name, Role role, int cellIndex, int inChannels, int outChannels, int kernelSize, int stride, int inHeight,
            int inWidth, int outHeight, int outWidth, int pooledHeight, int pooledWidth) {
        this(name, role, cellIndex, inChannels, outChannels, kernelSize, stride, inHeight, inWidth, outHeight, outWidth, pooledHeight,
                pooledWidth, false, false);
    }

    /** Place of a convolution in the network. */
    public enum Role { STEM, CELL_EDGE, REDUCTION }

    /** Number of weights. */
    public long weights() {
        return (long) outChannels * fanIn();
    }

    /** Number of weights of all layers. */
    public static long weights(List<ConvolutionLayer> layers) {
        return layers.stream().mapToLong(ConvolutionLayer::weights).sum();
    }

    /** The layers of a list in which linear ones are written as convolutions of one pixel, without these. */
    public static List<ConvolutionLayer> withoutLinear(List<ConvolutionLayer> layers) {
        return layers.stream().filter(layer -> layer.outHeight() * layer.outWidth() > 1).toList();
    }

    /** Rows of the matrix of all channels: positions of the kernel times input channels. */
    public int matrixRows() {
        return kernelSize * kernelSize * inChannels;
    }

    /** Inputs of one output value. */
    public int fanIn() {
        return (depthwise ? 1 : inChannels) * kernelSize * kernelSize;
    }

    /** Dense multiply-accumulates of one image and one time step. */
    public long multiplyAccumulates() {
        return weights() * outHeight * outWidth;
    }
}
