package org.hasnas.domain.architecture;

/**
 * A convolution of the network, without bias, followed by batch norm of its output channels.
 *
 * @param name unique in the network: {@code stem}, {@code cell1.0->3}, {@code reduction1}
 * @param role place in the network
 * @param cellIndex index of the cell from 0, -1 outside cells
 * @param inHeight height of the input feature map in pixels
 * @param outHeight height of the convolution's output in pixels
 * @param pooledHeight height after the pooling that follows directly (reduction layers), else {@code outHeight}
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
        int pooledWidth) {

    /** Place of a convolution in the network. */
    public enum Role { STEM, CELL_EDGE, REDUCTION }

    /** Number of weights. */
    public long weights() {
        return (long) inChannels * outChannels * kernelSize * kernelSize;
    }

    /** Dense multiply-accumulates of one image and one time step. */
    public long multiplyAccumulates() {
        return weights() * outHeight * outWidth;
    }
}
