package org.hasnas.simulation.weights;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.LayerNames;
import org.hasnas.network.LinearLayer;
import org.hasnas.network.Network;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.network.plan.NormLayer;
import org.jspecify.annotations.Nullable;

/**
 * {@link Weights} as named matrices, the way they lie in files: {@code LAYER.weights}, {@code LAYER.bias}, and for a batch norm
 * {@code NAME.gain}, {@code NAME.bias}, {@code NAME.mean} and {@code NAME.variance} (a row per set of running statistics). {@code LAYER.neuron} are
 * learnt constants of a LIF layer: {@code ln(1 / (tau - 1))} and threshold. The norm of a LIF layer's potentials is {@code LAYER.membrane}.
 */
public final class WeightArrays {
    private static final String NEURON = ".neuron";

    private WeightArrays() {}

    /** The matrices in a fixed order; rows are shared with the weights, not copied. */
    public static Map<String, float[][]> of(Weights weights) {
        Map<String, float[][]> arrays = new LinkedHashMap<>();
        new TreeMap<>(weights.rows()).forEach((layer, rows) -> arrays.put(layer + ".weights", rows));
        new TreeMap<>(weights.biases()).forEach((layer, bias) -> arrays.put(layer + ".bias", new float[][] {bias}));
        new TreeMap<>(weights.norms()).forEach((name, norm) -> {
            if (norm.epsilon() != NormParameters.DEFAULT_EPSILON) {
                throw new IllegalArgumentException("batch norm '" + name + "' has the epsilon " + norm.epsilon() + "; files know "
                        + NormParameters.DEFAULT_EPSILON + " only");
            }
            arrays.put(name + ".gain", new float[][] {norm.gain()});
            arrays.put(name + ".bias", new float[][] {norm.bias()});
            arrays.put(name + ".mean", norm.runningMean());
            arrays.put(name + ".variance", norm.runningVariance());
        });
        new TreeMap<>(weights.neurons()).forEach((layer, constants) -> arrays.put(layer + NEURON, new float[][] {
            {constants.decayLogit(), constants.vThreshold()}}));
        return arrays;
    }

    /**
     * The weights of a network from such matrices; others are left aside.
     *
     * @throws IllegalArgumentException naming the layer, if one is missing or has the wrong shape
     */
    public static Weights read(Network network, Map<String, float[][]> arrays) {
        Map<String, float[][]> rows = new HashMap<>();
        Map<String, float[]> biases = new HashMap<>();
        Map<String, NormParameters> norms = new HashMap<>();
        for (ConvolutionLayer layer : network.convolutions()) {
            rows.put(layer.name(), present(layer.name() + ".weights", arrays.get(layer.name() + ".weights")));
        }
        for (LinearLayer layer : network.linears()) {
            rows.put(layer.name(), present(layer.name() + ".weights", arrays.get(layer.name() + ".weights")));
            if (layer.bias()) {
                biases.put(layer.name(), present(layer.name() + ".bias", arrays.get(layer.name() + ".bias"))[0]);
            }
        }
        for (NormLayer norm : NetworkPlan.of(network).norms()) {
            norms.put(norm.name(), norm(norm.name(), arrays));
        }
        Map<String, NeuronConstants> neurons = new HashMap<>();
        for (String layer : NetworkPlan.of(network).lifLayers()) {
            float[][] constants = arrays.get(layer + NEURON);
            if (constants != null) {
                neurons.put(layer, new NeuronConstants(constants[0][0], constants[0][1]));
            }
            String membrane = LayerNames.membraneNorm(layer);
            if (arrays.containsKey(membrane + ".gain")) {
                norms.put(membrane, norm(membrane, arrays));
            }
        }
        Weights weights = new Weights(rows, biases, norms, neurons);
        weights.check(network);
        return weights;
    }

    private static NormParameters norm(String name, Map<String, float[][]> arrays) {
        return new NormParameters(present(name + ".gain", arrays.get(name + ".gain"))[0], present(name + ".bias", arrays.get(name + ".bias"))[0],
                present(name + ".mean", arrays.get(name + ".mean")), present(name + ".variance", arrays.get(name + ".variance")),
                NormParameters.DEFAULT_EPSILON);
    }

    private static float[][] present(String name, float @Nullable [][] rows) {
        if (rows == null || rows.length == 0) {
            throw new IllegalArgumentException("the array '" + name + "' is missing");
        }
        return rows;
    }
}
