package org.hasnas.simulation.kernel.column;

/**
 * Reads crossbars: the rows of conductances (in level steps above level 0) of all active word lines are added up column by column, and
 * converters make integers of the sums. Plain Java and vectors give the same bits: each column is
 * added up in the order of its rows, in float32. {@link ScalarColumnKernels} is the readable reference.
 */
public interface ColumnKernels {
    /**
     * Adds up rows and converts: {@code totals[o] += factor[d] * code(sum over i of matrix[starts[i] + d * stride + o])}.
     *
     * @param starts where the rows of active word lines begin in the matrix; {@code from} to {@code to - 1} are read, in this order
     * @param totals of the outputs, padding included
     */
    void readOut(float[] matrix, int[] starts, int from, int to, ColumnFormat format, int[] totals);

    /**
     * Adds up rows and the squares of whole conductances, for readings with noise.
     *
     * @param levelZero conductance of level 0 in level steps
     * @param sums of each column; overwritten
     * @param squares sum of {@code (conductance + levelZero)^2} of each column; overwritten
     */
    void sumWithSquares(float[] matrix, int[] starts, int from, int to, float levelZero, float[] sums, float[] squares);

    /** Converts sums of columns: {@code totals[o] += factor[d] * code(sums[d * stride + o])}. */
    void convert(float[] sums, ColumnFormat format, int[] totals);
}
