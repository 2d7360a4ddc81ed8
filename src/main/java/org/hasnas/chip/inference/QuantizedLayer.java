package org.hasnas.chip.inference;

import org.hasnas.simulation.weights.WeightRounding;

/**
 * The integer weights of a layer.
 *
 * @param name of the layer
 * @param inputBits bits of an input; 1 for spikes
 * @param kernelSize side of the kernel, 1 for a linear layer
 * @param depthwise whether each output reads its own input channel only; all other weights are 0
 * @param weights [row][output]; rows as in {@link org.hasnas.simulation.weights.Weights}
 * @param scale what one unit of a weight is worth, by output
 */
@SuppressWarnings("ArrayRecordComponent") // parameters of a layer, never compared
public record QuantizedLayer(String name, int inputBits, int kernelSize, boolean depthwise, short[][] weights, double[] scale) {
    /** Rounds real weights to {@code -largest} to {@code largest}, see {@link WeightRounding}. */
    public static QuantizedLayer of(String name, int inputBits, int kernelSize, boolean depthwise, float[][] weights, int largest) {
        int outputs = weights[0].length;
        double[] scale = new double[outputs];
        for (float[] row : weights) {
            WeightRounding.widen(scale, row, 0);
        }
        WeightRounding.toScales(scale, largest);
        short[][] integers = new short[weights.length][outputs];
        for (int row = 0; row < weights.length; row++) {
            for (int output = 0; output < outputs; output++) {
                integers[row][output] = (short) WeightRounding.integer(weights[row][output], scale[output]);
            }
        }
        return new QuantizedLayer(name, inputBits, kernelSize, depthwise, integers, scale);
    }

    public int rows() {
        return weights.length;
    }

    public int outputs() {
        return scale.length;
    }
}
