package org.hasnas.simulation.engine;

import java.util.List;
import org.hasnas.network.LayerNames;

/**
 * What comes out of a simulation.
 *
 * @param scores [image][class], mean over voters and time steps
 * @param firingRates of every LIF layer, in the order of {@link LayerNames#lifLayers}
 */
@SuppressWarnings("ArrayRecordComponent") // a result that is read once, never compared
public record SimulationResult(double[][] scores, List<FiringRate> firingRates) {
    public SimulationResult {
        firingRates = List.copyOf(firingRates);
    }

    /**
     * Share of ones of a LIF layer.
     *
     * @param neurons of the layer, per image
     * @param perTimeStep share of ones over neurons and images
     */
    public record FiringRate(String layer, int neurons, List<Double> perTimeStep) {
        public FiringRate {
            perTimeStep = List.copyOf(perTimeStep);
        }
    }
}
