package org.hasnas.chip.mapping;

import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.LinearLayer;

/**
 * A layer cut into blocks of crossbar size. A feature map need not be square: only its number of pixels matters.
 *
 * @param name name of the layer in its network
 * @param weights number of weights of the layer itself, which may use fewer kernel positions than it occupies
 * @param inChannels input channels: rows over all row blocks
 * @param outChannels output channels: columns over all column blocks
 * @param inPixels pixels of an input map
 * @param outPixels pixels of an output map, after the pooling that follows directly
 * @param rowBlocks blocks of at most X input channels
 * @param columnBlocks blocks of at most X output channels
 * @param kernelPositions crossbars per PE: positions of the network's largest kernel
 * @param inputBits cycles in which a layer that reads sums reads an input, bit by bit; 1 for all others, pixels included, as in the tool
 */
public record MappedLayer(
        String name,
        long weights,
        long inChannels,
        long outChannels,
        long inPixels,
        long outPixels,
        long rowBlocks,
        long columnBlocks,
        long kernelPositions,
        int inputBits) {

    static MappedLayer of(ConvolutionLayer layer, int crossbarSize, int kernelSize) {
        MappedLayer whole = cut(layer.name(), layer.weights(), layer.inChannels(), layer.outChannels(),
                pixels(layer, layer.inHeight(), layer.inWidth()), pixels(layer, layer.pooledHeight(), layer.pooledWidth()), crossbarSize, kernelSize);
        return layer.depthwise() ? whole.diagonal() : whole;
    }

    /** A linear layer as a convolution of a 1x1 map; biases are not on crossbars. */
    static MappedLayer of(LinearLayer layer, int crossbarSize, int kernelSize) {
        return cut(layer.name(), (long) layer.inFeatures() * layer.outFeatures(), layer.inFeatures(), layer.outFeatures(), 1, 1, crossbarSize,
                kernelSize);
    }

    private static MappedLayer cut(String name, long weights, long in, long out, long inPixels, long outPixels, int crossbarSize, int kernelSize) {
        if (in < 1 || out < 1) {
            throw new IllegalArgumentException("layer '" + name + "' has " + in + " input and " + out + " output channels; both must be >= 1");
        }
        return new MappedLayer(name, weights, in, out, inPixels, outPixels, Math.ceilDiv(in, crossbarSize), Math.ceilDiv(out, crossbarSize),
                (long) kernelSize * kernelSize, 1);
    }

    /** Of a depthwise layer only the blocks on the diagonal are built; a column reads one row block. */
    private MappedLayer diagonal() {
        return new MappedLayer(name, weights, inChannels, outChannels, inPixels, outPixels, 1, columnBlocks, kernelPositions, inputBits);
    }

    MappedLayer withInputBits(int newInputBits) {
        return new MappedLayer(name, weights, inChannels, outChannels, inPixels, outPixels, rowBlocks, columnBlocks, kernelPositions, newInputBits);
    }

    private static long pixels(ConvolutionLayer layer, int height, int width) {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("layer '" + layer.name() + "' has a map of " + height + "x" + width + " pixels; both must be >= 1");
        }
        return (long) height * width;
    }

    /** PEs the layer occupies. */
    public long processingElements() {
        return rowBlocks * columnBlocks;
    }

    /** Crossbars the layer occupies. */
    public long crossbars() {
        return processingElements() * kernelPositions;
    }

    /** Values of the input maps of one time step. */
    public long inputs() {
        return inChannels * inPixels;
    }

    /** Output neurons. */
    public long neurons() {
        return outChannels * outPixels;
    }
}
