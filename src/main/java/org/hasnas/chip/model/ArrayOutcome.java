package org.hasnas.chip.model;

/**
 * One crossbar of a layer.
 *
 * @param rowBlock number of its block of inputs
 * @param columnBlock number of its block of outputs
 * @param rows of cells in use
 * @param columns of cells in use
 * @param usedFraction cells in use of all
 * @param meanLossRatio mean over the columns in use of the current that is lost with all rows in use active, relative to ideal devices without
 *     wires; negative where cells conduct too well
 * @param worstLossRatio largest size of such a loss
 */
public record ArrayOutcome(int rowBlock, int columnBlock, int rows, int columns, double usedFraction, double meanLossRatio,
        double worstLossRatio) {}
