package org.hasnas.network.plan;

import java.util.List;
import org.hasnas.network.ConvolutionLayer;

/**
 * Convolutions that read each other's sums, without neurons between them, and the batch norm behind the last.
 *
 * @param layers in order, at least one; the first has the name of the LIF layer that it reads
 * @param norm of the last layer's output channels
 */
public record ConvolutionChain(List<ConvolutionLayer> layers, NormLayer norm) {
    public ConvolutionChain {
        layers = List.copyOf(layers);
        if (layers.isEmpty() || layers.stream().skip(1).anyMatch(layer -> layer.kernelSize() != 1 || layer.stride() != 1)) {
            throw new IllegalArgumentException("batch norm '" + norm.name() + "' needs convolutions before it, all but the first of 1x1, not " + layers);
        }
    }

    /** The layer that reads the neurons. */
    public ConvolutionLayer first() {
        return layers.getFirst();
    }

    public ConvolutionLayer last() {
        return layers.getLast();
    }

    /** Name of the first layer. */
    public String name() {
        return first().name();
    }

    /** The one convolution that computes the same, with the product of the layers' weights: all behind the first have 1x1 kernels. */
    public ConvolutionLayer composed() {
        ConvolutionLayer first = first();
        return layers.size() == 1 ? first : new ConvolutionLayer(first.name(), first.role(), first.cellIndex(), first.inChannels(),
                last().outChannels(), first.kernelSize(), first.stride(), first.inHeight(), first.inWidth(), last().outHeight(), last().outWidth(),
                last().pooledHeight(), last().pooledWidth());
    }

    /** Side and stride of the average pool behind the batch norm; 1 for none. */
    public int pool() {
        return last().outHeight() / last().pooledHeight();
    }

    /** Shape of the map it reads: one neuron per value. */
    public MapShape input() {
        return new MapShape(first().inHeight(), first().inWidth(), first().inChannels());
    }

    /** Shape of the result, behind the pool. */
    public MapShape output() {
        return new MapShape(last().pooledHeight(), last().pooledWidth(), last().outChannels());
    }
}
