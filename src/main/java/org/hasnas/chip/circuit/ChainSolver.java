package org.hasnas.chip.circuit;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hasnas.chip.model.CircuitSolution;

/**
 * One input vector without an elimination: conjugate gradients on the column nodes, where the rows are eliminated chain by chain and the
 * column chains (their cells grounded) are the preconditioner. What is left for the iteration is the coupling of rows and columns, so it ends
 * after a few steps of O(rows * columns). Rows whose cells are open drop out, their wires join into longer ones.
 *
 * <p><b>Error.</b> Of a current that is sent into any column node, every column's sense gets a part of at least 0, all together at most 1.
 * So if the currents that don't add up at the column nodes sum to R (absolute values), the columns' ground currents are off by at most R in
 * total, and the currents through their cells by 2 R. The last step sets the columns to what they are for the rows' currents (z is the
 * change); after it only what the rows answer to z does not add up, and that is at most the sum of G |z|. The iteration ends when twice
 * this sum is at most {@value #TOLERANCE} of what the drivers would deliver into grounded columns; if that takes more than
 * {@value #MAX_STEPS} steps, the circuit is solved by {@link DirectSolver}.
 */
public final class ChainSolver {
    private static final double TOLERANCE = 1e-13;
    private static final int MAX_STEPS = 200;

    private final CrossbarCircuit circuit;
    private final RowInput input;
    private final int columns;
    private final int[] conducting;
    private final double[] cells;

    private ChainSolver(CrossbarCircuit circuit, RowInput input) {
        this.circuit = circuit;
        this.input = input;
        this.columns = circuit.columns();
        this.conducting = IntStream.range(0, circuit.rows()).filter(row -> input.conducts(circuit, row)).toArray();
        this.cells = new double[conducting.length * columns];
        for (int k = 0; k < conducting.length; k++) {
            System.arraycopy(circuit.cells(), conducting[k] * columns, cells, k * columns, columns);
        }
    }

    /** @throws IllegalArgumentException if the input has not one voltage for each row */
    public static CircuitSolution solve(CrossbarCircuit circuit, RowInput input) {
        input.requireFor(circuit);
        return new ChainSolver(circuit, input).solve();
    }

    private CircuitSolution solve() {
        int size = cells.length;
        WordLine line = new WordLine(circuit);
        double[] residual = new double[size];
        double scale = 0;
        for (int k = 0; k < conducting.length; k++) {
            double volts = input.volts(conducting[k]);
            if (volts != 0) {
                line.take(cells, k * columns);
                line.addSource(cells, k * columns, volts, residual, k * columns);
            }
        }
        for (double current : residual) {
            scale += Math.abs(current);
        }
        double[] columnNodes = new double[size];
        if (scale > 0 && !iterate(residual, columnNodes, scale * TOLERANCE)) {
            return DirectSolver.solve(circuit, input);
        }
        return solution(line, columnNodes);
    }

    /** Whether the iteration got {@code residual} small enough. */
    private boolean iterate(double[] residual, double[] columnNodes, double wanted) {
        CircuitResistances resistances = circuit.resistances();
        int rows = conducting.length;
        Chains rowChains = Chains.rows(cells, rows, columns, resistances.driverOhms(), resistances.rowWireOhms());
        Chains columnChains = Chains.columns(cells, rows, columns, ohmsBelow());
        int size = cells.length;
        double[] preconditioned = new double[size];
        double[] direction = new double[size];
        double[] pulled = new double[size]; // column chains' matrix times direction
        double[] image = new double[size];
        double[] rowNodes = new double[size];
        columnChains.solve(residual, preconditioned);
        double energy = dot(residual, preconditioned);
        double ratio = 0;
        for (int step = 0; step < MAX_STEPS && energy >= 0; step++) {
            double left = 0;
            for (int n = 0; n < size; n++) {
                left += cells[n] * Math.abs(preconditioned[n]);
            }
            if (2 * left <= wanted) {
                for (int n = 0; n < size; n++) {
                    columnNodes[n] += preconditioned[n];
                }
                return true;
            }
            for (int n = 0; n < size; n++) {
                direction[n] = preconditioned[n] + ratio * direction[n];
                pulled[n] = residual[n] + ratio * pulled[n];
                image[n] = cells[n] * direction[n];
            }
            rowChains.solve(image, rowNodes);
            double curvature = 0;
            for (int n = 0; n < size; n++) {
                image[n] = pulled[n] - cells[n] * rowNodes[n];
                curvature += image[n] * direction[n];
            }
            double length = energy / curvature;
            for (int n = 0; n < size; n++) {
                columnNodes[n] += length * direction[n];
                residual[n] -= length * image[n];
            }
            columnChains.solve(residual, preconditioned);
            double next = dot(residual, preconditioned);
            ratio = next / energy;
            energy = next;
        }
        return false;
    }

    private double[] ohmsBelow() {
        double[] ohms = new double[conducting.length];
        for (int k = 0; k < ohms.length; k++) {
            int next = k + 1 < ohms.length ? conducting[k + 1] : circuit.rows();
            ohms[k] = (next - conducting[k]) * circuit.resistances().columnWireOhms()
                    + (k + 1 < ohms.length ? 0 : circuit.resistances().senseOhms());
        }
        return ohms;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int n = 0; n < a.length; n++) {
            sum += a[n] * b[n];
        }
        return sum;
    }

    private CircuitSolution solution(WordLine line, double[] columnNodes) {
        int rows = circuit.rows();
        double[] columnVolts = new double[rows * columns];
        double[] rowVolts = new double[rows * columns];
        double[] driverCurrents = new double[rows];
        double[] columnCurrents = new double[columns];
        for (int k = 0; k < conducting.length; k++) {
            System.arraycopy(columnNodes, k * columns, columnVolts, conducting[k] * columns, columns);
        }
        double wire = circuit.resistances().columnWireOhms();
        int k = 0;
        for (int row = 0; row < rows; row++) {
            int offset = row * columns;
            if (k < conducting.length && conducting[k] == row) {
                k++;
                line.take(circuit.cells(), offset);
                driverCurrents[row] = line.solve(circuit.cells(), offset, input.volts(row), columnVolts, rowVolts);
                for (int j = 0; j < columns; j++) {
                    columnCurrents[j] += circuit.cells()[offset + j] * (rowVolts[offset + j] - columnVolts[offset + j]);
                }
            } else {
                Arrays.fill(rowVolts, offset, offset + columns, input.volts(row));
                for (int j = 0; j < columns; j++) { // above the first conducting row no current flows
                    columnVolts[offset + j] = k == 0 ? firstConducting(columnNodes, j)
                            : columnVolts[offset - columns + j] - wire * columnCurrents[j];
                }
            }
        }
        return new CircuitSolution(columnCurrents, driverCurrents, rowVolts, columnVolts, input.powerWatts(driverCurrents));
    }

    private double firstConducting(double[] columnNodes, int column) {
        return conducting.length == 0 ? 0 : columnNodes[column];
    }
}
