package org.hasnas.simulation.model;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.hasnas.network.LayerNames;
import org.hasnas.network.Network;
import org.hasnas.network.plan.NetworkPlan;

/**
 * How often a LIF layer spikes.
 *
 * @param layer named as in {@link LayerNames}
 * @param perTimeStep share of ones over its neurons and over images
 */
public record LayerRate(String layer, List<Double> perTimeStep) implements Serializable {
    public LayerRate {
        perTimeStep = List.copyOf(perTimeStep);
    }

    /** Over the time steps. */
    public double mean() {
        return perTimeStep.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    /** Share of ones over layers of a network and time steps; 0 without any. */
    public static double mean(Network network, List<LayerRate> rates) {
        Map<String, Integer> neurons = NetworkPlan.of(network).lifNeurons();
        double ones = 0;
        double all = 0;
        for (LayerRate rate : rates) {
            int count = neurons.getOrDefault(rate.layer(), 0);
            for (double share : rate.perTimeStep()) {
                ones += share * count;
                all += count;
            }
        }
        return all == 0 ? 0 : ones / all;
    }
}
