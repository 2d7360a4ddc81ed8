package org.hasnas.chip.circuit;

import org.hasnas.chip.model.CircuitSolution;

/** A programmed crossbar in its circuit, without inputs. Immutable. */
public final class CrossbarCircuit implements Circuit {
    /** Largest number of rows and of columns: above it the dense blocks of the elimination would not fit into memory. */
    public static final int MAX_SIDE = 1024;

    /** Multiplications of an elimination that take about a quarter of a second. */
    private static final double DIRECT_WORK = 2e9;

    private final int rows;
    private final int columns;
    private final CellAccess access;
    private final CircuitResistances resistances;
    private final double[] device;
    private final double[] cell;

    /**
     * @param conductanceSiemens of the devices, [row][column], copied
     * @throws IllegalArgumentException naming the cell or size that is wrong
     */
    public CrossbarCircuit(CellAccess access, CircuitResistances resistances, double[][] conductanceSiemens) {
        this.access = access;
        this.resistances = resistances;
        this.rows = requireSide("rows", conductanceSiemens.length);
        this.columns = requireSide("columns", conductanceSiemens[0].length);
        this.device = new double[rows * columns];
        this.cell = new double[rows * columns];
        double series = access == CellAccess.DIRECT ? 0 : resistances.accessOhms();
        for (int row = 0; row < rows; row++) {
            if (conductanceSiemens[row].length != columns) {
                throw new IllegalArgumentException("row " + row + " has " + conductanceSiemens[row].length + " conductances, row 0 has " + columns
                        + "; all rows must have one for each column");
            }
            for (int column = 0; column < columns; column++) {
                double siemens = conductanceSiemens[row][column];
                if (!(siemens >= 0 && siemens < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException("the conductance of cell [" + row + "][" + column + "] is " + siemens
                            + " S; it must be a finite number of at least 0");
                }
                device[row * columns + column] = siemens;
                cell[row * columns + column] = siemens / (1 + siemens * series);
            }
        }
    }

    /** The circuit seen from its sense side: rows and columns, drivers and sense resistances change places. */
    private CrossbarCircuit(CrossbarCircuit other) {
        this.rows = other.columns;
        this.columns = other.rows;
        this.access = other.access;
        CircuitResistances r = other.resistances;
        this.resistances = new CircuitResistances(/* rowWireOhms= */ r.columnWireOhms(), /* columnWireOhms= */ r.rowWireOhms(),
                /* driverOhms= */ r.senseOhms(), /* senseOhms= */ r.driverOhms(), r.accessOhms());
        this.device = turned(other.device);
        this.cell = turned(other.cell);
    }

    private CrossbarCircuit(CrossbarCircuit other, CellAccess access) {
        this.rows = other.rows;
        this.columns = other.columns;
        this.access = access;
        this.resistances = other.resistances;
        this.device = other.device;
        this.cell = other.cell;
    }

    /** The same circuit with no cell gated by the input; this one if none is. */
    CrossbarCircuit ungated() {
        return switch (access) {
            case DIRECT, TRANSISTOR -> this;
            case GATED_TRANSISTOR -> new CrossbarCircuit(this, CellAccess.TRANSISTOR);
        };
    }

    private double[] turned(double[] values) {
        double[] result = new double[values.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                result[row * columns + column] = values[(columns - 1 - column) * rows + rows - 1 - row];
            }
        }
        return result;
    }

    private static int requireSide(String name, int size) {
        if (size < 1 || size > MAX_SIDE) {
            throw new IllegalArgumentException("the array has " + size + " " + name + "; it must have 1 to " + MAX_SIDE);
        }
        return size;
    }

    /**
     * The same network with drivers and senses exchanged: its row r is this one's column {@code columns - 1 - r}, its column c this one's
     * row {@code rows - 1 - c}. By reciprocity its effective conductances are the same numbers.
     */
    CrossbarCircuit turned() {
        return new CrossbarCircuit(this);
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public int inputRows() {
        return rows;
    }

    /**
     * By the method that suits the size: elimination ({@link DirectSolver}) where that takes well under a second, else the chains with their error
     * bound of 1e-13 ({@link ChainSolver}).
     */
    @Override
    public CircuitSolution solve(RowInput input) {
        return rows * Math.pow(columns, 3) <= DIRECT_WORK ? DirectSolver.solve(this, input) : ChainSolver.solve(this, input);
    }

    public CellAccess access() {
        return access;
    }

    public CircuitResistances resistances() {
        return resistances;
    }

    /** Conductance of a device with its access resistance, in siemens. */
    public double cellSiemens(int row, int column) {
        return cell[row * columns + column];
    }

    /** Conductances of devices with their access resistances, row by row. Not copied. */
    double[] cells() {
        return cell;
    }

    /** The conductance of a device, in siemens. */
    public double deviceSiemens(int row, int column) {
        return device[row * columns + column];
    }

    @Override
    public double idealColumnAmperes(RowInput input, int column) {
        double sum = 0;
        for (int row = 0; row < rows(); row++) {
            if (input.conducts(this, row)) {
                sum += input.volts(row) * cellSiemens(row, column);
            }
        }
        return sum;
    }
}
