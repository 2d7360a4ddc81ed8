package org.hasnas.network;

/**
 * Constants of a LIF neuron.
 *
 * @param tauSteps membrane time constant in time steps, at least 1 (1 = no memory)
 * @param vThreshold membrane potential at and above which the neuron spikes, > 0
 */
public record LifParameters(double tauSteps, double vThreshold) {
    /** SNASNet's neuron: tau 4/3 time steps, threshold 1. */
    public static final LifParameters SNASNET = new LifParameters(4.0 / 3.0, 1.0);

    public LifParameters {
        if (!(tauSteps >= 1) || Double.isInfinite(tauSteps)) {
            throw new IllegalArgumentException("tauSteps must be a finite number >= 1, was " + tauSteps);
        }
        if (!(vThreshold > 0) || Double.isInfinite(vThreshold)) {
            throw new IllegalArgumentException("vThreshold must be a finite number > 0, was " + vThreshold);
        }
    }

    public LifParameters withThreshold(double newThreshold) {
        return new LifParameters(tauSteps, newThreshold);
    }
}
