package org.hasnas.workbench;

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
 * @param weightError root mean square of effective minus intended weights, relative to the intended ones'
 * @param effectiveWeights in units of the int8 weights, [input][output]
 * @param weights the int8 weights, [input][output]
 */
public record CrossbarMapReport(int inputs, int outputs, int columnsPerOutput, List<Array> arrays, double usedFraction, double meanLoss,
        double worstLoss, double weightError, List<List<Double>> effectiveWeights, List<List<Integer>> weights) {
    public CrossbarMapReport {
        arrays = List.copyOf(arrays);
        effectiveWeights = List.copyOf(effectiveWeights);
        weights = List.copyOf(weights);
    }

    /** One crossbar: its place, the cells in use, and the losses of current of its columns in use. */
    public record Array(int rowBlock, int columnBlock, int rows, int columns, double usedFraction, double meanLoss, double worstLoss) {}
}
