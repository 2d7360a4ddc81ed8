package org.hasnas.chip.circuit;

import java.util.Arrays;

/**
 * The effective conductance matrix of a programmed crossbar: current of each column per volt at each row's driver, wires included. Exact, since the
 * circuit is linear; of {@link CellAccess#GATED_TRANSISTOR} there is none, because it depends on which rows are active.
 *
 * <p>All rows come from one elimination along the chains of the longer side: every row in turn becomes a source of a
 * {@link PortNetwork}. Work for N rows and M columns, M &lt;= N: N (M^3 + N M^2) multiplications and additions. A circuit with more columns
 * than rows is solved from its sense side (reciprocity).
 */
public final class EffectiveConductance {
    private final int rows;
    private final int columns;
    private final double[] siemens;

    private EffectiveConductance(int rows, int columns, double[] siemens) {
        this.rows = rows;
        this.columns = columns;
        this.siemens = siemens;
    }

    /** @throws IllegalArgumentException if the circuit's cells are gated by the input */
    public static EffectiveConductance of(CrossbarCircuit circuit) {
        switch (circuit.access()) {
            case DIRECT, TRANSISTOR -> {}
            case GATED_TRANSISTOR -> throw new IllegalArgumentException(
                    "a crossbar whose cells are gated by its input has no effective conductance matrix; solve it for each input");
        }
        int rows = circuit.rows();
        int columns = circuit.columns();
        double[] siemens = new double[rows * columns];
        if (columns <= rows) {
            PortNetwork network = eliminate(circuit);
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    siemens[row * columns + column] = network.current(column, row);
                }
            }
        } else {
            PortNetwork network = eliminate(circuit.turned());
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    siemens[row * columns + column] = network.current(rows - 1 - row, columns - 1 - column);
                }
            }
        }
        return new EffectiveConductance(rows, columns, siemens);
    }

    /**
     * As {@link #of}, and for gated cells the matrix of the same circuit with all its transistors conducting. That is exact for the input in
     * which every row is active. For others it is an approximation that gives too little current, since the rows that are off load the columns
     * here and don't in the gated circuit; {@link ChainSolver} is exact for each input.
     */
    public static EffectiveConductance ofUngated(CrossbarCircuit circuit) {
        return of(circuit.ungated());
    }

    private static PortNetwork eliminate(CrossbarCircuit circuit) {
        int rows = circuit.rows();
        int columns = circuit.columns();
        CircuitResistances resistances = circuit.resistances();
        PortNetwork network = new PortNetwork(columns, rows);
        WordLine line = new WordLine(circuit);
        for (int row = 0; row < rows; row++) {
            int offset = row * columns;
            line.take(circuit.cells(), offset);
            line.addAdmittance(circuit.cells(), offset, network.matrix(), network.stride());
            line.addSource(circuit.cells(), offset, 1, network.matrix(), network.stride(), columns + row);
            network.addSeries(resistances.columnWireOhms() + (row + 1 < rows ? 0 : resistances.senseOhms()), row + 1);
        }
        return network;
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** Current of a column per volt of a row's driver, in siemens. */
    public double siemens(int row, int column) {
        return siemens[row * columns + column];
    }

    /** Siemens of all cells row by row, [row * columns() + column]: a copy, for products with many inputs. */
    public double[] toArray() {
        return siemens.clone();
    }

    /** As {@link #toArray}, rounded to floats: a relative error of at most 6e-8 for each cell. */
    public float[] toFloatArray() {
        float[] result = new float[siemens.length];
        for (int cell = 0; cell < result.length; cell++) {
            result[cell] = (float) siemens[cell];
        }
        return result;
    }

    /**
     * Currents of all columns with some rows at one voltage and the others at 0 V.
     *
     * @param activeRows row numbers; the first {@code count} are used, each once
     * @param volts of each active row
     * @param amperes gets the current of each column
     */
    public void columnAmperes(int[] activeRows, int count, double volts, double[] amperes) {
        if (amperes.length != columns) {
            throw new IllegalArgumentException("there are " + amperes.length + " currents for " + columns + " columns");
        }
        Arrays.fill(amperes, 0);
        for (int i = 0; i < count; i++) {
            int offset = activeRows[i] * columns;
            for (int column = 0; column < columns; column++) {
                amperes[column] += siemens[offset + column];
            }
        }
        for (int column = 0; column < columns; column++) {
            amperes[column] *= volts;
        }
    }

    /**
     * Currents of all columns for one input.
     *
     * @param volts of each row's driver
     * @param amperes gets the current of each column
     */
    public void columnAmperes(double[] volts, double[] amperes) {
        if (volts.length != rows || amperes.length != columns) {
            throw new IllegalArgumentException("there are " + volts.length + " voltages and " + amperes.length + " currents for " + rows
                    + " rows and " + columns + " columns");
        }
        Arrays.fill(amperes, 0);
        for (int row = 0; row < rows; row++) {
            double v = volts[row];
            if (v != 0) {
                int offset = row * columns;
                for (int column = 0; column < columns; column++) {
                    amperes[column] += v * siemens[offset + column];
                }
            }
        }
    }
}
