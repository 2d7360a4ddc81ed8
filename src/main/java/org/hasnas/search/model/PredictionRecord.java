package org.hasnas.search.model;

import java.util.List;
import java.util.OptionalDouble;
import org.hasnas.training.model.Accuracy;

/**
 * How well a search by trainings predicted: for each design that it trained to the end, the validation accuracy there against what it said when it
 * decided on the last piece of that training. They are the designs it chose to finish, so this says nothing of those it left.
 *
 * @param known designs whose training has told the search anything
 * @param compared designs that were trained to the end
 * @param coverageFraction share of these inside the 95 % interval; empty if they are too few
 * @param meanErrorFraction mean absolute error as a fraction of 1; empty if they are too few
 */
public record PredictionRecord(int known, int compared, OptionalDouble coverageFraction, OptionalDouble meanErrorFraction) {
    /** A share of fewer is no measurement. */
    public static final int FEWEST = 5;

    /** @param predicted beside what came, by design */
    public static PredictionRecord of(int known, List<Accuracy> predicted, List<Double> came) {
        int compared = predicted.size();
        if (compared != came.size()) {
            throw new IllegalArgumentException("each prediction has one result, were " + compared + " and " + came.size());
        }
        int inside = 0;
        double errors = 0;
        for (int i = 0; i < compared; i++) {
            Accuracy said = predicted.get(i);
            inside += said.lowFraction() <= came.get(i) && came.get(i) <= said.highFraction() ? 1 : 0;
            errors += Math.abs(said.fraction() - came.get(i));
        }
        return compared < FEWEST ? new PredictionRecord(known, compared, OptionalDouble.empty(), OptionalDouble.empty())
                : new PredictionRecord(known, compared, OptionalDouble.of((double) inside / compared), OptionalDouble.of(errors / compared));
    }
}
