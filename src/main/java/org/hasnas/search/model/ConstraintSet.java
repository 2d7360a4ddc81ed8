package org.hasnas.search.model;

import java.util.Arrays;
import java.util.List;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.units.Area;
import org.hasnas.units.Energy;
import org.hasnas.units.Latency;

/**
 * The four limits. A limit of infinity is no limit; a cost equal to its limit passes.
 *
 * @param maxParameters largest number of parameters; a double so that it can be infinite
 * @param memoryScope which parameters count
 */
public record ConstraintSet(double maxParameters, Area maxArea, Latency maxLatency, Energy maxEnergy, MemoryScope memoryScope) {
    /** The limits HASNAS publishes (arXiv 2407.00641): 4e6 parameters, 100 mm2, 400 ms, 120 uJ, all by the model {@code spikesim-ela}. */
    public static final ConstraintSet PUBLISHED = new ConstraintSet(4e6, new Area(100e-6), new Latency(400e-3), new Energy(120e-6),
            MemoryScope.ALL_PARAMETERS);

    public static final ConstraintSet UNLIMITED = new ConstraintSet(Double.POSITIVE_INFINITY, Area.UNLIMITED, Latency.UNLIMITED,
            Energy.UNLIMITED, MemoryScope.ALL_PARAMETERS);

    /** The limits that make sense without others: the published ones for the model they were published with, else none. */
    public static ConstraintSet usual(CostModelId model) {
        return switch (model) {
            case SPIKESIM_ELA -> PUBLISHED;
            case PHYSICAL -> UNLIMITED;
        };
    }

    public ConstraintSet {
        if (!(maxParameters >= 0)) {
            throw new IllegalArgumentException("maxParameters must be >= 0, was " + maxParameters);
        }
    }

    /** The limit of a kind: a number of parameters, or SI units. */
    public double limit(ConstraintKind kind) {
        return switch (kind) {
            case MEMORY -> maxParameters;
            case AREA -> maxArea.squareMetres();
            case LATENCY -> maxLatency.seconds();
            case ENERGY -> maxEnergy.joules();
        };
    }

    public ConstraintSet withLimit(ConstraintKind kind, double limit) {
        return switch (kind) {
            case MEMORY -> new ConstraintSet(limit, maxArea, maxLatency, maxEnergy, memoryScope);
            case AREA -> new ConstraintSet(maxParameters, new Area(limit), maxLatency, maxEnergy, memoryScope);
            case LATENCY -> new ConstraintSet(maxParameters, maxArea, new Latency(limit), maxEnergy, memoryScope);
            case ENERGY -> new ConstraintSet(maxParameters, maxArea, maxLatency, new Energy(limit), memoryScope);
        };
    }

    public ConstraintSet withMemoryScope(MemoryScope scope) {
        return new ConstraintSet(maxParameters, maxArea, maxLatency, maxEnergy, scope);
    }

    /** Whether one limit is met. */
    public boolean passes(ConstraintKind kind, HardwareCost cost) {
        return kind.costOf(cost, memoryScope) <= limit(kind);
    }

    /** Whether all limits are met. */
    public boolean isMetBy(HardwareCost cost) {
        return passes(ConstraintKind.MEMORY, cost) && passes(ConstraintKind.AREA, cost) && passes(ConstraintKind.LATENCY, cost)
                && passes(ConstraintKind.ENERGY, cost);
    }

    /** All four limits with their margins, in the order of {@link ConstraintKind}. */
    public List<Margin> margins(HardwareCost cost) {
        return Arrays.stream(ConstraintKind.values()).map(kind -> new Margin(kind, kind.costOf(cost, memoryScope), limit(kind))).toList();
    }

    /** The limits that are exceeded. */
    public List<Margin> violations(HardwareCost cost) {
        return margins(cost).stream().filter(margin -> !margin.passes()).toList();
    }
}
