package org.hasnas.domain.run;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.hasnas.domain.constraint.ConstraintSet;
import org.hasnas.domain.hardware.HardwareCost;

/** The one rule for "the best candidate": feasible, highest fitness, then the earliest. */
public final class BestTrial {
    private static final Comparator<Trial> BETTER_LAST = Comparator
            .<Trial>comparingDouble(trial -> trial.fitness().map(FitnessScore::value).orElse(Double.NEGATIVE_INFINITY))
            .thenComparing(Comparator.comparingInt(Trial::index).reversed());

    private BestTrial() {}

    public static Optional<Trial> of(Collection<Trial> trials, ConstraintSet limits) {
        return trials.stream().filter(trial -> isCandidate(trial, limits)).max(BETTER_LAST);
    }

    private static boolean isCandidate(Trial trial, ConstraintSet limits) {
        return trial.outcome() instanceof TrialOutcome.Evaluated(HardwareCost cost, FitnessScore fitness) && limits.isMetBy(cost);
    }
}
