package org.hasnas.score.model;

import java.util.List;
import org.hasnas.simulation.model.LayerRate;

/**
 * A score with what it was computed from.
 *
 * @param score mean over the batches
 * @param perBatch log-determinant of each batch
 * @param layers firing rate of every LIF layer, averaged over the batches
 */
public record FitnessResult(FitnessScore score, List<Double> perBatch, List<LayerRate> layers) {
    /** How many LIF layers and time steps a kernel was made of. */
    public long terms() {
        return layers.stream().mapToLong(layer -> layer.perTimeStep().size()).sum();
    }

    public FitnessResult {
        perBatch = List.copyOf(perBatch);
        layers = List.copyOf(layers);
    }
}
