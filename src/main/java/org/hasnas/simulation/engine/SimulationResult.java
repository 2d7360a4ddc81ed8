package org.hasnas.simulation.engine;

import java.util.List;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.model.LayerRate;

/**
 * The result of a simulation.
 *
 * @param scores [image][class], mean over voters and time steps
 * @param firingRates of every LIF layer, in the order of {@link NetworkPlan#lifLayers}
 */
@SuppressWarnings("ArrayRecordComponent") // a result that is read once, never compared
public record SimulationResult(double[][] scores, List<LayerRate> firingRates) {
    public SimulationResult {
        firingRates = List.copyOf(firingRates);
    }
}
