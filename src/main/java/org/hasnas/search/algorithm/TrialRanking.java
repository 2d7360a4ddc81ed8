package org.hasnas.search.algorithm;

import java.util.Comparator;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Margin;
import org.hasnas.search.model.Trial;

/**
 * Which of two trials a constrained search prefers; the better one compares greater: feasible ones by fitness, then those over the
 * limits by how little they exceed them, then those that failed.
 */
final class TrialRanking implements Comparator<Trial> {
    private final ConstraintSet limits;

    TrialRanking(ConstraintSet limits) {
        this.limits = limits;
    }

    @Override
    public int compare(Trial one, Trial other) {
        int byKind = Integer.compare(kind(one), kind(other));
        return byKind != 0 ? byKind : Double.compare(value(one), value(other));
    }

    private int kind(Trial trial) {
        if (trial.cost().isEmpty()) {
            return 0;
        }
        return isFeasible(trial) ? 2 : 1;
    }

    private boolean isFeasible(Trial trial) {
        return trial.fitness().isPresent() && trial.cost().filter(limits::isMetBy).isPresent();
    }

    private double value(Trial trial) {
        return isFeasible(trial) ? trial.fitness().map(FitnessScore::value).orElse(Double.NEGATIVE_INFINITY)
                : -trial.cost().map(this::excess).orElse(Double.POSITIVE_INFINITY);
    }

    /** Sum of ln(cost / limit) over the exceeded limits, so that no unit and no single limit dominates. */
    private double excess(HardwareCost cost) {
        double sum = 0;
        for (Margin violation : limits.violations(cost)) {
            sum += Math.log(violation.cost() / violation.limit());
        }
        return sum;
    }
}
