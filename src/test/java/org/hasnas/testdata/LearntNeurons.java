package org.hasnas.testdata;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hasnas.network.LayerNames;
import org.hasnas.network.Network;
import org.hasnas.network.plan.LifGroup;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.weights.NeuronConstants;
import org.hasnas.simulation.weights.NormParameters;
import org.hasnas.simulation.weights.Weights;

/** Neurons as a training may have learnt them: other constants in every LIF layer. */
public final class LearntNeurons {
    private LearntNeurons() {}

    public static Map<String, NeuronConstants> of(Network network) {
        Map<String, NeuronConstants> constants = new HashMap<>();
        List<LifGroup> groups = NetworkPlan.of(network).lifGroups();
        for (int index = 0; index < groups.size(); index++) {
            NeuronConstants own = new NeuronConstants(1.4f - 0.3f * (index % 4), 0.75f + 0.07f * (index % 5));
            groups.get(index).names().forEach(name -> constants.put(name, own));
        }
        return constants;
    }

    /** The same weights with norms of the potentials of half of the LIF layers, whose channels then have thresholds of their own, some below 0. */
    public static Weights normed(Network network, Weights weights) {
        SplittableRandom random = new SplittableRandom(11);
        Map<String, NormParameters> norms = new HashMap<>(weights.norms());
        List<LifGroup> groups = NetworkPlan.of(network).lifGroups();
        for (int index = 0; index < groups.size(); index += 2) {
            int channels = groups.get(index).shape().channels();
            norms.put(LayerNames.membraneNorm(groups.get(index).names().getFirst()), new NormParameters(numbers(random, channels, 0.7, 1.5),
                    numbers(random, channels, -0.2, 0.7), numbers(random, channels, -0.3, 0.3), numbers(random, channels, 0.1, 1),
                    NormParameters.DEFAULT_EPSILON));
        }
        return new Weights(weights.rows(), weights.biases(), norms, weights.neurons());
    }

    private static float[] numbers(SplittableRandom random, int count, double from, double to) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextDouble(from, to);
        }
        return numbers;
    }

    /** The same weights with such neurons. */
    public static Weights in(Network network, Weights weights) {
        return new Weights(weights.rows(), weights.biases(), weights.norms(), of(network));
    }
}
