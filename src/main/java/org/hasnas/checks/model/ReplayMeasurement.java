package org.hasnas.checks.model;

import java.util.List;
import java.util.OptionalDouble;
import org.hasnas.chip.model.FrontCost;
import org.hasnas.search.model.SearchAlgorithmId;

/**
 * How well searches by trainings do among the designs of a project whose trainings have ended. Where designs choose their chip, too, a search among all
 * chips and one on the profile's own chip alone have the same networks and the same budget.
 *
 * @param front what accuracy is set against
 * @param chips that a design may choose from; 1 if the chip is fixed
 * @param designs whose training has ended, or was given up
 * @param givenUp of these
 * @param searched designs that each run may search, drawn by its seed
 * @param fullTrainingSeconds mean of a full training
 * @param kendallTau of validation against test accuracy at the end, over the designs that were trained to it; NaN if one of the two is constant
 * @param referenceFraction accuracy above which the hypervolume counts
 * @param referenceCost below which it counts, in SI units
 * @param possibleHypervolume of all designs that each run might have trained, on whichever chip, by seed
 * @param results algorithm by algorithm
 */
public record ReplayMeasurement(FrontCost front, int chips, int designs, int givenUp, int searched, double fullTrainingSeconds, double kendallTau,
        double referenceFraction,
        double referenceCost, RunFigures possibleHypervolume, List<AlgorithmResult> results) {
    /**
     * An algorithm, budget by budget.
     *
     * @param choosesChip whether it was free to choose the chip, as the space allows
     */
    public record AlgorithmResult(SearchAlgorithmId algorithm, boolean choosesChip, List<Spent> budgets) {
        public AlgorithmResult {
            budgets = List.copyOf(budgets);
        }
    }

    /**
     * The runs of an algorithm with a budget.
     *
     * @param fullTrainings the budget
     * @param finished designs trained to the end, the mean over the runs
     * @param hypervolume of the designs of the front that are trained to the end, by their test accuracy, in fractions times decades of the cost
     * @param regretPoints percentage points of test accuracy that the best design by expected accuracy is below the best of all that may be searched
     * @param coverageFraction share of the trainings that ended inside the interval stated before their last piece, over all runs; empty if there
     *        were too few or the algorithm predicts nothing
     * @param reached what the least costs found are beside the least of all, by enumeration
     */
    public record Spent(double fullTrainings, double finished, RunFigures hypervolume, RunFigures regretPoints, OptionalDouble coverageFraction,
            List<Reached> reached) {
        public Spent {
            reached = List.copyOf(reached);
        }
    }

    /**
     * How cheap the designs are that a search has trained to the end for a wanted accuracy.
     *
     * @param pointsBelowBest the wanted test accuracy, below the best of the designs that may be searched
     * @param runs that have trained such a design
     * @param factor their least cost over the least of all such designs that may be searched, on whichever chip; the geometric mean; NaN without a run
     */
    public record Reached(double pointsBelowBest, int runs, double factor) {}

    public ReplayMeasurement {
        results = List.copyOf(results);
    }
}
