package org.hasnas.search.feasibility;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Feasibility.Counts;
import org.hasnas.search.model.Feasibility.Priced;
import org.hasnas.search.model.Feasibility.Reach;

/** What designs that were looked at say about limits. */
final class Survey {
    private final ConstraintSet limits;
    private final Map<CostKind, Double> leastAlone = new EnumMap<>(CostKind.class);
    private final Map<CostKind, Double> leastBesideOthers = new EnumMap<>(CostKind.class);
    private Optional<Priced> cheapest = Optional.empty();
    private double cheapestValue = Double.POSITIVE_INFINITY;
    private Optional<Priced> nearest = Optional.empty();
    private double nearestExcess = Double.POSITIVE_INFINITY;
    private long all;
    private long feasible;

    Survey(ConstraintSet limits) {
        this.limits = limits;
    }

    /** @param count designs of this cost that it stands for */
    void add(Priced design, long count) {
        HardwareCost cost = design.cost();
        double excess = FeasibilityCheck.excess(limits, cost);
        if (excess < nearestExcess) {
            nearest = Optional.of(design);
            nearestExcess = excess;
        }
        double value = 0;
        int exceeded = 0;
        for (CostKind kind : CostKind.values()) {
            double own = kind.costOf(cost, limits.memoryScope());
            leastAlone.merge(kind, own, Math::min);
            value += Math.log(own);
            exceeded += limits.passes(kind, cost) ? 0 : 1;
        }
        for (CostKind kind : CostKind.values()) {
            if (exceeded == (limits.passes(kind, cost) ? 0 : 1)) {
                leastBesideOthers.merge(kind, kind.costOf(cost, limits.memoryScope()), Math::min);
            }
        }
        if (exceeded == 0 && value < cheapestValue) {
            cheapest = Optional.of(design);
            cheapestValue = value;
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

    Map<CostKind, Double> leastAlone() {
        return leastAlone;
    }

    Reach reach(CostKind kind) {
        return new Reach(kind, limits.limit(kind), leastAlone.getOrDefault(kind, 0.0), Optional.ofNullable(leastBesideOthers.get(kind)));
    }
}
