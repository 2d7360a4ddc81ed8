package org.hasnas.search.model;

import java.util.Optional;
import org.hasnas.chip.model.CostKind;
import org.hasnas.network.Architecture;
import org.hasnas.training.model.Accuracy;

/**
 * What relaxing one limit by {@link #RELAXED} promises: the design of which most is expected among those drawn that exceed this limit alone and by no
 * more, beside the one of which most is expected within all limits.
 *
 * @param limit as it is, in SI units or a number of parameters
 * @param designs that were drawn between the limit and the relaxed one
 * @param beyond the best of them; empty if none was found
 * @param within accuracy expected of the best design within the limits
 */
public record LimitPrice(CostKind kind, double limit, int designs, Optional<Beyond> beyond, Accuracy within) {
    /** By which share of itself a limit is relaxed. */
    public static final double RELAXED = 0.1;

    /**
     * A design beyond a limit.
     *
     * @param expected on the validation images after a whole training, predicted, with its 95 % interval
     */
    public record Beyond(Architecture design, Accuracy expected) {}

    public double relaxedLimit() {
        return (1 + RELAXED) * limit;
    }

    /** By how much more is expected of the design beyond the limit, as a fraction; negative if it is less. */
    public Optional<Double> gainFraction() {
        return beyond.map(best -> best.expected().fraction() - within.fraction());
    }
}
