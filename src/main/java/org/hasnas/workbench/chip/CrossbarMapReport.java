package org.hasnas.workbench.chip;

import java.util.List;

/**
 * What the crossbars of a layer compute.
 *
 * @param inputs rows of the unrolled layer: kernel positions times input channels
 * @param outputs output channels
 * @param columnsPerOutput columns of cells for one output
 * @param arrays all crossbars
 * @param usedFraction cells in use of all
 * @param meanLoss mean loss of current of all columns, as part of the ideal current
 * @param worstLoss largest size of a column's loss
 * @param weightError effective minus intended weights
 * @param outputError root mean square of the error of outputs, relative to that of the ideal outputs, over random spikes of which
 *     {@link #SPIKE_RATE} are ones; exact sums, without the converters
 * @param effectiveWeights in units of the integer weights, [input][output]
 * @param weights the integer weights, [input][output]
 */
public record CrossbarMapReport(int inputs, int outputs, int columnsPerOutput, List<Array> arrays, double usedFraction, double meanLoss,
        double worstLoss, WeightError weightError, double outputError, List<List<Double>> effectiveWeights, List<List<Integer>> weights) {
    /** Part of ones in the inputs that outputs are computed for. */
    public static final double SPIKE_RATE = 0.1;

    /**
     * Errors of weights in units of the integer weights.
     *
     * @param mean with its sign
     * @param rootMeanSquare of all
     * @param largest size
     * @param relative root mean square over that of the intended weights
     */
    public record WeightError(double mean, double rootMeanSquare, double largest, double relative) {}

    public CrossbarMapReport {
        arrays = List.copyOf(arrays);
        effectiveWeights = List.copyOf(effectiveWeights);
        weights = List.copyOf(weights);
    }

    /** One crossbar: its place, the cells in use, and the losses of current of its columns in use. */
    public record Array(int rowBlock, int columnBlock, int rows, int columns, double usedFraction, double meanLoss, double worstLoss) {}
}
