package org.hasnas.network;

import java.util.List;

/**
 * Constants of LIF neurons.
 *
 * @param tauSteps membrane time constant in time steps, at least 1 (1 = no memory)
 * @param vThresholds membrane potentials at and above which the neurons spike: one for all, above 0, or one for each channel, finite
 */
public record LifParameters(double tauSteps, List<Double> vThresholds) {
    /** SNASNet's neuron: tau 4/3 time steps, threshold 1. */
    public static final LifParameters SNASNET = new LifParameters(4.0 / 3.0, 1.0);

    public LifParameters {
        vThresholds = List.copyOf(vThresholds);
        if (!(tauSteps >= 1) || Double.isInfinite(tauSteps)) {
            throw new IllegalArgumentException("tauSteps must be a finite number >= 1, was " + tauSteps);
        }
        if (vThresholds.isEmpty() || !vThresholds.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("thresholds are finite numbers, one at least; were " + vThresholds);
        }
        if (vThresholds.size() == 1 && vThresholds.getFirst() <= 0) {
            throw new IllegalArgumentException("vThreshold must be a finite number > 0, was " + vThresholds.getFirst());
        }
    }

    /** One threshold for all neurons. */
    public LifParameters(double tauSteps, double vThreshold) {
        this(tauSteps, List.of(vThreshold));
    }

    public LifParameters withThreshold(double newThreshold) {
        return new LifParameters(tauSteps, newThreshold);
    }

    /** The threshold of all neurons. */
    public double vThreshold() {
        if (vThresholds.size() > 1) {
            throw new IllegalStateException("each channel has a threshold of its own");
        }
        return vThresholds.getFirst();
    }

    /** The threshold of each of so many channels, as neurons compare with it. */
    public float[] thresholds(int channels) {
        float[] thresholds = new float[channels];
        for (int c = 0; c < channels; c++) {
            thresholds[c] = vThresholds.get(vThresholds.size() == 1 ? 0 : c).floatValue();
        }
        return thresholds;
    }
}
