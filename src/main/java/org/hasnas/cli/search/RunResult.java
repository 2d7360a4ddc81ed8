package org.hasnas.cli.search;

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
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;

/**
 * A run as it is reported: its trials counted, the best and the nearest of them.
 *
 * @param trials the run's trials by index
 */
record RunResult(RunSummary run, List<Trial> trials, Optional<Trial> best, Counts counts) {
    /**
     * How many trials ended in each way.
     *
     * @param feasible within the limits, scored or not
     */
    record Counts(int evaluated, int overLimits, int failed, int feasible) {
        // One loop: a run may have a hundred thousand trials, and its reader waits
        private static Counts of(List<Trial> trials, ConstraintSet limits) {
            int evaluated = 0;
            int overLimits = 0;
            int failed = 0;
            int feasible = 0;
            for (Trial trial : trials) {
                switch (trial.outcome()) {
                    case TrialOutcome.Evaluated _ -> evaluated++;
                    case TrialOutcome.OverLimits _ -> overLimits++;
                    case TrialOutcome.Failed _ -> failed++;
                    case TrialOutcome.Unscored _ -> throw new IllegalArgumentException("trial " + trial.index() + " is of no run");
                }
                feasible += trial.cost().filter(limits::isMetBy).isPresent() ? 1 : 0;
            }
            return new Counts(evaluated, overLimits, failed, feasible);
        }
    }

    RunResult(RunSummary run, List<Trial> trials) {
        this(run, trials, BestTrial.of(trials, run.request().limits()), Counts.of(trials, run.request().limits()));
    }

    ConstraintSet limits() {
        return run.request().limits();
    }

    /** The trial whose worst limit is exceeded least, as a ratio; the earliest of equals. */
    Optional<Trial> nearest() {
        return trials.stream().filter(trial -> trial.cost().isPresent()).min(Comparator.comparingDouble(this::worstOvershoot));
    }

    private double worstOvershoot(Trial trial) {
        HardwareCost cost = trial.cost().orElseThrow();
        return limits().margins(cost).stream().mapToDouble(margin -> -margin.leftFraction()).max().orElse(0);
    }

    /** How many trials exceed each limit. */
    Map<CostKind, Integer> violations() {
        Map<CostKind, Integer> counts = new EnumMap<>(CostKind.class);
        for (CostKind kind : CostKind.values()) {
            counts.put(kind, 0);
        }
        trials.stream().flatMap(trial -> trial.cost().stream()).flatMap(cost -> limits().violations(cost).stream()).map(Margin::kind)
                .forEach(kind -> counts.merge(kind, 1, Integer::sum));
        return counts;
    }
}
