package org.hasnas.chip.inference.model;

/**
 * What a trained network achieves without the chip, on the images that the chip gets.
 *
 * @param weightBits of the integer weights
 * @param floatFraction right answers with the float32 weights
 * @param quantizedFraction right answers with integer weights and exact sums
 */
public record ChipReferences(int weightBits, double floatFraction, double quantizedFraction) {}
