package org.hasnas.search.evaluation;

import org.hasnas.chip.model.HardwareCost;
import org.hasnas.network.Network;
import org.hasnas.score.model.FitnessScore;

/** The cost of a network on the chip of a run; cheap, pure, safe for any thread. */
@FunctionalInterface
public interface CostFunction {
    HardwareCost cost(Network network);

    /**
     * The cost once the network was simulated; the same unless the energy is computed with its own spike rates.
     *
     * @param before what {@link #cost} gave for the network
     */
    default HardwareCost afterSimulation(Network network, HardwareCost before, FitnessScore score) {
        return before;
    }
}
