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
record RunResult(RunSummary run, List<Trial> trials) {
    ConstraintSet limits() {
        return run.request().limits();
    }

    Optional<Trial> best() {
        return BestTrial.of(trials, limits());
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

    int feasible() {
        return (int) trials.stream().filter(trial -> trial.cost().filter(limits()::isMetBy).isPresent()).count();
    }

    int evaluated() {
        return (int) trials.stream().filter(trial -> trial.outcome() instanceof TrialOutcome.Evaluated).count();
    }

    int overLimits() {
        return (int) trials.stream().filter(trial -> trial.outcome() instanceof TrialOutcome.OverLimits).count();
    }

    int failed() {
        return (int) trials.stream().filter(trial -> trial.outcome() instanceof TrialOutcome.Failed).count();
    }
}
