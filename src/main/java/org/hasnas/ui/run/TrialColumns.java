package org.hasnas.ui.run;

import java.util.Arrays;
import java.util.List;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.model.ConstraintKind;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.MemoryScope;
import org.hasnas.search.model.Trial;

/**
 * The numbers of the known trials as plain columns, so that a limit can be checked against 50 000 trials within a frame. Positions are
 * the order in which trials became known.
 */
final class TrialColumns {
    private static final int FIRST_CAPACITY = 1024;
    /** All four limits passed. */
    private static final int ALL_PASSED = (1 << ConstraintKind.values().length) - 1;

    private int size;
    private double[] fitness = new double[FIRST_CAPACITY];
    private int[] trialIndex = new int[FIRST_CAPACITY];
    private double[] allParameters = new double[FIRST_CAPACITY];
    private double[] convolutionWeights = new double[FIRST_CAPACITY];
    private double[] area = new double[FIRST_CAPACITY];
    private double[] latency = new double[FIRST_CAPACITY];
    private double[] energy = new double[FIRST_CAPACITY];
    /** Bit k: limit of kind k is passed. */
    private byte[] passed = new byte[FIRST_CAPACITY];
    private int[] passing = new int[ConstraintKind.values().length];
    private int feasible;
    private int costed;
    private int best = -1;

    int size() {
        return size;
    }

    /** Number of trials whose cost is known. */
    int costed() {
        return costed;
    }

    int passing(ConstraintKind kind) {
        return passing[place(kind)];
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

    boolean passes(int position, ConstraintKind kind) {
        return (passed[position] >> place(kind) & 1) == 1;
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
    double[] cost(ConstraintKind kind, MemoryScope scope) {
        return Arrays.copyOf(column(kind, scope), size);
    }

    /** Place of a kind's bit and count. */
    private static int place(ConstraintKind kind) {
        return switch (kind) {
            case MEMORY -> 0;
            case AREA -> 1;
            case LATENCY -> 2;
            case ENERGY -> 3;
        };
    }

    private double[] column(ConstraintKind kind, MemoryScope scope) {
        return switch (kind) {
            case MEMORY -> switch (scope) {
                case ALL_PARAMETERS -> allParameters;
                case CONVOLUTIONS_ONLY -> convolutionWeights;
            };
            case AREA -> area;
            case LATENCY -> latency;
            case ENERGY -> energy;
        };
    }

    void clear() {
        size = 0;
        resetCounts();
    }

    void append(List<Trial> trials, ConstraintSet limits) {
        ensureCapacity(size + trials.size());
        int from = size;
        for (Trial trial : trials) {
            put(size++, trial);
        }
        classify(from, limits);
    }

    /** Checks all trials against other limits. */
    void reclassify(ConstraintSet limits) {
        resetCounts();
        classify(0, limits);
    }

    private void resetCounts() {
        passing = new int[ConstraintKind.values().length];
        feasible = 0;
        costed = 0;
        best = -1;
    }

    private void classify(int from, ConstraintSet limits) {
        Arrays.fill(passed, from, size, (byte) 0);
        for (ConstraintKind kind : ConstraintKind.values()) {
            double[] costs = column(kind, limits.memoryScope());
            double limit = limits.limit(kind);
            int bit = 1 << place(kind);
            int count = 0;
            for (int i = from; i < size; i++) {
                if (costs[i] <= limit) { // false for an unknown cost (NaN)
                    passed[i] |= (byte) bit;
                    count++;
                }
            }
            passing[place(kind)] += count;
        }
        for (int i = from; i < size; i++) {
            if (!Double.isNaN(area[i])) {
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

    private void put(int position, Trial trial) {
        trialIndex[position] = trial.index();
        fitness[position] = trial.fitness().map(FitnessScore::value).orElse(Double.NaN);
        HardwareCost cost = trial.cost().orElse(null);
        allParameters[position] = cost == null ? Double.NaN : cost.parameters();
        convolutionWeights[position] = cost == null ? Double.NaN : cost.convolutionWeights();
        area[position] = cost == null ? Double.NaN : cost.area().squareMetres();
        latency[position] = cost == null ? Double.NaN : cost.latency().seconds();
        energy[position] = cost == null ? Double.NaN : cost.energy().joules();
    }

    private void ensureCapacity(int needed) {
        if (needed <= fitness.length) {
            return;
        }
        int capacity = Math.max(needed, fitness.length * 2);
        trialIndex = Arrays.copyOf(trialIndex, capacity);
        fitness = Arrays.copyOf(fitness, capacity);
        allParameters = Arrays.copyOf(allParameters, capacity);
        convolutionWeights = Arrays.copyOf(convolutionWeights, capacity);
        area = Arrays.copyOf(area, capacity);
        latency = Arrays.copyOf(latency, capacity);
        energy = Arrays.copyOf(energy, capacity);
        passed = Arrays.copyOf(passed, capacity);
    }
}
