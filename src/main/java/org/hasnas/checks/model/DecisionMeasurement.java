package org.hasnas.checks.model;

import java.util.List;
import org.hipparchus.stat.StatUtils;

/**
 * How long a search by trainings takes to decide what to pay for next.
 *
 * @param designs that were drawn and priced
 * @param networks that they are: designs that differ in their chips alone are one
 * @param drawingSeconds processor time of drawing and pricing them
 * @param seconds processor time of each decision, in order: taking the last result, predicting all networks anew, choosing the next piece
 */
public record DecisionMeasurement(int designs, int networks, double drawingSeconds, List<Double> seconds) {
    public DecisionMeasurement {
        seconds = List.copyOf(seconds);
    }

    public double meanSeconds() {
        return StatUtils.mean(values());
    }

    /** @param share of the decisions that took no longer, above 0 and up to 1 */
    public double quantileSeconds(double share) {
        return StatUtils.percentile(values(), 100 * share);
    }

    private double[] values() {
        return seconds.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
