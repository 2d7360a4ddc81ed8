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
        if (cellsPerWeight > side) {
            throw new IllegalArgumentException("a crossbar of " + side + " columns is too narrow for one weight of " + cellsPerWeight + " cells");
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

    /** Outputs on one array: the cells of a weight are never parted. */
    public int wholeOutputs() {
        return side / cellsPerWeight;
    }

    /** ceil(outputs / whole outputs): more than ceil(columns of cells / X) only where X is no multiple of a weight's cells. */
    public long columnBlocks() {
        return Math.ceilDiv(outputs, (long) wholeOutputs());
    }

    /** Output with which a block of columns begins. */
    public int firstOutput(int columnBlock) {
        return columnBlock * wholeOutputs();
    }

    /** Outputs of a block; of the last one, those that are left. */
    public int outputsOf(int columnBlock) {
        return (int) Math.min(wholeOutputs(), outputs - firstOutput(columnBlock));
    }
}
