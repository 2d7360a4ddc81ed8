package org.hasnas.training.layer;

import org.hasnas.simulation.kernel.training.Surrogate;

/**
 * How training passes through neurons, and which of their constants it learns, one of each for a LIF layer.
 *
 * @param surrogate taken for the derivative of a spike
 * @param tau whether the membrane time constant is learnt (PLIF: Fang et al., ICCV 2021)
 * @param threshold whether the threshold is learnt
 */
public record NeuronLearning(Surrogate surrogate, boolean tau, boolean threshold) {
    boolean any() {
        return tau || threshold;
    }
}
