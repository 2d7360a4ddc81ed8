package org.hasnas.chip.inference.model;

import java.util.Arrays;
import java.util.Optional;

/** One of the conditions of a chip that accuracy may be plotted against. */
public enum ChipParameter {
    ADC_BITS("adc-bits", "bit"),
    SIGMA("sigma", "of ln G"),
    READ_NOISE("read-noise", "of G"),
    /** Half of them stuck on, half of them stuck off. */
    STUCK_AT("stuck-at", "of the cells"),
    STUCK_ON("stuck-on", "of the cells"),
    STUCK_OFF("stuck-off", "of the cells"),
    DRIFT_RATE("drift-rate", ""),
    AGE("age", "s"),
    WIRE_OHM("wire-ohm", "ohm");

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

    /**
     * The same conditions with another value.
     *
     * @throws IllegalArgumentException if the value is not allowed
     */
    public ChipConditions set(ChipConditions c, double value) {
        return switch (this) {
            case ADC_BITS -> {
                if (value != Math.rint(value)) {
                    throw new IllegalArgumentException("adc-bits must be a whole number, was " + value);
                }
                yield new ChipConditions((int) value, c.adcRange(), c.programmingRatio(), c.readNoiseRatio(), c.stuckOnProbability(),
                        c.stuckOffProbability(), c.driftRate(), c.driftSpreadRatio(), c.ageSeconds(), c.wireOhms(), c.compensation());
            }
            case SIGMA -> new ChipConditions(c.adcBits(), c.adcRange(), value, c.readNoiseRatio(), c.stuckOnProbability(), c.stuckOffProbability(),
                    c.driftRate(), c.driftSpreadRatio(), c.ageSeconds(), c.wireOhms(), c.compensation());
            case READ_NOISE -> new ChipConditions(c.adcBits(), c.adcRange(), c.programmingRatio(), value, c.stuckOnProbability(),
                    c.stuckOffProbability(), c.driftRate(), c.driftSpreadRatio(), c.ageSeconds(), c.wireOhms(), c.compensation());
            case STUCK_AT -> new ChipConditions(c.adcBits(), c.adcRange(), c.programmingRatio(), c.readNoiseRatio(), value / 2, value / 2,
                    c.driftRate(), c.driftSpreadRatio(), c.ageSeconds(), c.wireOhms(), c.compensation());
            case STUCK_ON -> new ChipConditions(c.adcBits(), c.adcRange(), c.programmingRatio(), c.readNoiseRatio(), value, c.stuckOffProbability(),
                    c.driftRate(), c.driftSpreadRatio(), c.ageSeconds(), c.wireOhms(), c.compensation());
            case STUCK_OFF -> new ChipConditions(c.adcBits(), c.adcRange(), c.programmingRatio(), c.readNoiseRatio(), c.stuckOnProbability(), value,
                    c.driftRate(), c.driftSpreadRatio(), c.ageSeconds(), c.wireOhms(), c.compensation());
            case DRIFT_RATE -> new ChipConditions(c.adcBits(), c.adcRange(), c.programmingRatio(), c.readNoiseRatio(), c.stuckOnProbability(),
                    c.stuckOffProbability(), value, c.driftSpreadRatio(), c.ageSeconds(), c.wireOhms(), c.compensation());
            case AGE -> new ChipConditions(c.adcBits(), c.adcRange(), c.programmingRatio(), c.readNoiseRatio(), c.stuckOnProbability(),
                    c.stuckOffProbability(), c.driftRate(), c.driftSpreadRatio(), value, c.wireOhms(), c.compensation());
            case WIRE_OHM -> new ChipConditions(c.adcBits(), c.adcRange(), c.programmingRatio(), c.readNoiseRatio(), c.stuckOnProbability(),
                    c.stuckOffProbability(), c.driftRate(), c.driftSpreadRatio(), c.ageSeconds(), value, c.compensation());
        };
    }
}
