package org.hasnas.simulation.dense;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of a {@link DenseNetwork} by layer name. Not copied, must not change while a network is made of them.
 *
 * @param weights rows of convolutions, {@code [(ky * kernelSize + kx) * inChannels + in][out]}, and of linear layers, {@code [in][out]}
 * @param biases of linear layers that have one
 * @param norms batch norms: {@code LAYER.bn} behind convolutions and before the last LIF layer, {@code LAYER.input.bn} before
 *     reductions
 */
public record DenseParameters(Map<String, float[][]> weights, Map<String, float[]> biases, Map<String, Norm> norms) {
    /** Gain and bias per channel of a batch norm, and the number that keeps a channel without variance finite. */
    @SuppressWarnings("ArrayRecordComponent") // parameters of a layer, never compared
    public record Norm(float[] gain, float[] bias, double epsilon) {}

    public DenseParameters {
        weights = Map.copyOf(weights);
        biases = Map.copyOf(biases);
        norms = Map.copyOf(norms);
    }

    float[][] weights(String layer) {
        return present(layer, "weights", weights.get(layer));
    }

    float[] bias(String layer) {
        return present(layer, "bias", biases.get(layer));
    }

    Norm norm(String name) {
        return present(name, "batch norm", norms.get(name));
    }

    private static <T> T present(String layer, String kind, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("the parameters lack the " + kind + " of layer '" + layer + "'");
        }
        return value;
    }
}
