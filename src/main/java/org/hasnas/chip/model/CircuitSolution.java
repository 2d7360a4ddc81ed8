package org.hasnas.chip.model;

/** Voltages and currents of a crossbar for one input. Immutable. */
public final class CircuitSolution {
    private final int rows;
    private final int columns;
    private final double[] columnCurrents;
    private final double[] driverCurrents;
    private final double[] rowVolts;
    private final double[] columnVolts;
    private final double power;

    /**
     * Takes over the arrays.
     *
     * @param rowVolts [row * columns + column], like columnVolts
     */
    public CircuitSolution(double[] columnCurrents, double[] driverCurrents, double[] rowVolts, double[] columnVolts, double power) {
        this.rows = driverCurrents.length;
        this.columns = columnCurrents.length;
        this.columnCurrents = columnCurrents;
        this.driverCurrents = driverCurrents;
        this.rowVolts = rowVolts;
        this.columnVolts = columnVolts;
        this.power = power;
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** Current of a column into ground, in amperes. */
    public double columnAmperes(int column) {
        return columnCurrents[column];
    }

    /** Current a driver delivers into its row, in amperes; negative where it takes current in. */
    public double driverAmperes(int row) {
        return driverCurrents[row];
    }

    /** Voltage of node w(row, column) of the row wire. */
    public double rowVolts(int row, int column) {
        return rowVolts[row * columns + column];
    }

    /** Voltage of node b(row, column) of the column wire. */
    public double columnVolts(int row, int column) {
        return columnVolts[row * columns + column];
    }

    /** Power that all drivers deliver, in watts. */
    public double powerWatts() {
        return power;
    }
}
