package org.hasnas.chip.mapping;

import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.ConvolutionLayer.Role;
import org.hasnas.network.LinearLayer;

/**
 * A matrix of weights and the work it does in one time step.
 *
 * @param name name of the layer in its network
 * @param cellIndex cell of the network the layer is in, from 0; -1 outside cells
 * @param weights number of weights
 * @param kernelSize side of the kernel; 1 for a linear layer
 * @param inPixels pixels of an input map, the padding counted
 * @param outPixels pixels of an output map: vectors that are multiplied
 * @param inputBits bits of an input, read one after the other
 * @param lifNeurons LIF neurons in front of the layer; 0 if its inputs are no spikes
 * @param depthwise whether each output channel reads its own input channel only
 */
public record CrossbarLayer(String name, int cellIndex, long weights, int inChannels, int outChannels, int kernelSize, long inPixels,
        long outPixels, int inputBits, long lifNeurons, boolean depthwise) {
    public CrossbarLayer {
        if (inChannels < 1 || outChannels < 1 || kernelSize < 1 || inPixels < 1 || outPixels < 1 || inputBits < 1 || lifNeurons < 0) {
            throw new IllegalArgumentException("layer '" + name + "' has " + inChannels + " input and " + outChannels
                    + " output channels, a kernel of "
                    + kernelSize + ", " + inPixels + " and " + outPixels + " pixels and " + inputBits + " input bits; all must be >= 1");
        }
    }

    /** A layer of all channels. */
    public CrossbarLayer(String name, int cellIndex, long weights, int inChannels, int outChannels, int kernelSize, long inPixels,
            long outPixels, int inputBits, long lifNeurons) {
        this(name, cellIndex, weights, inChannels, outChannels, kernelSize, inPixels, outPixels, inputBits, lifNeurons, false);
    }

    /** @param inputBits bits of an input, read one after the other */
    public static CrossbarLayer of(ConvolutionLayer layer, int inputBits) {
        long height = layer.inHeight() + layer.kernelSize() - 1L;
        long width = layer.inWidth() + layer.kernelSize() - 1L;
        long neurons = layer.role() == Role.STEM || layer.readsSums() ? 0 : (long) layer.inChannels() * layer.inHeight() * layer.inWidth();
        return new CrossbarLayer(layer.name(), layer.cellIndex(), layer.weights(), layer.inChannels(), layer.outChannels(), layer.kernelSize(),
                height * width, (long) layer.outHeight() * layer.outWidth(), inputBits, neurons, layer.depthwise());
    }

    /**
     * A linear layer.
     *
     * @param neurons LIF neurons in front of it
     */
    public static CrossbarLayer of(LinearLayer layer, int inputBits, long neurons) {
        return new CrossbarLayer(layer.name(), -1, (long) layer.inFeatures() * layer.outFeatures(), layer.inFeatures(), layer.outFeatures(), 1, 1, 1,
                inputBits, neurons);
    }

    /** Rows of the whole matrix: k*k*Cin. */
    public long rows() {
        return (long) kernelSize * kernelSize * inChannels;
    }

    /** Output values of one time step. */
    public long outputs() {
        return outChannels * outPixels;
    }
}
