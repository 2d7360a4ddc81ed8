package org.hasnas.domain.hardware;

import org.hasnas.units.Area;
import org.hasnas.units.Energy;
import org.hasnas.units.Latency;

/**
 * The four costs of a network on a chip, all of one cost model.
 *
 * @param parameters all trained parameters (classifier and batch norm counted)
 * @param convolutionWeights weights of the convolutions alone
 * @param latency time for one inference of T time steps
 * @param energy energy for one inference of T time steps
 */
public record HardwareCost(CostModelId model, long parameters, long convolutionWeights, Area area, Latency latency, Energy energy) {
    public HardwareCost {
        if (parameters < 0 || convolutionWeights < 0 || convolutionWeights > parameters) {
            throw new IllegalArgumentException("need 0 <= convolutionWeights <= parameters, was " + convolutionWeights + ", " + parameters);
        }
    }
}
