package org.hasnas.checks.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.LadderAlgorithmId;

/**
 * How well searches that pay for trainings pick.
 *
 * @param dataset the networks were trained on
 * @param limits that hold
 * @param networks different ones that may be searched
 * @param epochs after which all their trainings can be read
 * @param fullTrainingSeconds mean of a full training; empty if the table does not tell, so that all take the same
 * @param bestFraction accuracy of the best network: the highest mean of those with three rows or more, so that chance is averaged, if there are ten
 *        of them, else of any
 * @param results algorithm by algorithm
 * @param ceiling what was found with random limits; empty if not asked for
 */
public record LadderMeasurement(String dataset, ConstraintSet limits, int networks, List<Integer> epochs, OptionalDouble fullTrainingSeconds,
        double bestFraction, List<AlgorithmResult> results, Optional<Ceiling> ceiling) {
    /**
     * An algorithm.
     *
     * @param secondsPerDecision mean time that the search itself takes for one question and its answer
     */
    public record AlgorithmResult(LadderAlgorithmId algorithm, List<Spent> budgets, double secondsPerDecision) {
        public AlgorithmResult {
            budgets = List.copyOf(budgets);
        }
    }

    /**
     * The runs of an algorithm once a budget was spent.
     *
     * @param fullTrainings the budget
     * @param started networks whose training has begun, the mean over the runs
     * @param finished networks trained to the end, the mean over the runs
     * @param expectedRegretPoints percentage points that the mean over the rows of each run's pick is below {@link #bestFraction}
     * @param smoothRegretPoints the same with the accuracies that a predictor gives to networks, knowing all rows of the table: it averages the
     *        chance of single trainings over similar networks, since most networks have one row
     * @param predictor how well accuracies were predicted; empty for algorithms that predict none
     */
    public record Spent(double fullTrainings, double started, double finished, RunFigures expectedRegretPoints, RunFigures smoothRegretPoints,
            Optional<Prediction> predictor) {}

    /**
     * Predicted against real validation accuracies at the end, over all runs and all networks that were not trained to the end.
     *
     * @param coverageFraction share inside the 95 % interval
     * @param meanErrorPoints mean absolute error
     * @param meanHalfWidthPoints mean half width of the interval
     */
    public record Prediction(double coverageFraction, double meanErrorPoints, double meanHalfWidthPoints) {}

    /**
     * What comes of the sentence that no network within the limits has more than so much validation accuracy, said with 95 % confidence at the end of a
     * search, over sets of random limits.
     *
     * @param limitSets how many
     * @param fullTrainings budget of each search
     * @param coverageFraction share of them in which no network of the table has more
     * @param meanSlackPoints by how much the accuracy that was said is above the best network, the mean
     */
    public record Ceiling(int limitSets, double fullTrainings, double coverageFraction, double meanSlackPoints) {}

    public LadderMeasurement {
        epochs = List.copyOf(epochs);
        results = List.copyOf(results);
    }
}
