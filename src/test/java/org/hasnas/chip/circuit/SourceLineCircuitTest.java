package org.hasnas.chip.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.hasnas.chip.circuit.SourceLineCircuit.Lines;
import org.hasnas.chip.model.CircuitSolution;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.LUDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arrays of CrossSim with separate sources, whose equations are solved here by a dense LU decomposition for the voltages over all cells. */
final class SourceLineCircuitTest {
    private static double[][] grid(int rows, int columns, double value) {
        double[][] grid = new double[rows][columns];
        Arrays.stream(grid).forEach(row -> Arrays.fill(row, value));
        return grid;
    }

    private static double[] list(int size, double value) {
        double[] list = new double[size];
        Arrays.fill(list, value);
        return list;
    }

    private static double[][] inverse(double[][] siemens) {
        return Arrays.stream(siemens).map(row -> Arrays.stream(row).map(value -> 1 / value).toArray()).toArray(double[][]::new);
    }

    /**
     * Current of a column. The voltage over a cell is that of its source less what is dropped along its source line, whose pieces carry the currents of
     * all cells from there on, and along the column, whose pieces carry those of all cells up to there.
     *
     * @param siemens of the column, [cell of the pair][row]
     */
    private static double theirs(double[] sourceWire, double[] columnWire, double source, double sense, double volts, double[]... siemens) {
        int rows = siemens[0].length;
        int unknowns = rows * siemens.length;
        double[][] matrix = new double[unknowns][unknowns];
        double[] known = new double[unknowns];
        for (int k = 0; k < unknowns; k++) {
            known[k] = k < rows ? volts : -volts;
            matrix[k][k] = 1;
            for (int m = 0; m < unknowns; m++) {
                double shared = k / rows == m / rows ? source : 0;
                for (int i = 0; i <= Math.min(k % rows, m % rows) && k / rows == m / rows; i++) {
                    shared += sourceWire[i];
                }
                for (int i = Math.max(k % rows, m % rows); i < rows; i++) {
                    shared += columnWire[i];
                }
                matrix[k][m] += (shared + sense) * siemens[m / rows][m % rows];
            }
        }
        double[] over = new LUDecomposition(new Array2DRowRealMatrix(matrix)).getSolver().solve(new ArrayRealVector(known)).toArray();
        double current = 0;
        for (int k = 0; k < unknowns; k++) {
            current += siemens[k / rows][k % rows] * over[k];
        }
        return current;
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 2, 3, 5, 7", "8, 5, 1, 1, 0, 0", "16, 4, 3, 0, 0, 20", "16, 4, 0, 3, 10, 0", "7, 3, 0, 0, 0, 0", "7, 3, 0, 0, 30, 40",
        "64, 3, 2, 1, 50, 100", "128, 2, 0.5, 2, 0, 10"})
    void crossSimsArraysWithSeparateSourcesGiveTheSameCurrents(int rows, int columns, double sourceWire, double columnWire, double source,
            double sense) {
        RandomGenerator random = new SplittableRandom(rows);
        double[][] positive = RandomCircuits.conductances(rows, columns, random);
        double[][] negative = RandomCircuits.conductances(rows, columns, random);
        double[] volts = random.ints(rows, 0, 3).mapToDouble(bit -> bit == 0 ? 0 : 0.2).toArray();
        volts[0] = 0.2;
        Lines lines = new Lines(grid(rows, columns, sourceWire), grid(rows, columns, columnWire), list(columns, source), list(columns, sense));
        for (int row = 0; row < rows; row++) {
            lines.sourceWire()[row][0] *= 1 + row % 3; // pieces of their own
            lines.columnWire()[row][0] *= 1 + row % 2;
        }
        SourceLineCircuit circuit = new SourceLineCircuit(lines, inverse(positive));
        SourceLineCircuit pairs = new SourceLineCircuit(lines, inverse(positive), inverse(negative));
        CircuitSolution alone = circuit.solve(RowInput.of(volts));
        CircuitSolution interleaved = pairs.solve(RowInput.of(volts));
        for (int column = 0; column < columns; column++) {
            int j = column;
            double[] wires = Arrays.stream(lines.sourceWire()).mapToDouble(row -> row[j]).toArray();
            double[] down = Arrays.stream(lines.columnWire()).mapToDouble(row -> row[j]).toArray();
            double[] plus = new double[rows];
            double[] minus = new double[rows];
            for (int row = 0; row < rows; row++) {
                plus[row] = volts[row] == 0 ? 0 : positive[row][j];
                minus[row] = volts[row] == 0 ? 0 : negative[row][j];
            }
            double theirs = theirs(wires, down, source, sense, 0.2, plus);
            double theirPairs = theirs(wires, down, source, sense, 0.2, plus, minus);
            assertEquals(theirs, alone.columnAmperes(j), 1e-9 * Math.abs(theirs), "column " + j);
            assertEquals(theirPairs, interleaved.columnAmperes(j), 1e-9 * theirs, "pairs, column " + j);
            assertEquals(sense * theirs, alone.columnVolts(rows - 1, j) - down[rows - 1] * theirs, 1e-12, "voltage at the end of column " + j);
            if (sourceWire + columnWire + source + sense == 0) {
                assertEquals(circuit.idealColumnAmperes(RowInput.of(volts), j), alone.columnAmperes(j), 1e-15);
                assertEquals(pairs.idealColumnAmperes(RowInput.of(volts), j), interleaved.columnAmperes(j), 1e-15);
            }
        }
        assertEquals(rows, pairs.inputRows());
        assertEquals(2 * rows, interleaved.rows());
    }

    /** One cell: a divider of three resistances, whose source delivers all power. */
    @Test
    void oneCellIsADivider() {
        Lines lines = new Lines(new double[][] {{10}}, new double[][] {{20}}, new double[] {30}, new double[] {40});
        CircuitSolution solution = new SourceLineCircuit(lines, new double[][] {{900}}).solve(RowInput.of(1));
        assertEquals(1e-3, solution.columnAmperes(0), 1e-15);
        assertEquals(0.96, solution.rowVolts(0, 0), 1e-13);
        assertEquals(0.06, solution.columnVolts(0, 0), 1e-13);
        assertEquals(1e-3, solution.powerWatts(), 1e-15);
        assertEquals(0, solution.driverAmperes(0));
    }

    @Test
    void rowsHaveOneVoltageOrNone() {
        Lines lines = new Lines(grid(2, 1, 1), grid(2, 1, 1), list(1, 0), list(1, 0));
        SourceLineCircuit circuit = new SourceLineCircuit(lines, grid(2, 1, 1e4));
        assertEquals(0, circuit.solve(RowInput.of(0, 0)).columnAmperes(0));
        String said = String.valueOf(assertThrows(IllegalArgumentException.class, () -> circuit.solve(RowInput.of(0.1, 0.2))).getMessage());
        assertTrue(said.contains("0.1 and 0.2 V"), said);
        assertThrows(IllegalArgumentException.class, () -> circuit.solve(RowInput.of(0.1)));
    }
}
