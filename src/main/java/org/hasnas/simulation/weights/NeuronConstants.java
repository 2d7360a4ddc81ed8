package org.hasnas.simulation.weights;

import org.hasnas.network.LifParameters;

/**
 * What a training has learnt about the neurons of a LIF layer, as it learns and as it lies in files.
 *
 * @param decayLogit w with {@code 1 / tau = sigmoid(w)}: PLIF's (Fang et al., ICCV 2021); infinite for tau 1
 * @param vThreshold greater than 0
 */
public record NeuronConstants(float decayLogit, float vThreshold) {
    public static NeuronConstants of(LifParameters parameters) {
        return new NeuronConstants((float) -Math.log(parameters.tauSteps() - 1), (float) parameters.vThreshold());
    }

    public double tauSteps() {
        return 1 + Math.exp(-decayLogit);
    }

    public LifParameters parameters() {
        return new LifParameters(tauSteps(), vThreshold);
    }
}
