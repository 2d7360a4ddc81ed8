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

    private static final CostKind[] KINDS = CostKind.values();

    private final MemoryScope memoryScope;
    private final List<Entry> front = new ArrayList<>();

    /**
     * A trial with what is compared, taken out once since a run may have a hundred thousand trials.
     *
     * @param costs one for each kind
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Entry(Trial trial, double fitness, double[] costs) {
        /** The fittest first, of equals the earliest; without a chain of comparators, which takes as long as all the rest of a front. */
        private static int byFitness(Entry a, Entry b) {
            int order = Double.compare(b.fitness, a.fitness);
            return order == 0 ? Integer.compare(a.trial.index(), b.trial.index()) : order;
        }

        private boolean isAtLeastAsGood(Entry other) {
            if (fitness < other.fitness) {
                return false;
            }
            for (int kind = 0; kind < costs.length; kind++) {
                if (costs[kind] > other.costs[kind]) {
                    return false;
                }
            }
            return true;
        }
    }

    /** @param memoryScope which parameters are the memory cost */
    public ParetoArchive(MemoryScope memoryScope) {
        this.memoryScope = memoryScope;
    }

    /** The archive of many trials, the fittest taken first: what comes later then hardly ever beats one that was taken. */
    public static ParetoArchive of(MemoryScope memoryScope, Collection<Trial> trials) {
        ParetoArchive archive = new ParetoArchive(memoryScope);
        List<Entry> entries = new ArrayList<>();
        for (Trial trial : trials) {
            if (trial.outcome() instanceof TrialOutcome.Evaluated scored) {
                entries.add(archive.entry(trial, scored));
            }
        }
        entries.sort(Entry::byFitness);
        entries.forEach(archive::add);
        return archive;
    }

    private Entry entry(Trial trial, TrialOutcome.Evaluated scored) {
        double[] costs = new double[KINDS.length];
        for (int kind = 0; kind < KINDS.length; kind++) {
            costs[kind] = KINDS[kind].costOf(scored.cost(), memoryScope);
        }
        return new Entry(trial, scored.fitness().value(), costs);
    }

    /**
     * Takes a trial up if none in the archive is at least as good in everything, and drops those that it beats.
     *
     * @return whether it was taken; trials without fitness never are
     */
    public boolean add(Trial trial) {
        return trial.outcome() instanceof TrialOutcome.Evaluated scored && add(entry(trial, scored));
    }

    private boolean add(Entry entry) {
        for (Entry other : front) {
            if (other.isAtLeastAsGood(entry)) {
                return false;
            }
        }
        front.removeIf(entry::isAtLeastAsGood);
        front.add(entry);
        return true;
    }

    /** The front, the fittest first. */
    public List<Trial> front() {
        return front.stream().sorted(Entry::byFitness).map(Entry::trial).toList();
    }

    private static double fitness(Trial trial) {
        return trial.fitness().map(FitnessScore::value).orElse(Double.NEGATIVE_INFINITY);
    }

    /**
     * The evaluated trial within limits whose costs are nearest to a point, by {@link #distance}; of equals the fittest, then the first.
     *
     * @param point wanted costs, in SI units; the kinds that are missing do not count
     */
    public static Optional<Trial> closest(Collection<Trial> trials, ConstraintSet limits, Map<CostKind, Double> point) {
        Trial nearest = null;
        double least = Double.NaN;
        for (Trial trial : trials) {
            if (trial.outcome() instanceof TrialOutcome.Evaluated(HardwareCost cost, FitnessScore _) && limits.isMetBy(cost)) {
                double distance = distance(cost, limits.memoryScope(), point);
                int order = Double.compare(distance, least); // all are before NaN
                if (nearest == null || order < 0 || (order == 0 && FITTEST_FIRST.compare(trial, nearest) < 0)) {
                    nearest = trial;
                    least = distance;
                }
            }
        }
        return Optional.ofNullable(nearest);
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
