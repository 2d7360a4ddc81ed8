package org.hasnas.cli;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hasnas.domain.constraint.ConstraintKind;
import org.hasnas.domain.constraint.ConstraintSet;
import org.hasnas.domain.constraint.Margin;
import org.hasnas.domain.hardware.HardwareCost;
import org.hasnas.domain.run.BestTrial;
import org.hasnas.domain.run.RunSummary;
import org.hasnas.domain.run.Trial;
import org.hasnas.domain.run.TrialOutcome;

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
    Map<ConstraintKind, Integer> violations() {
        Map<ConstraintKind, Integer> counts = new EnumMap<>(ConstraintKind.class);
        for (ConstraintKind kind : ConstraintKind.values()) {
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
