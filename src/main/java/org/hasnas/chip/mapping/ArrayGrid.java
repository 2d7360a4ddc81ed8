package org.hasnas.chip.mapping;

/**
 * A matrix of weights cut into arrays: the one place where rows and columns become numbers of arrays.
 *
 * @param rows inputs of the matrix
 * @param outputs columns of weights
 * @param side cells in a row and in a column of an array
 * @param cellsPerWeight columns of cells of one weight
 */
public record ArrayGrid(long rows, long outputs, int side, int cellsPerWeight) {
    public ArrayGrid {
        if (rows < 1 || outputs < 1 || side < 1 || cellsPerWeight < 1) {
            throw new IllegalArgumentException(rows + " rows and " + outputs + " outputs of " + cellsPerWeight + " cells on arrays of " + side
                    + "; all must be at least 1");
        }
    }

    /** ceil(rows / X). */
    public long rowBlocks() {
        return Math.ceilDiv(rows, (long) side);
    }

    /** Row of the matrix with which a block of rows begins. */
    public int firstRow(int rowBlock) {
        return rowBlock * side;
    }

    /** Rows of a block; of the last one, those that are left. */
    public int rowsOf(int rowBlock) {
        return (int) Math.min(side, rows - firstRow(rowBlock));
    }

    /** ceil(columns of cells / X): as a cost model counts, a weight may begin on one array and end on the next. */
    public long columnBlocks() {
        return Math.ceilDiv(outputs * cellsPerWeight, (long) side);
    }

    /** Outputs on one array if the cells of a weight are never parted. */
    public int wholeOutputs() {
        return side / cellsPerWeight;
    }

    /** Blocks of columns if the cells of a weight are never parted; more than {@link #columnBlocks} only where X is no multiple of them. */
    public long wholeColumnBlocks() {
        return Math.ceilDiv(outputs, (long) wholeOutputs());
    }

    /** Output with which a block of columns begins, if the cells of a weight are never parted. */
    public int firstOutput(int columnBlock) {
        return columnBlock * wholeOutputs();
    }

    /** Outputs of such a block; of the last one, those that are left. */
    public int outputsOf(int columnBlock) {
        return (int) Math.min(wholeOutputs(), outputs - firstOutput(columnBlock));
    }
}
