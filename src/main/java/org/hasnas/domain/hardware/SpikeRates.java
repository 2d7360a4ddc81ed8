package org.hasnas.domain.hardware;

import java.util.Map;

/**
 * How often the inputs of layers spike: the fraction of ones among the input bits.
 *
 * @param commonRate fraction for layers without one of their own, 0 to 1
 * @param byLayer fractions by layer name; for the stem, the fraction of ones among the bits of the image
 */
public record SpikeRates(double commonRate, Map<String, Double> byLayer) {
    public SpikeRates {
        byLayer = Map.copyOf(byLayer);
        requireFraction("the common spike rate", commonRate);
        byLayer.forEach((layer, rate) -> requireFraction("the spike rate of layer '" + layer + "'", rate));
    }

    /** One fraction for all layers. */
    public static SpikeRates of(double rate) {
        return new SpikeRates(rate, Map.of());
    }

    /** The fraction of a layer. */
    public double rate(String layer) {
        return byLayer.getOrDefault(layer, commonRate);
    }

    private static void requireFraction(String what, double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException(what + " must be from 0 to 1, was " + rate);
        }
    }
}
