package org.hasnas.workbench.score;

import java.util.List;
import org.hasnas.score.model.FitnessScore;

/**
 * A fitness with what it was computed from.
 *
 * @param score mean over the batches
 * @param perBatch log-determinant of each batch
 * @param layers firing rate of every LIF layer
 * @param seconds wall time
 */
public record FitnessReport(FitnessScore score, List<Double> perBatch, List<LayerFiringRate> layers, double seconds) {
    /** Share of ones of one LIF layer, per time step, averaged over batches. */
    public record LayerFiringRate(String layer, List<Double> perTimeStep) {}

    public FitnessReport {
        perBatch = List.copyOf(perBatch);
        layers = List.copyOf(layers);
    }
}
