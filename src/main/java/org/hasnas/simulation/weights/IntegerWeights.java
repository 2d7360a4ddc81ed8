package org.hasnas.simulation.weights;

import java.util.Map;
import org.hasnas.simulation.kernel.integer.PackedWeights;
import org.jspecify.annotations.Nullable;

/**
 * The weights of an untrained network as integers: a real weight is {@code scale * integer}. The stem, which sees pixels, keeps real
 * weights. Batch norms are as they are initialised, gain 1 and bias 0. Not copied, must not change while a simulation uses them.
 *
 * @param layers all convolutions but the stem, and the linear layers, rows as in {@link Weights#rows}
 * @param stem rows of the stem convolution
 * @param biases of linear layers that have one
 */
@SuppressWarnings("ArrayRecordComponent") // parameters of a network, never compared
public record IntegerWeights(Map<String, Layer> layers, float[][] stem, Map<String, float[]> biases) {
    /** Integer weights of a layer and the real value of 1. */
    public record Layer(PackedWeights weights, double scale) {}

    public IntegerWeights {
        layers = Map.copyOf(layers);
        biases = Map.copyOf(biases);
    }

    public Layer layer(String name) {
        return present(name, "weights", layers.get(name));
    }

    public float[] bias(String name) {
        return present(name, "bias", biases.get(name));
    }

    private static <T> T present(String layer, String kind, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("the weights lack the " + kind + " of layer '" + layer + "'");
        }
        return value;
    }
}
