package org.hasnas.training.layer;

import org.hasnas.simulation.kernel.training.Surrogate;

/**
 * How training passes through neurons, and what it learns of them for each LIF layer.
 *
 * @param surrogate taken for the derivative of a spike
 * @param tau whether the membrane time constant is learnt (PLIF: Fang et al., ICCV 2021)
 * @param threshold whether the threshold is learnt
 * @param membraneNorm whether potentials go through a batch norm before they are compared with the threshold (MPBN: Guo et al., ICCV 2023)
 */
public record NeuronLearning(Surrogate surrogate, boolean tau, boolean threshold, boolean membraneNorm) {
    /** Nothing is learnt. */
    public NeuronLearning(Surrogate surrogate) {
        this(surrogate, false, false, false);
    }

    /** Whether constants of the layer are learnt. */
    boolean constants() {
        return tau || threshold;
    }
}
