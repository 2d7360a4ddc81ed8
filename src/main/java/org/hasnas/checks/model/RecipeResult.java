package org.hasnas.checks.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.hasnas.network.LifParameters;
import org.hasnas.search.study.model.Interval;
import org.hasnas.training.model.Accuracy;

/**
 * Accuracies on held-out blocks, by the settings of trainings.
 *
 * @param images held out by all blocks together
 */
public record RecipeResult(int images, List<Outcome> outcomes) {
    public RecipeResult {
        outcomes = List.copyOf(outcomes);
    }

    /**
     * What settings gave.
     *
     * @param accuracy over all blocks and seeds; its interval is of the sample of images and of the seeds
     * @param gain accuracy less that of the first settings, a mean over pairs of trainings of the same block and seed, as a fraction
     * @param runs by block, then seed
     */
    public record Outcome(RecipeComparison.Variant variant, Accuracy accuracy, Interval gain, List<Run> runs) {
        public Outcome {
            runs = List.copyOf(runs);
        }

        /** Mean share of spikes of the trainings that were not given up; NaN if all were. */
        public double meanRate() {
            return mean(Run::meanRate);
        }

        /** Mean share of neurons near their threshold, of the same. */
        public double activeNeurons() {
            return mean(Run::activeNeurons);
        }

        /** Mean accuracy of the teachers; NaN without. */
        public double teacher() {
            return mean(Run::teacher);
        }

        private double mean(ToDoubleFunction<Run> figure) {
            return runs.stream().mapToDouble(figure).filter(value -> !Double.isNaN(value)).average().orElse(Double.NaN);
        }
    }

    /**
     * A training.
     *
     * @param right right answers on the held-out block; those of guessing if it was given up
     * @param images of the block
     * @param givenUp why, as a sentence
     * @param neurons constants of all LIF layers at its end; empty if it was given up
     * @param meanRate share of spikes on the block over all LIF layers and time steps; NaN if it was given up
     * @param activeNeurons share of neurons near their threshold on the block, see {@link org.hasnas.training.HeldOutResult}; NaN if it was given up
     * @param teacher accuracy of its teacher on the block; NaN if it had none or that one was given up
     * @param seconds of all its epochs
     */
    public record Run(int block, long seed, double right, int images, Optional<String> givenUp, Map<String, LifParameters> neurons, double meanRate,
            double activeNeurons, double teacher, double seconds) {
        public double fraction() {
            return right / images;
        }
    }
}
