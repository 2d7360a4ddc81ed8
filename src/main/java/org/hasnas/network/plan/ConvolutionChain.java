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
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a batch norm '" + norm.name() + "' without convolution");
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

    /** Rows of the weights of the one convolution that computes the same: kernel positions times input channels. */
    public int weightRows() {
        return first().kernelSize() * first().kernelSize() * first().inChannels();
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
