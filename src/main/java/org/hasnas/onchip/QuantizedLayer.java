package org.hasnas.onchip;

/**
 * The integer weights of a layer.
 *
 * @param name of the layer
 * @param inputBits bits of an input; 1 for spikes
 * @param kernelSize side of the kernel, 1 for a linear layer
 * @param weights [row][output]; rows as in {@link org.hasnas.engine.Weights}
 * @param scale what one unit of a weight is worth, by output
 */
@SuppressWarnings("ArrayRecordComponent") // parameters of a layer, never compared
record QuantizedLayer(String name, int inputBits, int kernelSize, short[][] weights, double[] scale) {
    /** Rounds real weights to {@code -largest} to {@code largest}, each output by its own scale: its largest weight becomes the largest integer. */
    static QuantizedLayer of(String name, int inputBits, int kernelSize, float[][] weights, int largest) {
        int outputs = weights[0].length;
        double[] scale = new double[outputs];
        for (float[] row : weights) {
            for (int output = 0; output < outputs; output++) {
                scale[output] = Math.max(scale[output], Math.abs(row[output]));
            }
        }
        for (int output = 0; output < outputs; output++) {
            scale[output] = scale[output] == 0 ? 1 : scale[output] / largest;
        }
        short[][] integers = new short[weights.length][outputs];
        for (int row = 0; row < weights.length; row++) {
            for (int output = 0; output < outputs; output++) {
                integers[row][output] = (short) Math.rint(weights[row][output] / scale[output]);
            }
        }
        return new QuantizedLayer(name, inputBits, kernelSize, integers, scale);
    }

    int rows() {
        return weights.length;
    }

    int outputs() {
        return scale.length;
    }
}
