package org.hasnas.simulation.weights;

import java.util.HashMap;
import java.util.Map;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.LayerNames;
import org.hasnas.network.LifParameters;
import org.hasnas.network.LinearLayer;
import org.hasnas.network.Network;
import org.hasnas.network.plan.ConvolutionChain;
import org.hasnas.network.plan.LifGroup;
import org.hasnas.network.plan.NetworkPlan;
import org.jspecify.annotations.Nullable;

/**
 * All parameters of a network by layer name. Not copied, must not change while a simulation uses them.
 *
 * @param rows weight rows of convolutions, {@code [(ky * kernelSize + kx) * inChannels + in][out]}, and of linear layers,
 *     {@code [in][out]}; the first linear layer's inputs are counted [channel][row][column]
 *     A depthwise convolution has the same rows, with zeros where in and out differ
 * @param biases of linear layers that have one
 * @param norms batch norms by {@link LayerNames#norm} and {@link LayerNames#inputNorm}, and those of potentials, where there are any, by
 *     {@link LayerNames#membraneNorm} of the first LIF layer that shares them
 * @param neurons learnt constants of LIF layers; layers that are not there have those of the template and the operation
 */
public record Weights(Map<String, float[][]> rows, Map<String, float[]> biases, Map<String, NormParameters> norms,
        Map<String, NeuronConstants> neurons) {
    public Weights {
        rows = Map.copyOf(rows);
        biases = Map.copyOf(biases);
        norms = Map.copyOf(norms);
        neurons = Map.copyOf(neurons);
    }

    /** With the neurons of template and operations. */
    public Weights(Map<String, float[][]> rows, Map<String, float[]> biases, Map<String, NormParameters> norms) {
        this(rows, biases, norms, Map.of());
    }

    /** The plan of a network with the neurons of these weights, norms of potentials folded into thresholds. */
    public NetworkPlan plan(Network network) {
        Map<String, LifParameters> learnt = new HashMap<>();
        neurons.forEach((layer, constants) -> learnt.put(layer, constants.parameters()));
        for (LifGroup group : NetworkPlan.of(network, learnt).lifGroups()) {
            NormParameters norm = norms.get(LayerNames.membraneNorm(group.names().getFirst()));
            if (norm != null) {
                LifParameters folded = norm.folded(group.parameters());
                group.names().forEach(name -> learnt.put(name, folded));
            }
        }
        return NetworkPlan.of(network, learnt);
    }

    public float[][] rows(String layer) {
        return present(layer, "weights", rows.get(layer));
    }

    /**
     * Weight rows of the one convolution that computes the same: with a 1x1 convolution behind the first, the product of both matrices.
     */
    public float[][] rows(ConvolutionChain chain) {
        float[][] rows = rows(chain.first().name());
        return chain.pointwise().map(layer -> product(rows, rows(layer.name()))).orElse(rows);
    }

    static float[][] product(float[][] left, float[][] right) {
        float[][] product = new float[left.length][right[0].length];
        for (int row = 0; row < left.length; row++) {
            for (int middle = 0; middle < right.length; middle++) {
                float factor = left[row][middle];
                for (int out = 0; factor != 0 && out < product[row].length; out++) { // most of a depthwise matrix is zero
                    product[row][out] += factor * right[middle][out];
                }
            }
        }
        return product;
    }

    public float[] bias(String layer) {
        return present(layer, "bias", biases.get(layer));
    }

    public NormParameters norm(String name) {
        return present(name, "batch norm", norms.get(name));
    }

    private static <T> T present(String layer, String kind, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("the weights lack the " + kind + " of layer '" + layer + "'");
        }
        return value;
    }

    /**
     * Checks that every layer of a network has its parameters in the right shape.
     *
     * @throws IllegalArgumentException naming the layer
     */
    public void check(Network network) {
        for (ConvolutionLayer layer : network.convolutions()) {
            checkRows(layer.name(), layer.matrixRows(), layer.outChannels());
        }
        for (LinearLayer layer : network.linears()) {
            checkRows(layer.name(), layer.inFeatures(), layer.outFeatures());
            if (layer.bias() && bias(layer.name()).length != layer.outFeatures()) {
                throw new IllegalArgumentException("layer '" + layer.name() + "' needs " + layer.outFeatures() + " biases, has "
                        + bias(layer.name()).length);
            }
        }
        plan(network).norms().forEach(layer -> {
            String name = layer.name();
            int channels = layer.channels();
            if (norm(name).channels() != channels) {
                throw new IllegalArgumentException("batch norm '" + name + "' needs " + channels + " channels, has " + norm(name).channels());
            }
            int sets = norm(name).statisticsSets();
            boolean isStem = name.equals(LayerNames.norm(LayerNames.STEM)); // the stem runs once per image
            if (sets != 1 && (isStem || sets != network.template().timeSteps())) {
                throw new IllegalArgumentException(
                        "batch norm '" + name + "' needs " + (isStem ? "one set of running statistics" : "one set of running statistics, or "
                                + "one for each of the " + network.template().timeSteps() + " time steps") + ", has " + sets);
            }
        });
    }

    private void checkRows(String layer, int inputs, int outputs) {
        float[][] found = rows(layer);
        if (found.length != inputs || found[0].length != outputs) {
            throw new IllegalArgumentException("layer '" + layer + "' needs weights of " + inputs + "x" + outputs + ", has " + found.length
                    + "x" + found[0].length);
        }
    }
}
