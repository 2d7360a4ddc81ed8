package org.hasnas.chip.inference;

import java.util.Arrays;

/**
 * The assignment problem: to each row a column of its own, so that the costs add up to least. Shortest augmenting paths, in O(rows^2 columns)
 * (R. Jonker and A. Volgenant, Computing 38, 325, 1987).
 */
final class LeastAssignment {
    private static final int NONE = -1;

    private final double[][] cost;
    private final double[] rowPrice;
    private final double[] columnPrice;
    private final int[] rowOf;

    private LeastAssignment(double[][] cost, int columns) {
        this.cost = cost;
        this.rowPrice = new double[cost.length];
        this.columnPrice = new double[columns];
        this.rowOf = new int[columns];
        Arrays.fill(rowOf, NONE);
    }

    /**
     * The column of each row.
     *
     * @param cost finite, [row][column]; at least as many columns as rows
     */
    static int[] of(double[][] cost) {
        int columns = cost.length == 0 ? 0 : cost[0].length;
        LeastAssignment problem = new LeastAssignment(cost, columns);
        for (int row = 0; row < cost.length; row++) {
            problem.add(row);
        }
        int[] columnOf = new int[cost.length];
        for (int column = 0; column < columns; column++) {
            if (problem.rowOf[column] != NONE) {
                columnOf[problem.rowOf[column]] = column;
            }
        }
        return columnOf;
    }

    /** Gives one more row a column, along the shortest path over the rows that have one to a column that is free. */
    private void add(int newRow) {
        int columns = rowOf.length;
        double[] distance = new double[columns];
        int[] before = new int[columns]; // the column that the path comes from; NONE from the new row
        boolean[] done = new boolean[columns];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        int at = NONE;
        int row = newRow;
        double length = 0;
        do {
            int next = NONE;
            for (int column = 0; column < columns; column++) {
                if (!done[column]) {
                    double through = length + cost[row][column] - rowPrice[row] - columnPrice[column];
                    if (through < distance[column]) {
                        distance[column] = through;
                        before[column] = at;
                    }
                    // among equals one that is free, which ends the path
                    if (next == NONE || distance[column] < distance[next] || (distance[column] == distance[next] && rowOf[column] == NONE)) {
                        next = column;
                    }
                }
            }
            at = next;
            done[at] = true;
            length = distance[at];
            row = rowOf[at];
        } while (row != NONE);
        rowPrice[newRow] += length;
        for (int column = 0; column < columns; column++) {
            if (done[column] && column != at) {
                rowPrice[rowOf[column]] += length - distance[column];
                columnPrice[column] -= length - distance[column];
            }
        }
        for (int column = at; column != NONE; column = before[column]) {
            rowOf[column] = before[column] == NONE ? newRow : rowOf[before[column]];
        }
    }
}
