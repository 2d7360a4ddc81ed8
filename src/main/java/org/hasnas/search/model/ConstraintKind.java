package org.hasnas.search.model;

import org.hasnas.chip.model.HardwareCost;
import org.hasnas.units.Quantity;

/** The four limits, in the order in which they are checked (cheapest and most often violated first). */
public enum ConstraintKind {
    MEMORY("memory", Quantity.PARAMETERS),
    AREA("area", Quantity.AREA),
    LATENCY("latency", Quantity.LATENCY),
    ENERGY("energy", Quantity.ENERGY);

    private final String label;
    private final Quantity quantity;

    ConstraintKind(String label, Quantity quantity) {
        this.label = label;
        this.quantity = quantity;
    }

    /** Lower-case name for texts and files. */
    public String label() {
        return label;
    }

    public Quantity quantity() {
        return quantity;
    }

    /** Range and default (the published limit of HASNAS) of the limit. */
    public ParameterSpec parameter() {
        return switch (this) {
            case MEMORY -> new ParameterSpec(label, quantity, 1e3, 1e8, 4e6);
            case AREA -> new ParameterSpec(label, quantity, 1e-7, 1e-3, 100e-6);
            case LATENCY -> new ParameterSpec(label, quantity, 1e-4, 10, 400e-3);
            case ENERGY -> new ParameterSpec(label, quantity, 1e-8, 1e-2, 120e-6);
        };
    }

    /** The cost this limit is about: a number of parameters, or SI units. */
    public double costOf(HardwareCost cost, MemoryScope scope) {
        return switch (this) {
            case MEMORY -> scope.parametersOf(cost);
            case AREA -> cost.area().squareMetres();
            case LATENCY -> cost.latency().seconds();
            case ENERGY -> cost.energy().joules();
        };
    }
}
