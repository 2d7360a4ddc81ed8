package org.hasnas.chip.device;

/**
 * How a column's current becomes a number: the current that cells at level 0 give is taken off (a dummy column), one level step at the
 * read voltage is the unit, and an ADC rounds and clips.
 *
 * @param levels of the cells
 * @param readVolts of an active row
 * @param adcBits of the ADC: codes 0 to 2^adcBits - 1
 * @param fullScaleSteps level steps at the highest code; if there are codes enough, each step has its own
 */
public record ColumnReadout(CellLevels levels, double readVolts, int adcBits, int fullScaleSteps) {
    private static final int MAX_BITS = 24;

    public ColumnReadout {
        if (!(readVolts > 0 && readVolts < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the read voltage is " + readVolts + " V; it must be a finite number above 0");
        }
        if (adcBits < 1 || adcBits > MAX_BITS || fullScaleSteps < 1) {
            throw new IllegalArgumentException("an ADC of " + adcBits + " bits for " + fullScaleSteps + " level steps; it must have 1 to "
                    + MAX_BITS + " bits and at least 1 step");
        }
    }

    /** Level steps between codes. */
    public double stepsPerCode() {
        return Math.max(1, fullScaleSteps / ((1 << adcBits) - 1.0));
    }

    /** The code of a column: the nearest, or the first or last one if the current is beyond. */
    public int code(double amperes, int activeRows) {
        double steps = (amperes / readVolts - activeRows * levels.offSiemens()) / levels.stepSiemens();
        return (int) Math.clamp(Math.round(steps / stepsPerCode()), 0L, (1L << adcBits) - 1);
    }

    /** What a code stands for, in level steps. */
    public double steps(int code) {
        return code * stepsPerCode();
    }
}
