package org.hasnas.training.model;

import java.util.List;

/**
 * How often a LIF layer of a trained network spikes on held-out images.
 *
 * @param layer name of the layer that it feeds, or {@code last} or {@code hidden}
 * @param perTimeStep share of neurons that spike
 */
public record LayerRate(String layer, List<Double> perTimeStep) {
    public LayerRate {
        perTimeStep = List.copyOf(perTimeStep);
    }

    public double mean() {
        return perTimeStep.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
