package org.hasnas.score.model;

/**
 * How a training-free score is computed.
 *
 * @param batchSize images per batch; SNASNet takes 256
 * @param batches fresh batches the score is averaged over; SNASNet takes 2
 * @param precision of weights and values; scores of two precisions can't be compared
 * @param score which score; one that is not simulated looks at nothing else in here
 */
public record FitnessSettings(int batchSize, int batches, WeightPrecision precision, ScoreId score) {
    public FitnessSettings {
        if (batchSize < 2 || batchSize > 256) {
            throw new IllegalArgumentException("batchSize must be 2 to 256, was " + batchSize);
        }
        if (batches < 1) {
            throw new IllegalArgumentException("batches must be >= 1, was " + batches);
        }
    }

    /** SAHD with the weights of a search, int8. */
    public FitnessSettings(int batchSize, int batches) {
        this(batchSize, batches, WeightPrecision.INT8);
    }

    /** SAHD. */
    public FitnessSettings(int batchSize, int batches, WeightPrecision precision) {
        this(batchSize, batches, precision, ScoreId.SAHD);
    }

    public FitnessSettings withPrecision(WeightPrecision newPrecision) {
        return new FitnessSettings(batchSize, batches, newPrecision, score);
    }

    public FitnessSettings withScore(ScoreId newScore) {
        return new FitnessSettings(batchSize, batches, precision, newScore);
    }

    public FitnessSettings withBatchSize(int newBatchSize) {
        return new FitnessSettings(newBatchSize, batches, precision, score);
    }
}
