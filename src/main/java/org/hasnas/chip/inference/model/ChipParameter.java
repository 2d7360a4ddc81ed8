package org.hasnas.chip.inference.model;

import java.util.Arrays;
import java.util.Optional;
import org.hasnas.chip.inference.model.ChipConditions.Converters;
import org.hasnas.chip.model.Imperfections;

/** One of the conditions of a chip that accuracy may be plotted against. */
public enum ChipParameter {
    ADC_BITS("adc-bits", "bit"),
    ADC_OFFSET("adc-offset", "codes"),
    ADC_GAIN("adc-gain", "of the gain"),
    ADC_NOISE("adc-noise", "codes"),
    SIGMA("sigma", "of ln G"),
    READ_NOISE("read-noise", "of G"),
    /** Half of them stuck on, half of them stuck off. */
    STUCK_AT("stuck-at", "of the cells"),
    STUCK_ON("stuck-on", "of the cells"),
    STUCK_OFF("stuck-off", "of the cells"),
    DRIFT_RATE("drift-rate", ""),
    AGE("age", "s"),
    WIRE_OHM("wire-ohm", "ohm"),
    /** 1: cells whose word line is off are open. */
    GATED("gated", "");

    private final String label;
    private final String unit;

    ChipParameter(String label, String unit) {
        this.label = label;
        this.unit = unit;
    }

    public String label() {
        return label;
    }

    /** Unit of its values, empty if there is none. */
    public String unit() {
        return unit;
    }

    public static Optional<ChipParameter> byLabel(String label) {
        return Arrays.stream(values()).filter(parameter -> parameter.label.equals(label)).findFirst();
    }

    /** The value that conditions have. */
    public double of(ChipConditions c) {
        Imperfections cells = c.cells();
        return switch (this) {
            case ADC_BITS -> c.converters().bits();
            case ADC_OFFSET -> c.converters().offsetCodes();
            case ADC_GAIN -> c.converters().gainRatio();
            case ADC_NOISE -> c.converters().noiseCodes();
            case SIGMA -> cells.lognormalRatio();
            case READ_NOISE -> cells.readNoiseRatio();
            case STUCK_AT -> cells.stuckOnProbability() + cells.stuckOffProbability();
            case STUCK_ON -> cells.stuckOnProbability();
            case STUCK_OFF -> cells.stuckOffProbability();
            case DRIFT_RATE -> cells.driftRate();
            case AGE -> c.ageSeconds();
            case WIRE_OHM -> c.wireOhms();
            case GATED -> c.gated() ? 1 : 0;
        };
    }

    /**
     * The same conditions with another value.
     *
     * @throws IllegalArgumentException if the value is not allowed
     */
    public ChipConditions set(ChipConditions c, double value) {
        Converters converters = c.converters();
        Imperfections k = c.cells();
        return switch (this) {
            case ADC_BITS -> {
                if (value != Math.rint(value)) {
                    throw new IllegalArgumentException("adc-bits must be a whole number, was " + value);
                }
                yield c.withConverters(new Converters((int) value, converters.range(), converters.offsetCodes(), converters.gainRatio(),
                        converters.noiseCodes()));
            }
            case ADC_OFFSET -> c.withConverters(new Converters(converters.bits(), converters.range(), value, converters.gainRatio(),
                    converters.noiseCodes()));
            case ADC_GAIN -> c.withConverters(new Converters(converters.bits(), converters.range(), converters.offsetCodes(), value,
                    converters.noiseCodes()));
            case ADC_NOISE -> c.withConverters(new Converters(converters.bits(), converters.range(), converters.offsetCodes(),
                    converters.gainRatio(), value));
            case SIGMA -> c.withCells(new Imperfections(value, 0, k.readNoiseRatio(), k.stuckOnProbability(), k.stuckOffProbability(),
                    k.driftRate(), k.driftSpreadRatio(), k.published()));
            case READ_NOISE -> c.withCells(new Imperfections(k.lognormalRatio(), 0, value, k.stuckOnProbability(), k.stuckOffProbability(),
                    k.driftRate(), k.driftSpreadRatio(), k.published()));
            case STUCK_AT -> stuck(c, value / 2, value / 2);
            case STUCK_ON -> stuck(c, value, k.stuckOffProbability());
            case STUCK_OFF -> stuck(c, k.stuckOnProbability(), value);
            case DRIFT_RATE -> c.withCells(new Imperfections(k.lognormalRatio(), 0, k.readNoiseRatio(), k.stuckOnProbability(),
                    k.stuckOffProbability(), value, k.driftSpreadRatio(), k.published()));
            case AGE -> new ChipConditions(converters, k, value, c.wireOhms(), c.gated(), c.compensation());
            case WIRE_OHM -> new ChipConditions(converters, k, c.ageSeconds(), value, c.gated(), c.compensation());
            case GATED -> {
                if (value != 0 && value != 1) {
                    throw new IllegalArgumentException(
                            "gated must be 0 (cells are always joined to their row) or 1 (only while it is on), was " + value);
                }
                yield new ChipConditions(converters, k, c.ageSeconds(), c.wireOhms(), value == 1, c.compensation());
            }
        };
    }

    private static ChipConditions stuck(ChipConditions c, double on, double off) {
        Imperfections k = c.cells();
        return c.withCells(new Imperfections(k.lognormalRatio(), 0, k.readNoiseRatio(), on, off, k.driftRate(), k.driftSpreadRatio(),
                k.published()));
    }
}
