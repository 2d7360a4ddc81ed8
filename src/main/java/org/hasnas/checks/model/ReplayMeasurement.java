package org.hasnas.checks.model;

import java.util.List;
import java.util.OptionalDouble;
import org.hasnas.search.model.SearchAlgorithmId;

/**
 * How well searches by trainings do among the designs of a project whose trainings have ended.
 *
 * @param designs whose training has ended, or was given up
 * @param givenUp of these
 * @param searched designs that each run may search, drawn by its seed
 * @param fullTrainingSeconds mean of a full training
 * @param kendallTau of validation against test accuracy at the end, over the designs that were trained to it; NaN if one of the two is constant
 * @param referenceFraction accuracy above which the hypervolume counts
 * @param referenceJoules energy below which it counts
 * @param possibleHypervolume of all designs that each run might have trained, by seed
 * @param results algorithm by algorithm
 */
public record ReplayMeasurement(int designs, int givenUp, int searched, double fullTrainingSeconds, double kendallTau, double referenceFraction,
        double referenceJoules, RunFigures possibleHypervolume, List<AlgorithmResult> results) {
    /** An algorithm, budget by budget. */
    public record AlgorithmResult(SearchAlgorithmId algorithm, List<Spent> budgets) {
        public AlgorithmResult {
            budgets = List.copyOf(budgets);
        }
    }

    /**
     * The runs of an algorithm with a budget.
     *
     * @param fullTrainings the budget
     * @param finished designs trained to the end, the mean over the runs
     * @param hypervolume of the designs of the front that are trained to the end, by their test accuracy, in fractions times decades of energy
     * @param regretPoints percentage points of test accuracy that the best design by expected accuracy is below the best of all that may be searched
     * @param coverageFraction share of the trainings that ended inside the interval stated before their last piece, over all runs; empty if there
     *        were too few or the algorithm predicts nothing
     */
    public record Spent(double fullTrainings, double finished, RunFigures hypervolume, RunFigures regretPoints, OptionalDouble coverageFraction) {}

    public ReplayMeasurement {
        results = List.copyOf(results);
    }
}
