package org.hasnas.chip.model;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.hasnas.units.EnumNames;

/** What a front sets against accuracy: one cost of the chip, or their product. */
public enum FrontCost {
    ENERGY(List.of(CostKind.ENERGY)), LATENCY(List.of(CostKind.LATENCY)), AREA(List.of(CostKind.AREA)),
    /** Energy x delay x area of one inference. */
    EDAP(List.of(CostKind.ENERGY, CostKind.LATENCY, CostKind.AREA));

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
    private final List<CostKind> factors;
    @SuppressWarnings("ImmutableEnumChecker") // a record of a text and a number
    private final CostKind.Unit unit;

    FrontCost(List<CostKind> factors) {
        this.factors = factors;
        this.unit = new CostKind.Unit(factors.stream().map(kind -> kind.unit().symbol()).collect(Collectors.joining(" ")),
                factors.stream().mapToDouble(kind -> kind.unit().factor()).reduce(1, (one, other) -> one * other));
    }

    /** Name in options and {@code project.yaml}. */
    public String label() {
        return EnumNames.of(this);
    }

    /** For people, such as {@code energy} and {@code EDAP}. */
    public String title() {
        return switch (this) {
            case ENERGY, LATENCY, AREA -> label();
            case EDAP -> name();
        };
    }

    /** Key in exports, in the {@link #unit}, such as {@code energy_uJ} and {@code edap_uJ_ms_mm2}. */
    public String key() {
        return label() + "_" + unit.symbol().replace(' ', '_');
    }

    /** Unit of tables and exports. */
    public CostKind.Unit unit() {
        return unit;
    }

    /** Of a network, in SI units. */
    public double of(HardwareCost cost) {
        return of(kind -> kind.costOf(cost, MemoryScope.ALL_PARAMETERS));
    }

    /** Of a network, in the {@link #unit}. */
    public double inUnit(HardwareCost cost) {
        return unit.factor() * of(cost);
    }

    /** Of the costs of the chip one by one, in SI units, such as their limits; infinite if one is. */
    public double of(ToDoubleFunction<CostKind> costs) {
        return factors.stream().mapToDouble(costs).reduce(1, (one, other) -> one * other);
    }
}
