package org.hasnas.chip.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often the inputs of layers spike: the fraction of ones among the input bits.
 *
 * @param commonRate fraction for layers without one of their own, 0 to 1
 * @param byLayer fractions by layer name, in the order in which they are written out; for the stem, the fraction of ones among the bits of the image
 */
public record SpikeRates(double commonRate, Map<String, Double> byLayer) {
    /** Name of the layer that reads the image. */
    private static final String STEM = "stem";

    public SpikeRates {
        byLayer = Collections.unmodifiableMap(new LinkedHashMap<>(byLayer));
        requireFraction("the common spike rate", commonRate);
        byLayer.forEach((layer, rate) -> requireFraction("the spike rate of layer '" + layer + "'", rate));
    }

    /** One fraction for all layers. */
    public static SpikeRates of(double rate) {
        return new SpikeRates(rate, Map.of());
    }

    /** Fractions of layers, and for others their mean. */
    public static SpikeRates mean(Map<String, Double> byLayer) {
        return new SpikeRates(byLayer.values().stream().mapToDouble(Double::doubleValue).average().orElse(0), byLayer);
    }

    /**
     * One fraction for all layers but the stem, which reads the image.
     *
     * @param imageBitRate fraction of ones among the bits of the image
     */
    public static SpikeRates withImage(double rate, double imageBitRate) {
        return new SpikeRates(rate, Map.of(STEM, imageBitRate));
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
