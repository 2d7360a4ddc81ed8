package org.hasnas.checks.model;

import org.hasnas.data.model.DatasetReference;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.ConvolutionLayer.Role;
import org.hasnas.network.Network;
import org.hasnas.score.model.WeightPrecision;

/**
 * Request to measure how fast one network is simulated: passes of one batch through all time steps.
 *
 * @param batchSize images per pass
 * @param passes timed passes, after one that is not timed
 * @param threads that a pass may use
 * @param seed of weights and dropout
 * @param precision of the event-driven engine; a dense simulation is in float32
 */
public record PassBenchmark(DatasetReference dataset, Network network, int batchSize, int passes, int threads, long seed,
        WeightPrecision precision) {
    public PassBenchmark {
        if (batchSize < 2 || batchSize > 256) {
            throw new IllegalArgumentException("the batch must have 2 to 256 images, was " + batchSize);
        }
        if (passes < 1 || threads < 1) {
            throw new IllegalArgumentException("passes and threads must be at least 1, were " + passes + " and " + threads);
        }
    }

    /**
     * Multiply-accumulates a dense simulation of one pass does: the stem once per image, all other convolutions and the classifier once
     * per image and time step.
     */
    public long multiplyAccumulatesPerPass() {
        long once = 0;
        long everyStep = 0;
        for (ConvolutionLayer layer : network.convolutions()) {
            if (layer.role() == Role.STEM) {
                once += layer.multiplyAccumulates();
            } else {
                everyStep += layer.multiplyAccumulates();
            }
        }
        everyStep += network.linears().stream().mapToLong(layer -> (long) layer.inFeatures() * layer.outFeatures()).sum();
        return batchSize * (once + everyStep * network.template().timeSteps());
    }
}
