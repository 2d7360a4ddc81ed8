package org.hasnas.domain.measurement;

import java.util.List;
import org.hasnas.domain.accuracy.Accuracy;
import org.hasnas.domain.constraint.ConstraintSet;
import org.hasnas.domain.run.SearchAlgorithmId;

/**
 * What searches in a table found.
 *
 * @param limits the limits that were set
 * @param rows of the table
 * @param feasibleRows that meet the limits
 * @param feasibleNetworks different networks among these, dead edges left out
 * @param best highest accuracy of the feasible rows
 * @param outcomes algorithm by algorithm
 */
public record TableSearchResult(ConstraintSet limits, int rows, int feasibleRows, int feasibleNetworks, Accuracy best, List<Outcome> outcomes) {
    /** What a search sees of a network it pays for. */
    public enum Knowledge {
        /** A training-free score. No accuracy is seen before the pick. */
        SCORE,
        /** The trained accuracy, which the budget pays for. */
        ACCURACY
    }

    /**
     * @param evaluations fitness evaluations per run, the mean
     * @param regretPoints percentage points that the pick of each run is below the best feasible row
     */
    public record Outcome(SearchAlgorithmId algorithm, Knowledge knowledge, double evaluations, List<Double> regretPoints) {
        public Outcome {
            regretPoints = List.copyOf(regretPoints);
        }

        public double meanRegretPoints() {
            return regretPoints.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        }

        public double worstRegretPoints() {
            return regretPoints.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        }
    }

    public TableSearchResult {
        outcomes = List.copyOf(outcomes);
    }
}
