package org.hasnas.testdata;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.search.model.BestTrial;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Margin;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.search.model.TrialTally;

/** Tallies of trials that were all read: what a store must find without. */
public final class Tallies {
    private Tallies() {}

    /** The tally of a run's trials, by index. */
    public static TrialTally of(List<Trial> trials, ConstraintSet limits) {
        int evaluated = 0;
        int overLimits = 0;
        int failed = 0;
        int feasible = 0;
        Map<CostKind, Integer> violations = new EnumMap<>(CostKind.class);
        for (Trial trial : trials) {
            switch (trial.outcome()) {
                case TrialOutcome.Evaluated _ -> evaluated++;
                case TrialOutcome.OverLimits _ -> overLimits++;
                case TrialOutcome.Failed _ -> failed++;
                case TrialOutcome.Unscored _ -> throw new IllegalArgumentException("trial " + trial.index() + " is of no run");
            }
            if (trial.cost().isPresent()) {
                List<Margin> exceeded = limits.violations(trial.cost().get());
                exceeded.forEach(margin -> violations.merge(margin.kind(), 1, Integer::sum));
                feasible += exceeded.isEmpty() ? 1 : 0;
            }
        }
        Optional<Trial> best = BestTrial.of(trials, limits);
        Optional<Trial> nearest = best.isPresent() ? Optional.empty() : trials.stream().filter(trial -> trial.cost().isPresent())
                .min(Comparator.comparingDouble(trial -> worstOvershootRatio(limits, trial.cost().orElseThrow())));
        return new TrialTally(evaluated, overLimits, failed, feasible, violations, best, nearest, trials.stream().findFirst());
    }

    private static double worstOvershootRatio(ConstraintSet limits, HardwareCost cost) {
        return limits.margins(cost).stream().mapToDouble(margin -> -margin.leftFraction()).max().orElse(0);
    }
}
