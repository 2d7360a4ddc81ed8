package org.hasnas.domain.run;

/**
 * How a training-free score is computed.
 *
 * @param batchSize images per batch; SNASNet takes 256
 * @param batches fresh batches the score is averaged over; SNASNet takes 2
 * @param precision of weights and values; scores of two precisions can't be compared
 */
public record FitnessSettings(int batchSize, int batches, WeightPrecision precision) {
    public FitnessSettings {
        if (batchSize < 2 || batchSize > 256) {
            throw new IllegalArgumentException("batchSize must be 2 to 256, was " + batchSize);
        }
        if (batches < 1) {
            throw new IllegalArgumentException("batches must be >= 1, was " + batches);
        }
    }

    /** With the weights of a search, int8. */
    public FitnessSettings(int batchSize, int batches) {
        this(batchSize, batches, WeightPrecision.INT8);
    }

    public FitnessSettings withPrecision(WeightPrecision newPrecision) {
        return new FitnessSettings(batchSize, batches, newPrecision);
    }
}
