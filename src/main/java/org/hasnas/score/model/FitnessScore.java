package org.hasnas.score.model;

import java.io.Serializable;

/**
 * A training-free score of an untrained network; higher is better. It is no accuracy, see {@link ScoreId}.
 *
 * @param value the score; negative infinity where a kernel is singular or the network dead
 * @param meanFiringRate share of ones over all LIF layers, time steps and images; 0 if nothing was simulated
 */
public record FitnessScore(double value, double meanFiringRate) implements Serializable {
    public FitnessScore {
        if (Double.isNaN(value) || value == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("a fitness is a number or negative infinity, was " + value);
        }
        if (!(meanFiringRate >= 0 && meanFiringRate <= 1)) {
            throw new IllegalArgumentException("meanFiringRate must be in [0, 1], was " + meanFiringRate);
        }
    }

    /** A score that was read from the architecture, without any simulation. */
    public static FitnessScore notSimulated(double value) {
        return new FitnessScore(value, 0);
    }

    public boolean isSingular() {
        return value == Double.NEGATIVE_INFINITY;
    }
}
