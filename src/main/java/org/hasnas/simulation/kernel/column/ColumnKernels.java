package org.hasnas.simulation.kernel.column;

/**
 * Reads crossbars: the rows of conductances (in level steps above level 0) of all active word lines are added up column by column, and
 * converters make integers of the sums. Plain Java and vectors give the same bits: each column is
 * added up in the order of its rows, in float32. {@link ScalarColumnKernels} is the readable reference.
 */
public interface ColumnKernels {
    /**
     * Adds up rows and converts: {@code totals[o] += factor[d] * code(sum over i of matrix[starts[i] + d * stride + o])}, for the outputs, from the
     * first on, of whose columns no deviation up to {@code reach} changes a code, by a bound that is on the safe side.
     *
     * @param starts where the rows of active word lines begin in the matrix; {@code from} to {@code to - 1} are read, in this order
     * @param reach in level steps; 0 for readings without noise, of which every code is sure
     * @param totals of the outputs, padding included
     * @return how many outputs were done, a multiple of the lanes of a vector: {@code format.stride()} for all
     */
    int readOut(float[] matrix, int[] starts, int from, int to, ColumnFormat format, float reach, int[] totals);

    /**
     * Adds up whole numbers: {@code totals[first + o] += sum over i of matrix[rows[i] * length + o]}, where all columns are known to give exact codes.
     *
     * @param length of a row and of its totals, a multiple of 16
     */
    void addRows(int[] matrix, int[] rows, int from, int to, int length, int[] totals, int first);

    /**
     * Adds multiples of all rows: {@code totals[o] += sum over row of factors[row] * matrix[row * length + o]}.
     *
     * @param factors one for each row
     * @param length of a row and of the totals, a multiple of 16
     */
    void addProducts(int[] matrix, int[] factors, int length, int[] totals);

    /**
     * Adds up rows and the squares of whole conductances, for readings with noise.
     *
     * @param levelZero conductance of level 0 in level steps
     * @param sums of each column; overwritten
     * @param squares sum of {@code (conductance + levelZero)^2} of each column; overwritten
     */
    void sumWithSquares(float[] matrix, int[] starts, int from, int to, float levelZero, float[] sums, float[] squares);

    /**
     * Adds noise: {@code sums[c] += ratio * sqrt(squares[c]) * draws[c]}.
     *
     * @param draws standard normal numbers
     */
    void addNoise(float[] sums, float[] squares, float ratio, float[] draws);

    /**
     * Finds, for each column, about where noise makes its code the upper one of two neighbours, in {@code code(sums[c] + ratio * sqrt(squares[c]) *
     * number)}, see {@link #addNoise}: the threshold is a rank among the numbers of {@link NormalRanks}. A code that no number changes is above the
     * threshold 0.
     *
     * @param largest of the numbers
     * @param worth of the read
     * @param lowest for each output, from {@code firstLowest} on, {@code worth * factor[d]} times its codes below the thresholds is added
     * @param thresholds as unsigned numbers of 16 bits; {@code first + c} is overwritten
     * @return how many ranks a threshold may be off at most; -1 if numbers can change a code by more than 1, or if it were too many
     */
    int thresholds(float[] sums, float[] squares, float ratio, float largest, ColumnFormat format, int worth, int[] lowest, int firstLowest,
            short[] thresholds, int first);

    /**
     * Adds one code to each column whose random number reaches its threshold: {@code totals[o] += worth * factor[d]} where
     * {@code random(c) >= thresholds[first + c]} for {@code c = d * stride + o}, both as unsigned numbers of 16 bits.
     *
     * @param random four for each long, the first in its lowest bits
     * @param off how many ranks a threshold may be off; the threshold 0 is not
     * @return whether it is certain which thresholds were reached; else some may have been reached or missed by mistake, and the same call with the
     *     opposite worth takes off what was added
     */
    boolean addReached(short[] thresholds, int first, long[] random, int off, int worth, ColumnFormat format, int[] totals);

    /**
     * Converts sums of columns: {@code totals[o] += factor[d] * code(sums[d * stride + o])}.
     *
     * @param firstOutput the first to convert, a multiple of the lanes of a vector
     */
    void convert(float[] sums, ColumnFormat format, int firstOutput, int[] totals);

    /**
     * Adds sums as numbers: {@code target[firstTarget + c] += sums[firstSum + c] * gain[c] + offset[c]} for each channel c.
     *
     * @param gain of each channel, as long as {@code offset}
     */
    void addScaled(int[] sums, int firstSum, float[] gain, float[] offset, float[] target, int firstTarget);

    /**
     * The neurons behind the columns of one pixel fire where {@code potentials[first + c] >= thresholds[c]}, and their potentials become 0.
     *
     * @param spikes the words of the channels, from {@code firstWord} on, are overwritten, see
     *     {@link org.hasnas.simulation.kernel.layout.SpikeLayout}
     */
    void fire(float[] potentials, int first, float[] thresholds, int channels, long[] spikes, int firstWord);
}
