package org.hasnas.chip.model;

import java.util.List;

/**
 * What the crossbars of a layer compute.
 *
 * @param inputs rows of the unrolled layer: kernel positions times input channels
 * @param outputs output channels
 * @param columnsPerOutput columns of cells for one output
 * @param arrays all crossbars
 * @param usedFraction cells in use of all
 * @param meanLossRatio mean loss of current of all columns, as part of the ideal current
 * @param worstLossRatio largest size of a column's loss
 * @param weightError effective minus intended weights
 * @param outputErrorRatio root mean square of the error of outputs, relative to that of the ideal outputs, over random spikes of which
 *     {@link #SPIKE_RATE} are ones; exact sums, without the converters
 * @param effectiveWeights in units of the integer weights, [input][output]
 * @param weights the integer weights, [input][output]
 */
public record CrossbarMapReport(int inputs, int outputs, int columnsPerOutput, List<ArrayOutcome> arrays, double usedFraction,
        double meanLossRatio, double worstLossRatio, WeightError weightError, double outputErrorRatio,
        List<List<Double>> effectiveWeights, List<List<Integer>> weights) {
    /** Part of ones in the inputs that outputs are computed for. */
    public static final double SPIKE_RATE = 0.1;

    /**
     * Errors of weights in steps of the integer weights.
     *
     * @param meanSteps with its sign
     * @param rootMeanSquareSteps of all
     * @param largestSteps largest size
     * @param rootMeanSquareRatio root mean square over that of the intended weights
     */
    public record WeightError(double meanSteps, double rootMeanSquareSteps, double largestSteps, double rootMeanSquareRatio) {}

    public CrossbarMapReport {
        arrays = List.copyOf(arrays);
        effectiveWeights = List.copyOf(effectiveWeights);
        weights = List.copyOf(weights);
    }
}
