package org.hasnas.score.fitness;

import java.util.List;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.simulation.engine.Workers;

/** A score of an untrained network by one way back through it. Backpropagation is no business of this package: who makes the scores brings it. */
public interface GradientScore {
    /**
     * A batch of images.
     *
     * @param pixels [image][row, column, channel]
     * @param labels class of each image
     */
    @SuppressWarnings("ArrayRecordComponent") // on its way to a network, never compared
    record Batch(float[][] pixels, int[] labels) {}

    /**
     * What a batch gives.
     *
     * @param value 0 where no gradient comes through
     * @param meanFiringRate share of ones over all LIF layers, time steps and images
     */
    record Value(double value, double meanFiringRate) {}

    /**
     * Scores a network on each batch.
     *
     * @param batches of one size
     * @param seed of the weights
     * @throws java.util.concurrent.CancellationException if the job is cancelled
     */
    List<Value> of(Network network, List<Batch> batches, long seed, Workers workers, JobContext job);

    /** Memory in bytes that this takes, about. */
    long memoryBytes(Network network, int batchSize);
}
