package org.hasnas.chip.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.hasnas.chip.circuit.SegmentCircuit.Ohms;
import org.hasnas.chip.model.CircuitSolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class SegmentCircuitTest {
    private static final double OPEN = Double.POSITIVE_INFINITY;

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

    /** Wires, drivers and senses of one resistance each. */
    private static Ohms ohms(double rowWire, double columnWire, double driver, double sense, double[][] cells) {
        int rows = cells.length;
        int columns = cells[0].length;
        return new Ohms(grid(rows, columns, rowWire), grid(rows, columns, columnWire), list(rows, driver), list(columns, sense), cells);
    }

    private static CircuitSolution solve(Ohms ohms, double... volts) {
        return new SegmentCircuit(ohms, false, false).solve(RowInput.of(volts));
    }

    @ParameterizedTest
    @MethodSource("org.hasnas.chip.circuit.CircuitPropertiesTest#circuits")
    void ofOrdinaryCircuitsItSaysWhatTheEliminationSays(CrossbarCircuit circuit) {
        int rows = circuit.rows();
        int columns = circuit.columns();
        double[][] cells = new double[rows][columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                cells[row][column] = 1 / circuit.cellSiemens(row, column);
            }
        }
        CircuitResistances r = circuit.resistances();
        RowInput input = RowInput.of(RandomCircuits.volts(rows, new SplittableRandom(rows + 3)));
        SegmentCircuit segments = new SegmentCircuit(ohms(r.rowWireOhms(), r.columnWireOhms(), r.driverOhms(), r.senseOhms(), cells),
                circuit.access() == CellAccess.GATED_TRANSISTOR, false);
        CircuitSolution actual = segments.solve(input);
        CircuitSolution expected = DirectSolver.solve(circuit, input);
        for (int column = 0; column < columns; column++) {
            assertEquals(expected.columnAmperes(column), actual.columnAmperes(column), 1e-15, "column " + column);
            assertEquals(circuit.idealColumnAmperes(input, column), segments.idealColumnAmperes(input, column), 1e-17);
        }
        for (int row = 0; row < rows; row++) {
            assertEquals(expected.driverAmperes(row), actual.driverAmperes(row), 1e-15, "row " + row);
            assertEquals(expected.rowVolts(row, columns - 1), actual.rowVolts(row, columns - 1), 1e-12);
            assertEquals(expected.columnVolts(row, 0), actual.columnVolts(row, 0), 1e-12);
        }
        assertEquals(expected.powerWatts(), actual.powerWatts(), 1e-15);
    }

    /**
     * Voltages over cells as CrossSim has them in its arrays whose current comes in by the input lines: what is dropped along the row from the driver
     * on and along the column down to ground, each piece with the current that goes through it, for all cells at once, until nothing changes.
     */
    private static final class CrossSim {
        private final double[][][] siemens;
        private final double[] signs;
        private final double row;
        private final double column;
        private final double columnEnd;

        /** @param siemens [cell of the pair][row][column]; one of them where arrays are not interleaved */
        CrossSim(double row, double column, double columnEnd, double[][]... siemens) {
            this.siemens = siemens;
            this.signs = new double[] {1, -1};
            this.row = row;
            this.column = column;
            this.columnEnd = columnEnd;
        }

        double[] columnAmperes(double[] volts) {
            int rows = volts.length;
            int columns = siemens[0][0].length;
            double[][][] over = new double[siemens.length][rows][columns];
            for (int step = 0; step < 400; step++) {
                double[][] down = new double[rows][columns];
                for (int j = 0; j < columns; j++) {
                    double through = 0;
                    for (int i = 0; i < rows; i++) {
                        for (int half = 0; half < siemens.length; half++) {
                            through += siemens[half][i][j] * over[half][i][j];
                        }
                        down[i][j] = through;
                    }
                    double dropped = 0;
                    for (int i = rows - 1; i >= 0; i--) {
                        dropped += (column + (i == rows - 1 ? columnEnd : 0)) * down[i][j];
                        down[i][j] = dropped;
                    }
                }
                for (int half = 0; half < siemens.length; half++) {
                    for (int i = 0; i < rows; i++) {
                        double left = 0;
                        for (int j = 0; j < columns; j++) {
                            left += siemens[half][i][j] * over[half][i][j];
                        }
                        double dropped = 0;
                        double[] next = new double[columns];
                        for (int j = 0; j < columns; j++) {
                            dropped += row * left;
                            left -= siemens[half][i][j] * over[half][i][j];
                            next[j] = signs[half] * volts[i] - dropped - down[i][j];
                        }
                        for (int j = 0; j < columns; j++) {
                            over[half][i][j] += 0.7 * (next[j] - over[half][i][j]);
                        }
                    }
                }
            }
            double[] sum = new double[columns];
            for (int half = 0; half < siemens.length; half++) {
                for (int i = 0; i < rows; i++) {
                    for (int j = 0; j < columns; j++) {
                        sum[j] += siemens[half][i][j] * over[half][i][j];
                    }
                }
            }
            return sum;
        }
    }

    private static double[][] inverse(double[][] siemens) {
        return Arrays.stream(siemens).map(row -> Arrays.stream(row).map(value -> 1 / value).toArray()).toArray(double[][]::new);
    }

    @ParameterizedTest
    @CsvSource({"8, 5, 1, 1, 0", "16, 12, 3, 5, 0", "12, 16, 0, 2, 100", "5, 9, 4, 0, 30"})
    void crossSimsArraysGiveTheSameCurrentsInterleavedOrNot(int rows, int columns, double row, double column, double sense) {
        RandomGenerator random = new SplittableRandom(rows);
        double[][] positive = RandomCircuits.conductances(rows, columns, random);
        double[][] negative = RandomCircuits.conductances(rows, columns, random);
        double[] volts = random.doubles(rows, -0.2, 0.2).toArray();
        Ohms single = ohms(row, column, 0, sense, inverse(positive));
        SegmentCircuit pairs = new SegmentCircuit(single.interleaved(inverse(negative)), false, true);
        CircuitSolution interleaved = pairs.solve(RowInput.of(volts));
        CircuitSolution alone = solve(single, volts);
        double[] theirs = new CrossSim(row, column, sense, positive, negative).columnAmperes(volts);
        double[] theirsAlone = new CrossSim(row, column, sense, positive).columnAmperes(volts);
        for (int j = 0; j < columns; j++) {
            assertEquals(theirs[j], interleaved.columnAmperes(j), 1e-9 * Math.abs(theirs[j]) + 1e-16, "interleaved, column " + j);
            assertEquals(theirsAlone[j], alone.columnAmperes(j), 1e-9 * Math.abs(theirsAlone[j]) + 1e-16, "not interleaved, column " + j);
        }
        assertEquals(rows, pairs.inputRows());
        assertEquals(2 * rows, interleaved.rows());
    }

    /** The drop along a column is that of the difference of two cells where they meet it at one node. */
    @Test
    void equalCellsOfAPairCancelWithoutAnyDropInTheColumn() {
        double[][] cells = {{1e4, 2e4}, {5e4, 1e4}};
        CircuitSolution solution = new SegmentCircuit(ohms(0, 10, 0, 50, cells).interleaved(cells), false, true).solve(RowInput.of(0.2, 0.1));
        assertEquals(0, solution.columnAmperes(0), 1e-18);
        assertEquals(0, solution.columnVolts(0, 1), 1e-15);
        assertEquals(0.2 / 1e4 + 0.2 / 2e4, solution.driverAmperes(0), 1e-17);
    }

    @Test
    void everyPieceHasItsOwnResistance() {
        double[][] cells = {{1000}, {2000}};
        Ohms ohms = new Ohms(new double[][] {{10}, {20}}, new double[][] {{3}, {7}}, new double[] {1, 2}, new double[] {5}, cells);
        CircuitSolution solution = solve(ohms, 1, 0.5);
        double upper = 1 / (1 + 10 + 1000 + 3.0);
        double lower = 1 / (2 + 20 + 2000.0);
        double node = (upper + 0.5 * lower) / (upper + lower + 1 / 12.0);
        assertEquals(node, solution.columnVolts(1, 0), 1e-15);
        assertEquals((1 - node) * upper, solution.driverAmperes(0), 1e-17);
        assertEquals(node / 12, solution.columnAmperes(0), 1e-16);
    }

    @Test
    void openWiresCutOffWhatLiesBehindThem() {
        double[][] cells = {{1e4, 1e4}, {1e4, 1e4}};
        Ohms ohms = ohms(0, 0, 0, 0, cells);
        ohms.rowWire()[0][1] = OPEN;
        CircuitSolution solution = solve(ohms, 0.2, 0.1);
        assertEquals(3e-5, solution.columnAmperes(0), 1e-18);
        assertEquals(1e-5, solution.columnAmperes(1), 1e-18);
        assertEquals(0, solution.rowVolts(0, 1), 1e-15, "behind the break it is at its column's voltage");
        ohms.sense()[1] = OPEN;
        CircuitSolution sneak = solve(ohms, 0.2, 0.1);
        assertEquals(0, sneak.columnAmperes(1), 1e-18);
        assertEquals(0.1, sneak.columnVolts(1, 1), 1e-15);
    }

    @Test
    void aShortedCellJoinsRowAndColumn() {
        double[][] cells = {{0, 1e4}, {1e4, 1e4}};
        CircuitSolution solution = solve(ohms(0, 0, 30, 10, cells), 0.2, 0);
        double row = solution.rowVolts(0, 0);
        assertEquals(row, solution.columnVolts(0, 0), 0);
        assertEquals(row / 10, solution.columnAmperes(0), 1e-15);
        assertEquals((0.2 - row) / 30, solution.driverAmperes(0), 1e-15);
        assertEquals(OPEN, new SegmentCircuit(ohms(0, 0, 30, 10, cells), false, false).idealColumnAmperes(RowInput.of(0.2, 0), 0));
    }

    /** What the drivers deliver is what becomes heat, whatever is open, joined or different. */
    @Test
    void powerIsWhatTheResistancesTake() {
        RandomGenerator random = new SplittableRandom(11);
        for (int round = 0; round < 30; round++) {
            int rows = random.nextInt(2, 9);
            int columns = random.nextInt(2, 9);
            double[][] cells = inverse(RandomCircuits.conductances(rows, columns, random));
            Ohms ohms = ohms(0, 0, 40, 60, cells);
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    boolean rowsBreak = round % 2 == 0; // rows and columns broken together leave pieces that hang on nothing
                    ohms.rowWire()[row][column] = rowsBreak && column > 0 && random.nextInt(9) == 0 ? OPEN : random.nextInt(3) * 5;
                    ohms.columnWire()[row][column] = !rowsBreak && row < rows - 1 && random.nextInt(9) == 0 ? OPEN : random.nextInt(3) * 5;
                }
            }
            cells[0][0] = 0;
            double[] volts = random.doubles(rows, 0, 0.3).toArray();
            CircuitSolution solution = solve(ohms, volts);
            double heat = 0;
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    double before = column == 0 ? volts[row] : solution.rowVolts(row, column - 1);
                    double below = row == rows - 1 ? 0 : solution.columnVolts(row + 1, column);
                    heat += heat(before - solution.rowVolts(row, column), ohms.rowWire()[row][column] + (column == 0 ? 40 : 0));
                    heat += heat(solution.rowVolts(row, column) - solution.columnVolts(row, column), cells[row][column]);
                    heat += heat(solution.columnVolts(row, column) - below, ohms.columnWire()[row][column] + (row == rows - 1 ? 60 : 0));
                }
            }
            double shorted = solution.driverAmperes(0);
            assertTrue(Math.abs(shorted) > 0, "a short takes current");
            assertEquals(solution.powerWatts(), heat, 1e-12 * heat);
        }
    }

    private static double heat(double volts, double ohms) {
        return ohms == 0 ? 0 : volts * volts / ohms;
    }

    @Test
    void whatHasNoSingleSolutionNamesThePiece() {
        double[][] cells = {{0, 1e4}, {1e4, 1e4}};
        assertSays("a short circuit: ", "the source of row 0, 0.2 V", ohms(0, 0, 0, 0, cells));
        double[][] twice = {{0, 0}, {1e4, 1e4}};
        assertSays("without any resistance", "joins the source of row 0", ohms(0, 0, 0, 0, twice));
        double[][] loop = {{0, 0}, {0, 0}};
        assertSays("closes a loop without any resistance", "[1][1]", ohms(0, 0, 5, 5, loop));
        double[][] open = {{OPEN, 1e4}, {OPEN, 1e4}};
        Ohms floating = ohms(1, 1, 1, 1, open);
        floating.sense()[0] = OPEN;
        assertSays("neither to a driver nor to ground", "column wire [0][0]", floating);
        String said = String.valueOf(assertThrows(IllegalArgumentException.class,
                () -> new SegmentCircuit(ohms(1, 1, 1, 1, grid(400, 400, 1e4)), false, false)).getMessage());
        assertTrue(said.contains("too large"), said);
    }

    private static void assertSays(String sentence, String place, Ohms ohms) {
        String said = String.valueOf(assertThrows(IllegalArgumentException.class, () -> solve(ohms, 0.2, 0.2)).getMessage());
        assertTrue(said.contains(sentence) && said.contains(place), said);
    }
}
