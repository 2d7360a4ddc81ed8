package org.hasnas.network.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hasnas.network.ConvolutionLayer;

/**
 * A convolution, perhaps a 1x1 convolution that reads its sums without neurons between them, and the batch norm behind.
 *
 * @param first reads neurons (that of the stem pixels) and has their LIF layer's name
 * @param pointwise kernel and stride 1
 * @param norm of the last convolution's output channels
 */
public record ConvolutionChain(ConvolutionLayer first, Optional<ConvolutionLayer> pointwise, NormLayer norm) {
    public ConvolutionChain {
        if (pointwise.isPresent() && (pointwise.get().kernelSize() != 1 || pointwise.get().stride() != 1)) {
            throw new IllegalArgumentException(
                    "'" + pointwise.get().name() + "' must have kernel and stride 1 to read sums of '" + first.name() + "'");
        }
    }

    /** One or two, in order. */
    public List<ConvolutionLayer> layers() {
        List<ConvolutionLayer> layers = new ArrayList<>(List.of(first));
        pointwise.ifPresent(layers::add);
        return List.copyOf(layers);
    }

    public ConvolutionLayer last() {
        return pointwise.orElse(first);
    }

    /** Name of the first layer. */
    public String name() {
        return first.name();
    }

    /** The one convolution that computes the same, with the product of the layers' weights. */
    public ConvolutionLayer composed() {
        return pointwise.map(last -> new ConvolutionLayer(first.name(), first.role(), first.cellIndex(), first.inChannels(), last.outChannels(),
                first.kernelSize(), first.stride(), first.inHeight(), first.inWidth(), last.outHeight(), last.outWidth(), last.pooledHeight(),
                last.pooledWidth())).orElse(first);
    }

    /** Side and stride of the average pool behind the batch norm; 1 for none. */
    public int pool() {
        return last().outHeight() / last().pooledHeight();
    }

    /** Shape of the map it reads: one neuron per value. */
    public MapShape input() {
        return new MapShape(first.inHeight(), first.inWidth(), first.inChannels());
    }

    /** Shape of the result, behind the pool. */
    public MapShape output() {
        return new MapShape(last().pooledHeight(), last().pooledWidth(), last().outChannels());
    }
}
