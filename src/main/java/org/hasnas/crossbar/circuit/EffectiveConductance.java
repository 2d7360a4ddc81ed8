package org.hasnas.crossbar.circuit;

import java.util.Arrays;

/**
 * What a programmed crossbar really multiplies by: current of each column per volt at each row's driver, wires and all. Exact, since the
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
