package org.hasnas.chip.model;

import java.util.Arrays;
import java.util.List;
import org.hasnas.units.Quantity;

/**
 * The kinds of cost that a network has on a chip, in the order in which their limits are checked (cheapest and most often violated first).
 * Limits, options, keys of files and exports, columns, axes and sliders are made from these constants; a kind that is added here must get
 * a number in {@link HardwareCost} and the cost models, and the compiler names those places.
 *
 * <p>A cost is a number of parameters or in SI units unless a {@link Unit} is named.
 */
public enum CostKind {
    MEMORY("memory", Quantity.PARAMETERS, "max-parameters", "parameters", new Unit("parameters", 1), new Unit("k parameters", 1e-3), 1e3, 1e8, 4e6),
    AREA("area", Quantity.AREA, "area-square-metres", "area_mm2", Unit.MM2, Unit.MM2, 1e-7, 1e-3, 100e-6),
    LATENCY("latency", Quantity.LATENCY, "latency-seconds", "latency_ms", Unit.MS, Unit.MS, 1e-4, 10, 400e-3),
    ENERGY("energy", Quantity.ENERGY, "energy-joules", "energy_uJ", Unit.UJ, Unit.UJ, 1e-8, 1e-2, 120e-6);

    /**
     * A unit in which costs are written.
     *
     * @param factor from a number of parameters or SI units to this unit
     */
    public record Unit(String symbol, double factor) {
        private static final Unit MM2 = new Unit("mm2", 1e6);
        private static final Unit MS = new Unit("ms", 1e3);
        private static final Unit UJ = new Unit("uJ", 1e6);
    }

    /** The costs that a chip has, in the units of a cost model: all but the parameters, which a network has by itself. */
    public static final List<CostKind> OF_THE_CHIP = Arrays.stream(values()).filter(CostKind::isOfTheChip).toList();

    private final String label;
    private final Quantity quantity;
    private final String siKey;
    private final String key;
    @SuppressWarnings("ImmutableEnumChecker") // a record of a text and a number
    private final Unit unit;
    @SuppressWarnings("ImmutableEnumChecker") // a record of a text and a number
    private final Unit tableUnit;
    private final double leastLimit;
    private final double largestLimit;
    private final double publishedLimit;

    CostKind(String label, Quantity quantity, String siKey, String key, Unit unit, Unit tableUnit, double leastLimit, double largestLimit,
            double publishedLimit) {
        this.label = label;
        this.quantity = quantity;
        this.siKey = siKey;
        this.key = key;
        this.unit = unit;
        this.tableUnit = tableUnit;
        this.leastLimit = leastLimit;
        this.largestLimit = largestLimit;
        this.publishedLimit = publishedLimit;
    }

    /** Lower-case name for texts, options and {@code project.yaml}. */
    public String label() {
        return label;
    }

    /** The quantity that people write and read it in. */
    public Quantity quantity() {
        return quantity;
    }

    /** Key of the limit in stored requests, as a number of parameters or in SI units. */
    public String siKey() {
        return siKey;
    }

    /** Key in exports, with {@link #unit}. */
    public String key() {
        return key;
    }

    /** Unit of exports. */
    public Unit unit() {
        return unit;
    }

    /** Unit of tables for people that name it once in the head. */
    public Unit tableUnit() {
        return tableUnit;
    }

    /** The smallest limit that people may want, above 0: the left end of a slider, which is logarithmic. */
    public double leastLimit() {
        return leastLimit;
    }

    /** The largest limit that people may want: the right end of a slider. */
    public double largestLimit() {
        return largestLimit;
    }

    /** The limit that HASNAS publishes (arXiv 2407.00641), of costs by the model {@code spikesim-ela}. */
    public double publishedLimit() {
        return publishedLimit;
    }

    /** Whether the cost is computed by a cost model, so that its limits mean nothing beside costs of another model. */
    public boolean isOfTheChip() {
        return switch (this) {
            case MEMORY -> false;
            case AREA, LATENCY, ENERGY -> true;
        };
    }

    /** The cost of this kind: a number of parameters, or SI units. */
    public double costOf(HardwareCost cost, MemoryScope scope) {
        return switch (this) {
            case MEMORY -> scope.parametersOf(cost);
            case AREA -> cost.area().squareMetres();
            case LATENCY -> cost.latency().seconds();
            case ENERGY -> cost.energy().joules();
        };
    }
}
