package org.hasnas.search.feasibility;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.network.Architecture;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Feasibility.Counts;
import org.hasnas.search.model.Feasibility.Priced;
import org.hasnas.search.model.Feasibility.Reach;

/** What designs that were looked at say about limits. */
final class Survey {
    private final ConstraintSet limits;
    private static final CostKind[] KINDS = CostKind.values();

    /** By position of the kind: this runs for hundreds of thousands of designs while a limit is dragged. */
    private final double[] limitOf = new double[KINDS.length];
    private final double[] leastAlone = new double[KINDS.length];
    private final double[] leastBesideOthers = new double[KINDS.length];
    private final double[] own = new double[KINDS.length];
    private Optional<Priced> cheapest = Optional.empty();
    private double cheapestValue = Double.POSITIVE_INFINITY;
    private Optional<Priced> nearest = Optional.empty();
    private double nearestExcess = Double.POSITIVE_INFINITY;
    private long all;
    private long feasible;

    Survey(ConstraintSet limits) {
        this.limits = limits;
        for (int kind = 0; kind < KINDS.length; kind++) {
            limitOf[kind] = limits.limit(KINDS[kind]);
        }
        Arrays.fill(leastAlone, Double.POSITIVE_INFINITY);
        Arrays.fill(leastBesideOthers, Double.POSITIVE_INFINITY);
    }

    /**
     * @param count designs of this cost that it stands for
     * @param design one of them
     */
    void add(HardwareCost cost, long count, Supplier<Architecture> design) {
        int exceeded = 0;
        for (int kind = 0; kind < KINDS.length; kind++) {
            own[kind] = KINDS[kind].costOf(cost, limits.memoryScope());
            leastAlone[kind] = Math.min(leastAlone[kind], own[kind]);
            exceeded += own[kind] <= limitOf[kind] ? 0 : 1;
        }
        for (int kind = 0; kind < KINDS.length; kind++) {
            if (exceeded == (own[kind] <= limitOf[kind] ? 0 : 1)) {
                leastBesideOthers[kind] = Math.min(leastBesideOthers[kind], own[kind]);
            }
        }
        double excess = exceeded == 0 ? 0 : FeasibilityCheck.excess(limits, cost);
        if (excess < nearestExcess) {
            nearest = Optional.of(new Priced(design.get(), cost));
            nearestExcess = excess;
        }
        if (exceeded == 0) {
            double value = 0;
            for (double each : own) {
                value += Math.log(each);
            }
            if (value < cheapestValue) {
                cheapest = Optional.of(new Priced(design.get(), cost));
                cheapestValue = value;
            }
        }
        all = Math.addExact(all, count);
        feasible += exceeded == 0 ? count : 0;
    }

    /** Of those within the limits the one with the least product of all costs. */
    Optional<Priced> cheapest() {
        return cheapest;
    }

    /** The one with the least {@link FeasibilityCheck#excess}. */
    Optional<Priced> nearest() {
        return nearest;
    }

    Counts counts() {
        return new Counts(all, feasible);
    }

    /** Without those of which nothing is known. */
    Map<CostKind, Double> leastAlone() {
        Map<CostKind, Double> least = new EnumMap<>(CostKind.class);
        for (int kind = 0; kind < KINDS.length; kind++) {
            if (all > 0) {
                least.put(KINDS[kind], leastAlone[kind]);
            }
        }
        return least;
    }

    /** @param kind of which something is known, or nothing of any */
    Reach reach(CostKind kind) {
        double alone = leastAlone().getOrDefault(kind, 0.0);
        double beside = leastBesideOthers[Arrays.asList(KINDS).indexOf(kind)];
        return new Reach(kind, limits.limit(kind), alone, Double.isFinite(beside) ? Optional.of(beside) : Optional.empty());
    }
}
