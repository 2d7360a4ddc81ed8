package org.hasnas.search.study.model;

import org.hasnas.search.model.ConstraintKind;

/** The unit in which studies show changes of a cost. */
public enum CostUnit {
    PARAMETERS(ConstraintKind.MEMORY, "parameters", "k parameters", 1, 1e-3),
    AREA(ConstraintKind.AREA, "area_mm2", "mm2", 1e6, 1e6),
    LATENCY(ConstraintKind.LATENCY, "latency_ms", "ms", 1e3, 1e3),
    ENERGY(ConstraintKind.ENERGY, "energy_uJ", "uJ", 1e6, 1e6);

    private final ConstraintKind kind;
    private final String key;
    private final String unit;
    private final double keyFactor;
    private final double unitFactor;

    CostUnit(ConstraintKind kind, String key, String unit, double keyFactor, double unitFactor) {
        this.kind = kind;
        this.key = key;
        this.unit = unit;
        this.keyFactor = keyFactor;
        this.unitFactor = unitFactor;
    }

    public static CostUnit of(ConstraintKind kind) {
        return switch (kind) {
            case MEMORY -> PARAMETERS;
            case AREA -> AREA;
            case LATENCY -> LATENCY;
            case ENERGY -> ENERGY;
        };
    }

    public ConstraintKind kind() {
        return kind;
    }

    /** Key in JSON and CSV, with its unit. */
    public String key() {
        return key;
    }

    /** Unit in tables. */
    public String unit() {
        return unit;
    }

    /** From a number of parameters or SI units to the unit of {@link #key}. */
    public double keyFactor() {
        return keyFactor;
    }

    /** From a number of parameters or SI units to {@link #unit}. */
    public double unitFactor() {
        return unitFactor;
    }
}
