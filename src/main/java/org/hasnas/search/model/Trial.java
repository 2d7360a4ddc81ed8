package org.hasnas.search.model;

import java.util.Optional;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.network.Architecture;
import org.hasnas.score.model.FitnessScore;

/**
 * One candidate of a run with its outcome.
 *
 * @param index position in the run's order of candidates, from 0; the same on every machine
 * @param architecture the candidate
 * @param outcome the result; equal for equal requests
 * @param seconds wall time of the evaluation: the one part that differs between runs of equal requests
 */
public record Trial(int index, Architecture architecture, TrialOutcome outcome, double seconds) {
    public Trial {
        if (index < 0) {
            throw new IllegalArgumentException("index must be >= 0, was " + index);
        }
    }

    public Optional<HardwareCost> cost() {
        return switch (outcome) {
            case TrialOutcome.Evaluated evaluated -> Optional.of(evaluated.cost());
            case TrialOutcome.OverLimits overLimits -> Optional.of(overLimits.cost());
            case TrialOutcome.Unscored unscored -> Optional.of(unscored.cost());
            case TrialOutcome.Failed failed -> Optional.empty();
        };
    }

    public Optional<FitnessScore> fitness() {
        return outcome instanceof TrialOutcome.Evaluated evaluated ? Optional.of(evaluated.fitness()) : Optional.empty();
    }
}
