package org.hasnas.testdata;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hasnas.network.Network;
import org.hasnas.network.plan.LifGroup;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.weights.NeuronConstants;
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

    /** The same weights with such neurons. */
    public static Weights in(Network network, Weights weights) {
        return new Weights(weights.rows(), weights.biases(), weights.norms(), of(network));
    }
}
