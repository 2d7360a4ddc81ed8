package org.hasnas.ui.project;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Trial;

/**
 * The numbers of the known trials as plain columns, so that a limit can be checked against 50 000 trials within a frame. Positions are
 * the order in which trials became known.
 */
final class TrialColumns {
    private static final int FIRST_CAPACITY = 1024;
    /** A kind's place here is that of its bit and count. */
    private static final List<CostKind> KINDS = List.of(CostKind.values());
    /** All limits passed. */
    private static final int ALL_PASSED = (1 << KINDS.size()) - 1;

    private int size;
    private double[] fitness = new double[FIRST_CAPACITY];
    private int[] trialIndex = new int[FIRST_CAPACITY];
    private final Map<MemoryScope, double[]> parameters = new EnumMap<>(MemoryScope.class);
    private final Map<CostKind, double[]> chipCosts = new EnumMap<>(CostKind.class);
    /** Bit k: limit of kind k is passed. */
    private byte[] passed = new byte[FIRST_CAPACITY];
    private int[] passing = new int[KINDS.size()];
    private int feasible;
    private int costed;
    private int best = -1;

    TrialColumns() {
        Stream.of(MemoryScope.values()).forEach(scope -> parameters.put(scope, new double[FIRST_CAPACITY]));
        CostKind.OF_THE_CHIP.forEach(kind -> chipCosts.put(kind, new double[FIRST_CAPACITY]));
    }

    int size() {
        return size;
    }

    /** Number of trials whose cost is known. */
    int costed() {
        return costed;
    }

    int passing(CostKind kind) {
        return passing[KINDS.indexOf(kind)];
    }

    int feasible() {
        return feasible;
    }

    /** Position of the best feasible trial by the rule of {@link org.hasnas.search.model.BestTrial}, -1 if there is none. */
    int best() {
        return best;
    }

    boolean isFeasible(int position) {
        return passed[position] == ALL_PASSED;
    }

    boolean passes(int position, CostKind kind) {
        return (passed[position] >> KINDS.indexOf(kind) & 1) == 1;
    }

    /** A copy of the fitness column; NaN where there is none or where it is not finite. */
    double[] fitnessForPlot() {
        double[] copy = Arrays.copyOf(fitness, size);
        for (int i = 0; i < size; i++) {
            copy[i] = Double.isFinite(copy[i]) ? copy[i] : Double.NaN;
        }
        return copy;
    }

    /** A copy of a cost column in SI units, NaN where the cost is unknown. */
    double[] cost(CostKind kind, MemoryScope scope) {
        return Arrays.copyOf(column(kind, scope), size);
    }

    private double[] column(CostKind kind, MemoryScope scope) {
        return Objects.requireNonNull(kind.isOfTheChip() ? chipCosts.get(kind) : parameters.get(scope));
    }

    void clear() {
        size = 0;
        resetCounts();
    }

    /** @param fitnessCounts whether their fitness compares with that of the others */
    void append(List<Trial> trials, boolean fitnessCounts, ConstraintSet limits) {
        ensureCapacity(size + trials.size());
        int from = size;
        for (Trial trial : trials) {
            put(size++, trial, fitnessCounts);
        }
        classify(from, limits);
    }

    /** Checks all trials against other limits. */
    void reclassify(ConstraintSet limits) {
        resetCounts();
        classify(0, limits);
    }

    private void resetCounts() {
        passing = new int[KINDS.size()];
        feasible = 0;
        costed = 0;
        best = -1;
    }

    private void classify(int from, ConstraintSet limits) {
        Arrays.fill(passed, from, size, (byte) 0);
        for (CostKind kind : CostKind.values()) {
            double[] costs = column(kind, limits.memoryScope());
            double limit = limits.limit(kind);
            int bit = 1 << KINDS.indexOf(kind);
            int count = 0;
            for (int i = from; i < size; i++) {
                if (costs[i] <= limit) { // false for an unknown cost (NaN)
                    passed[i] |= (byte) bit;
                    count++;
                }
            }
            passing[KINDS.indexOf(kind)] += count;
        }
        double[] allParameters = column(CostKind.MEMORY, MemoryScope.ALL_PARAMETERS);
        for (int i = from; i < size; i++) {
            if (!Double.isNaN(allParameters[i])) {
                costed++;
            }
            if (passed[i] == ALL_PASSED) {
                feasible++;
                if (isBetter(i)) {
                    best = i;
                }
            }
        }
    }

    private boolean isBetter(int position) {
        if (Double.isNaN(fitness[position])) {
            return false;
        }
        if (best < 0) {
            return true;
        }
        int order = Double.compare(fitness[position], fitness[best]);
        return order > 0 || (order == 0 && trialIndex[position] < trialIndex[best]);
    }

    private void put(int position, Trial trial, boolean fitnessCounts) {
        trialIndex[position] = trial.index();
        fitness[position] = trial.fitness().filter(score -> fitnessCounts).map(FitnessScore::value).orElse(Double.NaN);
        HardwareCost cost = trial.cost().orElse(null);
        parameters.forEach((scope, column) -> column[position] = cost == null ? Double.NaN : scope.parametersOf(cost));
        chipCosts.forEach((kind, column) -> column[position] = cost == null ? Double.NaN : kind.costOf(cost, MemoryScope.ALL_PARAMETERS));
    }

    private void ensureCapacity(int needed) {
        if (needed <= fitness.length) {
            return;
        }
        int capacity = Math.max(needed, fitness.length * 2);
        trialIndex = Arrays.copyOf(trialIndex, capacity);
        fitness = Arrays.copyOf(fitness, capacity);
        parameters.replaceAll((scope, column) -> Arrays.copyOf(column, capacity));
        chipCosts.replaceAll((kind, column) -> Arrays.copyOf(column, capacity));
        passed = Arrays.copyOf(passed, capacity);
    }
}
