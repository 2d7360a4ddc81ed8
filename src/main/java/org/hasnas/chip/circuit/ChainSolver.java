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

    /** When currents are known well enough. */
    @FunctionalInterface
    public interface Enough {
        /**
         * @param amperes of the columns, as far as known
         * @param squares of each column: the sum of the squares of its cells' currents
         * @param errorAmperes what all columns together are off by at most
         */
        boolean test(double[] amperes, double[] squares, double errorAmperes);
    }

    /**
     * The currents of the columns alone, no better known than somebody needs them; as good as those of {@link #solve} if he is never content.
     *
     * @param loosestAmperes an error above which he need not be asked
     * @param amperes of the columns; overwritten
     * @param squares of each column: the sum of the squares of its cells' currents; overwritten
     * @throws IllegalArgumentException if the input has not one voltage for each row
     */
    public static void readColumns(CrossbarCircuit circuit, RowInput input, double loosestAmperes, Enough enough, double[] amperes,
            double[] squares) {
        input.requireFor(circuit);
        new ChainSolver(circuit, input).read(loosestAmperes, enough, amperes, squares);
    }

    private void read(double loosestAmperes, Enough enough, double[] amperes, double[] squares) {
        WordLine line = new WordLine(circuit);
        double[] residual = new double[cells.length];
        double exact = inject(line, residual) * TOLERANCE;
        double[] known = new double[cells.length];
        double[] rowVolts = new double[cells.length];
        Arrays.fill(amperes, 0);
        Arrays.fill(squares, 0);
        boolean reached = exact == 0 || iterate(residual, new double[cells.length], (columnNodes, change, error) -> {
            if (error > Math.max(exact, loosestAmperes)) {
                return false;
            }
            Arrays.fill(amperes, 0);
            Arrays.fill(squares, 0);
            for (int n = 0; n < known.length; n++) {
                known[n] = columnNodes[n] + change[n];
            }
            for (int k = 0; k < conducting.length; k++) {
                line.take(cells, k * columns);
                line.solve(cells, k * columns, input.volts(conducting[k]), known, rowVolts);
                for (int n = k * columns, j = 0; j < columns; n++, j++) {
                    add(cells[n] * (rowVolts[n] - known[n]), j, amperes, squares);
                }
            }
            return error <= exact || enough.test(amperes, squares, error);
        });
        if (!reached) {
            CircuitSolution solution = DirectSolver.solve(circuit, input);
            Arrays.fill(amperes, 0);
            Arrays.fill(squares, 0);
            for (int row : conducting) {
                for (int j = 0; j < columns; j++) {
                    add(circuit.cellSiemens(row, j) * (solution.rowVolts(row, j) - solution.columnVolts(row, j)), j, amperes, squares);
                }
            }
        }
    }

    private static void add(double ampere, int column, double[] amperes, double[] squares) {
        amperes[column] += ampere;
        squares[column] += ampere * ampere;
    }

    /** What the drivers would send into grounded columns, node by node; returns the sum of its absolute values. */
    private double inject(WordLine line, double[] residual) {
        for (int k = 0; k < conducting.length; k++) {
            double volts = input.volts(conducting[k]);
            if (volts != 0) {
                line.take(cells, k * columns);
                line.addSource(cells, k * columns, volts, residual, k * columns);
            }
        }
        double scale = 0;
        for (double current : residual) {
            scale += Math.abs(current);
        }
        return scale;
    }

    private CircuitSolution solve() {
        WordLine line = new WordLine(circuit);
        double[] residual = new double[cells.length];
        double wanted = inject(line, residual) * TOLERANCE;
        double[] columnNodes = new double[cells.length];
        if (wanted > 0 && !iterate(residual, columnNodes, (nodes, change, error) -> error <= wanted)) {
            return DirectSolver.solve(circuit, input);
        }
        return solution(line, columnNodes);
    }

    private interface Stop {
        /** Whether {@code columnNodes + change} are good enough. */
        boolean test(double[] columnNodes, double[] change, double errorAmperes);
    }

    /** Whether the iteration got {@code residual} small enough. */
    private boolean iterate(double[] residual, double[] columnNodes, Stop stop) {
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
            if (stop.test(columnNodes, preconditioned, 2 * left)) {
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
