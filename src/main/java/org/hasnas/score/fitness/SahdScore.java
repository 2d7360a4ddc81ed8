package org.hasnas.score.fitness;

import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.score.model.FitnessResult;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.simulation.dense.LogDeterminant;
import org.hasnas.simulation.engine.LifLayer;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.integer.IntegerKernels;

/**
 * SNASNet's score: log |det K|, K being the {@link HammingKernel} of all LIF layers and time steps.
 *
 * @param summed whether K is the sum of the layers' and time steps' terms instead of their mean, so that a network with more LIF layers scores
 *     higher
 */
public record SahdScore(boolean summed) implements TrainingFreeScore.Simulated {
    @Override
    public Reading read(Network network, int[] labels, IntegerKernels kernels, Workers workers) {
        HammingKernel kernel = new HammingKernel(labels.length, kernels, workers);
        return new Reading() {
            @Override
            public void add(LifLayer layer, long[][] spikes, JobContext job) {
                kernel.add(spikes, layer.layout().neurons(), layer.names().size(), job);
            }

            @Override
            public double score() {
                return LogDeterminant.of(kernel.mean()) + (summed ? scale(labels.length, kernel.terms()) : 0);
            }
        };
    }

    /**
     * The summed score of a network that was simulated for the other one, without another simulation.
     *
     * @param settings with which it was simulated
     */
    public static double sumOf(FitnessResult sahd, FitnessSettings settings) {
        return sahd.score().value() + scale(settings.batchSize(), sahd.terms());
    }

    /** log |det c K| = n log c + log |det K| for n images: the sum of the terms is their mean times their number. */
    private static double scale(int images, long terms) {
        return images * Math.log((double) terms);
    }
}
