package org.hasnas.chip.circuit;

/**
 * One row: a chain of wire segments that its driver feeds, with a cell at each node. As seen from the column side the chain is an
 * admittance matrix and, for each column, the current that one volt at the driver sends into it; both without any division by a
 * resistance. Scratch memory for one row after another.
 */
final class WordLine {
    private final int columns;
    private final double wireOhms;
    private final double driverOhms;
    /** Resistance to the driver, seen from each node without its own cell. */
    private final double[] left;
    /** Admittance of all that lies right of each node, its cells grounded. */
    private final double[] right;
    /** Voltage at the next node per voltage at each, if only the part right of it draws current. */
    private final double[] transfer;
    private final double[] voltage;

    WordLine(CrossbarCircuit circuit) {
        this.columns = circuit.columns();
        this.wireOhms = circuit.resistances().rowWireOhms();
        this.driverOhms = circuit.resistances().driverOhms();
        this.left = new double[columns];
        this.right = new double[columns];
        this.transfer = new double[columns];
        this.voltage = new double[columns];
    }

    /** Takes the row whose cells start at {@code offset}. */
    void take(double[] cells, int offset) {
        double resistance = driverOhms + wireOhms;
        for (int j = 0; j < columns; j++) {
            left[j] = resistance;
            resistance = wireOhms + resistance / (1 + resistance * cells[offset + j]);
        }
        double admittance = 0;
        for (int j = columns - 1; j >= 0; j--) {
            right[j] = admittance;
            double here = cells[offset + j] + admittance;
            double divider = 1 / (1 + wireOhms * here);
            if (j > 0) {
                transfer[j - 1] = divider;
            }
            admittance = here * divider;
        }
    }

    /** Adds the admittance matrix between the column nodes to the upper triangle of {@code matrix}. */
    void addAdmittance(double[] cells, int offset, double[] matrix, int stride) {
        for (int j = 0; j < columns; j++) {
            double cell = cells[offset + j];
            double loading = 1 / (1 + left[j] * (cell + right[j]));
            int line = j * stride;
            matrix[line + j] += cell * (1 + left[j] * right[j]) * loading;
            double mutual = -cell * left[j] * loading;
            for (int k = j + 1; k < columns; k++) {
                mutual *= transfer[k - 1];
                matrix[line + k] += mutual * cells[offset + k];
            }
        }
    }

    /** Adds, in column {@code at} of {@code matrix}, the current per column node that {@code volts} at the driver cause. */
    void addSource(double[] cells, int offset, double volts, double[] matrix, int stride, int at) {
        double node = volts / (1 + left[0] * (cells[offset] + right[0]));
        for (int j = 0; j < columns; j++) {
            matrix[j * stride + at] += cells[offset + j] * node;
            node *= transfer[j];
        }
    }

    /** Adds the current per column node that {@code volts} at the driver cause to {@code currents} from {@code at} on. */
    void addSource(double[] cells, int offset, double volts, double[] currents, int at) {
        addSource(cells, offset, volts, currents, 1, at);
    }

    /**
     * Voltages of the row's nodes for given voltages of the column nodes.
     *
     * @return the current the driver delivers
     */
    double solve(double[] cells, int offset, double volts, double[] columnVolts, double[] rowVolts) {
        double source = volts;
        for (int j = 0; j < columns; j++) {
            double cell = cells[offset + j];
            source = (source + left[j] * cell * columnVolts[offset + j]) / (1 + left[j] * cell);
            voltage[j] = source;
        }
        double current = 0; // to the right of the node
        for (int j = columns - 1; j >= 0; j--) {
            double cell = cells[offset + j];
            double node = voltage[j] - left[j] / (1 + left[j] * cell) * current;
            rowVolts[offset + j] = node;
            current += cell * (node - columnVolts[offset + j]);
        }
        return current;
    }
}
