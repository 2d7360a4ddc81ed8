package org.hasnas.chip.cost;

import org.hasnas.chip.mapping.Mapping;
import org.hasnas.chip.model.CellDevice;

/**
 * All that the SpikeSim ELA formulas depend on.
 *
 * @param timeSteps simulated time steps T
 * @param peCycleNanoseconds duration of one PE cycle; the tool's default is 26 clocks at 250 MHz = 104 ns
 */
public record ElaInputs(Mapping mapping, int timeSteps, CellDevice device, double peCycleNanoseconds) {
    public ElaInputs {
        if (timeSteps < 1) {
            throw new IllegalArgumentException("timeSteps must be >= 1, was " + timeSteps);
        }
        if (!(peCycleNanoseconds > 0 && peCycleNanoseconds < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("peCycleNanoseconds must be > 0 and finite, was " + peCycleNanoseconds);
        }
    }
}
