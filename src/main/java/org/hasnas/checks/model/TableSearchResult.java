package org.hasnas.checks.model;

import java.util.List;
import java.util.OptionalDouble;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.training.model.Accuracy;

/**
 * What searches in a table found.
 *
 * @param rows of the table
 * @param luckPoints standard deviation, in percentage points of accuracy, between rows that are the same network; not a number if there are none
 * @param levels limits, the tightest first
 */
public record TableSearchResult(int rows, double luckPoints, List<Level> levels) {
    /** What is known of networks before the pick. */
    public enum Knowledge {
        /** A training-free score and no accuracy. The pick is judged by the mean accuracy of its rows, since none of them was seen. */
        SCORE,
        /** The score, then the accuracy of the best few by score. */
        SHORTLIST,
        /** The accuracy of every network evaluated. */
        ACCURACY
    }

    /**
     * @param knowledge what is known before the pick
     * @param trained networks whose accuracy is seen before the pick, at most
     * @param evaluations fitness evaluations per run, the mean
     * @param regretPoints percentage points that the pick of each run is below the best feasible row
     * @param expectedRegretPoints percentage points that the mean over the rows of each run's pick is below {@link Level#bestMeanFraction}: the
     *        same without the luck of single trainings, on both sides. Negative where a network of fewer rows has a higher mean. Empty if
     *        there is no such best, and for picks that were chosen for an accuracy that was seen, since they are chosen for their luck too
     */
    public record Outcome(SearchAlgorithmId algorithm, Knowledge knowledge, int trained, double evaluations, List<Double> regretPoints,
            List<Double> expectedRegretPoints) {
        public Outcome {
            regretPoints = List.copyOf(regretPoints);
            expectedRegretPoints = List.copyOf(expectedRegretPoints);
        }

        public OptionalDouble meanExpectedRegretPoints() {
            return expectedRegretPoints.stream().mapToDouble(Double::doubleValue).average();
        }

        public double meanRegretPoints() {
            return regretPoints.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        }

        public double worstRegretPoints() {
            return regretPoints.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        }
    }

    /**
     * Searches under one set of limits.
     *
     * @param limits the limits
     * @param feasibleRows rows that meet them when dead edges cost nothing
     * @param feasibleAsWritten rows that meet them when dead edges are built as well
     * @param feasibleNetworks different networks among the feasible rows, dead edges left out
     * @param best highest accuracy of the feasible rows
     * @param bestMeanFraction highest mean accuracy of a feasible network with at least three rows: what single trainings' luck leaves of the best;
     *        empty if there is no such network
     * @param outcomes algorithm by algorithm
     */
    public record Level(ConstraintSet limits, int feasibleRows, int feasibleAsWritten, int feasibleNetworks, Accuracy best,
            OptionalDouble bestMeanFraction, List<Outcome> outcomes) {
        public Level {
            outcomes = List.copyOf(outcomes);
        }
    }

    public TableSearchResult {
        levels = List.copyOf(levels);
    }
}
