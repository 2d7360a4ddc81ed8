package org.hasnas.score.fitness;

import java.util.List;
import org.hasnas.score.model.FitnessScore;

/**
 * A score with what it was computed from.
 *
 * @param score mean over the batches
 * @param perBatch log-determinant of each batch
 * @param layers firing rate of every LIF layer, averaged over the batches
 */
public record FitnessResult(FitnessScore score, List<Double> perBatch, List<LayerRate> layers) {
    /**
     * Share of ones of a LIF layer.
     *
     * @param layer name, such as {@code cell1.0->3}, {@code reduction1}, {@code last}, {@code hidden}
     * @param neurons of the layer, per image
     * @param perTimeStep share of ones over neurons, images and batches
     */
    public record LayerRate(String layer, int neurons, List<Double> perTimeStep) {
        public LayerRate {
            perTimeStep = List.copyOf(perTimeStep);
        }
    }

    /** How many LIF layers and time steps a kernel was made of. */
    public long terms() {
        return layers.stream().mapToLong(layer -> layer.perTimeStep().size()).sum();
    }

    public FitnessResult {
        perBatch = List.copyOf(perBatch);
        layers = List.copyOf(layers);
    }
}
