package org.hasnas.domain.run;

/**
 * A training-free score of an untrained network; higher is better. It is no accuracy: on samples of SpikeNAS-Bench the Kendall
 * rank correlation of SAHD with trained accuracy is 0.14 to 0.34.
 *
 * @param value mean over batches of log |det K|; negative infinity where a kernel is singular
 * @param meanFiringRate share of ones over all LIF layers, time steps and images
 */
public record FitnessScore(double value, double meanFiringRate) {
    public FitnessScore {
        if (Double.isNaN(value) || value == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("a fitness is a number or negative infinity, was " + value);
        }
        if (!(meanFiringRate >= 0 && meanFiringRate <= 1)) {
            throw new IllegalArgumentException("meanFiringRate must be in [0, 1], was " + meanFiringRate);
        }
    }

    public boolean isSingular() {
        return value == Double.NEGATIVE_INFINITY;
    }
}
