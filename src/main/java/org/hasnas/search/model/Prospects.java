package org.hasnas.search.model;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What the predictor of a run says of designs that the run has not trained.
 *
 * @param ceilingFraction validation accuracy that, with {@link #CONFIDENCE}, none of the designs within all limits exceeds after a whole training; empty
 *        if nothing is known
 * @param designs within all limits of which this is said: those of the run and as many more as were drawn
 * @param prices of all limits that are finite
 */
public record Prospects(OptionalDouble ceilingFraction, int designs, List<LimitPrice> prices) {
    public static final double CONFIDENCE = 0.95;

    /** Of a run that has trained nothing, or predicts nothing. */
    public static final Prospects NONE = new Prospects(OptionalDouble.empty(), 0, List.of());

    public Prospects {
        prices = List.copyOf(prices);
    }
}
