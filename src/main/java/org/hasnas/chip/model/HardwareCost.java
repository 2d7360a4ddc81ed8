package org.hasnas.chip.model;

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

    /** Energy x delay x area in uJ ms mm2. */
    public double energyDelayArea() {
        return FrontCost.EDAP.inUnit(this);
    }

    /** Of each cost the smaller one: what none of two networks costs less than. */
    public HardwareCost least(HardwareCost other) {
        if (other.model() != model) {
            throw new IllegalArgumentException("costs of the models " + model + " and " + other.model() + " can't be compared");
        }
        return new HardwareCost(model, Math.min(parameters, other.parameters()), Math.min(convolutionWeights, other.convolutionWeights()),
                new Area(Math.min(area.squareMetres(), other.area().squareMetres())),
                new Latency(Math.min(latency.seconds(), other.latency().seconds())),
                new Energy(Math.min(energy.joules(), other.energy().joules())));
    }
}
