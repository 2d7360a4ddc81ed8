package org.hasnas.evaluation;

import org.hasnas.domain.architecture.Network;
import org.hasnas.domain.hardware.HardwareCost;
import org.hasnas.domain.run.FitnessScore;

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
