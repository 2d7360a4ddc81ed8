package org.hasnas.evaluation;

import org.hasnas.domain.architecture.Network;
import org.hasnas.domain.hardware.HardwareCost;

/** The cost of a network on the chip of a run; cheap, pure, safe for any thread. */
@FunctionalInterface
public interface CostFunction {
    HardwareCost cost(Network network);
}
