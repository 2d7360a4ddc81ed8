package org.hasnas.search.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.MemoryScope;

/**
 * A limit for every kind of cost. A limit of infinity is no limit; a cost equal to its limit passes.
 *
 * @param limits each 0 or more: a number of parameters, or SI units; a kind that is left out gets no limit
 * @param memoryScope which parameters count
 */
public record ConstraintSet(Map<CostKind, Double> limits, MemoryScope memoryScope) {
    /** The limits HASNAS publishes (arXiv 2407.00641): 4e6 parameters, 100 mm2, 400 ms, 120 uJ, all by the model {@code spikesim-ela}. */
    public static final ConstraintSet PUBLISHED = of(CostKind::publishedLimit);

    public static final ConstraintSet UNLIMITED = of(kind -> Double.POSITIVE_INFINITY);

    private static ConstraintSet of(ToDoubleFunction<CostKind> limit) {
        Map<CostKind, Double> limits = new EnumMap<>(CostKind.class);
        Stream.of(CostKind.values()).forEach(kind -> limits.put(kind, limit.applyAsDouble(kind)));
        return new ConstraintSet(limits, MemoryScope.ALL_PARAMETERS);
    }

    /** The limits that make sense without others: the published ones for the model they were published with, else none. */
    public static ConstraintSet usual(CostModelId model) {
        return switch (model) {
            case SPIKESIM_ELA -> PUBLISHED;
            case PHYSICAL -> UNLIMITED;
        };
    }

    public ConstraintSet {
        Map<CostKind, Double> all = new EnumMap<>(CostKind.class);
        for (CostKind kind : CostKind.values()) {
            double limit = limits.getOrDefault(kind, Double.POSITIVE_INFINITY);
            if (!(limit >= 0)) {
                throw new IllegalArgumentException("the limit of " + kind.label() + " must be >= 0, was " + limit);
            }
            all.put(kind, limit);
        }
        limits = Collections.unmodifiableMap(all);
    }

    /** The limit of a kind: a number of parameters, or SI units. */
    public double limit(CostKind kind) {
        return Objects.requireNonNull(limits.get(kind));
    }

    public ConstraintSet withLimit(CostKind kind, double limit) {
        Map<CostKind, Double> changed = new EnumMap<>(limits);
        changed.put(kind, limit);
        return new ConstraintSet(changed, memoryScope);
    }

    public ConstraintSet withMemoryScope(MemoryScope scope) {
        return new ConstraintSet(limits, scope);
    }

    /** These limits, but memory scope and limits that mean the same beside every cost model those of others. */
    public ConstraintSet withSharedLimitsOf(ConstraintSet others) {
        Map<CostKind, Double> shared = new EnumMap<>(others.limits);
        CostKind.OF_THE_CHIP.forEach(kind -> shared.put(kind, limit(kind)));
        return new ConstraintSet(shared, others.memoryScope);
    }

    /** Whether one limit is met. */
    public boolean passes(CostKind kind, HardwareCost cost) {
        return kind.costOf(cost, memoryScope) <= limit(kind);
    }

    /** Whether all limits are met. */
    public boolean isMetBy(HardwareCost cost) {
        for (CostKind kind : CostKind.values()) {
            if (!passes(kind, cost)) {
                return false;
            }
        }
        return true;
    }

    /** All limits with their margins, in the order of {@link CostKind}. */
    public List<Margin> margins(HardwareCost cost) {
        return Stream.of(CostKind.values()).map(kind -> margin(kind, cost)).toList();
    }

    public Margin margin(CostKind kind, HardwareCost cost) {
        return new Margin(kind, kind.costOf(cost, memoryScope), limit(kind));
    }

    /** The limits that are exceeded. */
    public List<Margin> violations(HardwareCost cost) {
        return margins(cost).stream().filter(margin -> !margin.passes()).toList();
    }
}
