package org.hasnas.search.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.score.model.FitnessScore;

/** The one rule for "the best candidate": feasible, highest fitness, then the earliest. */
public final class BestTrial {
    private static final Comparator<Trial> BETTER_LAST = Comparator
            .<Trial>comparingDouble(trial -> trial.fitness().map(FitnessScore::value).orElse(Double.NEGATIVE_INFINITY))
            .thenComparing(Comparator.comparingInt(Trial::index).reversed());

    private BestTrial() {}

    public static Optional<Trial> of(Collection<Trial> trials, ConstraintSet limits) {
        return trials.stream().filter(trial -> isCandidate(trial, limits)).max(BETTER_LAST);
    }

    /**
     * The best candidates, the best first, each network once.
     *
     * @param network what two trials of the same network have in common, such as the canonical form
     * @param most how many, at least 0
     */
    public static List<Trial> of(Collection<Trial> trials, ConstraintSet limits, Function<Trial, ?> network, int most) {
        Map<Object, Trial> byNetwork = new LinkedHashMap<>();
        trials.stream().filter(trial -> isCandidate(trial, limits)).sorted(BETTER_LAST.reversed())
                .forEach(trial -> byNetwork.putIfAbsent(network.apply(trial), trial));
        return byNetwork.values().stream().limit(most).toList();
    }

    private static boolean isCandidate(Trial trial, ConstraintSet limits) {
        return trial.outcome() instanceof TrialOutcome.Evaluated(HardwareCost cost, FitnessScore fitness) && limits.isMetBy(cost);
    }
}
