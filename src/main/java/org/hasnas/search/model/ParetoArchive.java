package org.hasnas.search.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.score.model.FitnessScore;

/**
 * The trials that no other beats in fitness and all four costs at once; kept up to date trial by trial. Of trials equal in all five the first
 * stays. For one thread.
 */
public final class ParetoArchive {
    private static final Comparator<Trial> FITTEST_FIRST =
            Comparator.comparingDouble(ParetoArchive::fitness).reversed().thenComparingInt(Trial::index);

    private final MemoryScope memoryScope;
    private final List<Trial> front = new ArrayList<>();

    /** @param memoryScope which parameters are the memory cost */
    public ParetoArchive(MemoryScope memoryScope) {
        this.memoryScope = memoryScope;
    }

    /** The archive of many trials, the fittest taken first: what comes later then hardly ever beats one that was taken. */
    public static ParetoArchive of(MemoryScope memoryScope, Collection<Trial> trials) {
        ParetoArchive archive = new ParetoArchive(memoryScope);
        trials.stream().sorted(FITTEST_FIRST).forEach(archive::add);
        return archive;
    }

    /**
     * Takes a trial up if none in the archive is at least as good in everything, and drops those that it beats.
     *
     * @return whether it was taken; trials without fitness never are
     */
    public boolean add(Trial trial) {
        if (!(trial.outcome() instanceof TrialOutcome.Evaluated) || front.stream().anyMatch(other -> isAtLeastAsGood(other, trial))) {
            return false;
        }
        front.removeIf(other -> isAtLeastAsGood(trial, other));
        front.add(trial);
        return true;
    }

    private boolean isAtLeastAsGood(Trial one, Trial other) {
        return fitness(one) >= fitness(other) && one.cost().isPresent() && other.cost().isPresent()
                && noDearer(one.cost().get(), other.cost().get());
    }

    private boolean noDearer(HardwareCost one, HardwareCost other) {
        for (CostKind kind : CostKind.values()) {
            if (kind.costOf(one, memoryScope) > kind.costOf(other, memoryScope)) {
                return false;
            }
        }
        return true;
    }

    private static double fitness(Trial trial) {
        return trial.fitness().map(FitnessScore::value).orElse(Double.NEGATIVE_INFINITY);
    }

    /** The front, the fittest first. */
    public List<Trial> front() {
        return front.stream().sorted(FITTEST_FIRST).toList();
    }

    /**
     * The evaluated trial within limits whose costs are nearest to a point, by {@link #distance}; of equals the fittest, then the first.
     *
     * @param point wanted costs, in SI units; the kinds that are missing do not count
     */
    public static Optional<Trial> closest(Collection<Trial> trials, ConstraintSet limits, Map<CostKind, Double> point) {
        return trials.stream().filter(trial -> trial.outcome() instanceof TrialOutcome.Evaluated)
                .filter(trial -> trial.cost().filter(limits::isMetBy).isPresent())
                .min(Comparator.comparingDouble((Trial trial) -> distance(trial.cost().orElseThrow(), limits.memoryScope(), point))
                        .thenComparing(FITTEST_FIRST));
    }

    /**
     * How far costs are from a point: the root of the sum of squares of ln(cost / wanted). 0.1 is about 10 % in one cost.
     *
     * @param point wanted costs, in SI units; the kinds that are missing do not count
     */
    public static double distance(HardwareCost cost, MemoryScope scope, Map<CostKind, Double> point) {
        double sum = 0;
        for (Map.Entry<CostKind, Double> wanted : point.entrySet()) {
            double log = Math.log(wanted.getKey().costOf(cost, scope) / wanted.getValue());
            sum += log * log;
        }
        return Math.sqrt(sum);
    }
}
