package org.hasnas.chip.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.hasnas.chip.model.CircuitSolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CircuitPropertiesTest {
    private static final double CLOSE = 1e-11;
    private static final double[] NO_CURRENT = new double[0];

    /** Sizes and resistances that a crossbar may have, those without any wire among them. */
    static Stream<CrossbarCircuit> circuits() {
        RandomGenerator random = new SplittableRandom(5);
        List<CircuitResistances> resistances = List.of(CircuitResistances.wires(1), CircuitResistances.wires(5), CircuitResistances.wires(1e-4),
                CircuitResistances.IDEAL, new CircuitResistances(2, 0.7, 50, 10, 5e3), new CircuitResistances(0, 1, 0, 0, 0),
                new CircuitResistances(1, 0, 0, 0, 100), new CircuitResistances(0, 0, 100, 0, 0), new CircuitResistances(0, 0, 0, 100, 0),
                new CircuitResistances(0, 0, 200, 300, 1e4), new CircuitResistances(300, 500, 1000, 2000, 0));
        int[][] sizes = {{1, 1}, {1, 13}, {13, 1}, {7, 9}, {17, 8}, {8, 33}, {24, 24}};
        return Arrays.stream(sizes).flatMap(size -> resistances.stream().flatMap(ohms -> Arrays.stream(CellAccess.values())
                .map(access -> RandomCircuits.circuit(size[0], size[1], access, ohms, random))));
    }

    private static RowInput someRows(CrossbarCircuit circuit) {
        double[] volts = RandomCircuits.volts(circuit.rows(), new SplittableRandom(circuit.rows()));
        volts[circuit.rows() / 2] = 0.15;
        return RowInput.of(volts);
    }

    @ParameterizedTest
    @MethodSource("circuits")
    void currentsAddUpAtEveryNode(CrossbarCircuit circuit) {
        RowInput input = someRows(circuit);
        currentsAddUp(circuit, input, DirectSolver.solve(circuit, input));
        currentsAddUp(circuit, input, ChainSolver.solve(circuit, input));
    }

    private static void currentsAddUp(CrossbarCircuit circuit, RowInput input, CircuitSolution solution) {
        CircuitResistances ohms = circuit.resistances();
        double largest = 1e-15;
        for (int j = 0; j < circuit.columns(); j++) {
            largest = Math.max(largest, solution.columnAmperes(j));
        }
        double[] down = new double[circuit.columns()];
        for (int i = 0; i < circuit.rows(); i++) {
            double right = solution.driverAmperes(i);
            double volts = input.volts(i) - ohms.driverOhms() * right;
            for (int j = 0; j < circuit.columns(); j++) {
                volts -= ohms.rowWireOhms() * right;
                assertEquals(volts, solution.rowVolts(i, j), 1e-12, "voltage along row " + i);
                boolean open = !input.conducts(circuit, i);
                double cell = open ? 0 : circuit.cellSiemens(i, j) * (solution.rowVolts(i, j) - solution.columnVolts(i, j));
                right -= cell;
                down[j] += cell;
                double below = i + 1 < circuit.rows() ? solution.columnVolts(i + 1, j) : ohms.senseOhms() * solution.columnAmperes(j);
                assertEquals(below + ohms.columnWireOhms() * down[j], solution.columnVolts(i, j), 1e-12, "voltage along column " + j);
            }
            assertEquals(0, right, CLOSE * largest, "current at the open end of row " + i);
        }
        for (int j = 0; j < circuit.columns(); j++) {
            assertEquals(down[j], solution.columnAmperes(j), CLOSE * largest, "current of column " + j);
        }
    }

    @ParameterizedTest
    @MethodSource("circuits")
    void allSolversAgree(CrossbarCircuit circuit) {
        RowInput input = someRows(circuit);
        CircuitSolution direct = DirectSolver.solve(circuit, input);
        CircuitSolution chains = ChainSolver.solve(circuit, input);
        double[] byMatrix = NO_CURRENT;
        if (circuit.access() != CellAccess.GATED_TRANSISTOR) {
            byMatrix = new double[circuit.columns()];
            EffectiveConductance.of(circuit).columnAmperes(volts(input), byMatrix);
        }
        for (int j = 0; j < circuit.columns(); j++) {
            assertEquals(direct.columnAmperes(j), chains.columnAmperes(j), CLOSE * direct.columnAmperes(j), "column " + j);
            if (byMatrix.length > 0) {
                assertEquals(direct.columnAmperes(j), byMatrix[j], CLOSE * direct.columnAmperes(j), "column " + j);
            }
        }
        assertEquals(direct.powerWatts(), chains.powerWatts(), CLOSE * direct.powerWatts());
    }

    private static double[] volts(RowInput input) {
        double[] volts = new double[input.rows()];
        Arrays.setAll(volts, input::volts);
        return volts;
    }

    @ParameterizedTest
    @MethodSource("circuits")
    void theMatrixIsTheSameFromTheSenseSide(CrossbarCircuit circuit) {
        if (circuit.access() == CellAccess.GATED_TRANSISTOR) {
            assertThrows(IllegalArgumentException.class, () -> EffectiveConductance.of(circuit));
            return;
        }
        int rows = circuit.rows();
        int columns = circuit.columns();
        EffectiveConductance matrix = EffectiveConductance.of(circuit);
        for (int i = 0; i < rows; i += 3) {
            double[] volts = new double[rows];
            volts[i] = 1;
            CircuitSolution one = DirectSolver.solve(circuit, RowInput.of(volts));
            for (int j = 0; j < columns; j++) {
                assertEquals(one.columnAmperes(j), matrix.siemens(i, j), CLOSE * one.columnAmperes(j));
            }
        }
        double[] sense = new double[columns];
        sense[columns - 1] = 1; // column 0 of the original
        CircuitSolution turned = DirectSolver.solve(circuit.turned(), RowInput.of(sense));
        for (int i = 0; i < rows; i++) {
            assertEquals(matrix.siemens(i, 0), turned.columnAmperes(rows - 1 - i), CLOSE * matrix.siemens(i, 0), "row " + i);
        }
    }

    @Test
    void inputsAddUp() {
        RandomGenerator random = new SplittableRandom(8);
        CrossbarCircuit circuit = RandomCircuits.circuit(20, 15, CellAccess.TRANSISTOR, new CircuitResistances(1, 2, 30, 10, 5e3), random);
        double[] a = random.doubles(20).toArray();
        double[] b = random.doubles(20).toArray();
        double[] sum = new double[20];
        Arrays.setAll(sum, i -> 3 * a[i] - b[i]);
        CircuitSolution ofA = DirectSolver.solve(circuit, RowInput.of(a));
        CircuitSolution ofB = DirectSolver.solve(circuit, RowInput.of(b));
        CircuitSolution ofSum = DirectSolver.solve(circuit, RowInput.of(sum));
        for (int j = 0; j < 15; j++) {
            assertEquals(3 * ofA.columnAmperes(j) - ofB.columnAmperes(j), ofSum.columnAmperes(j), 1e-12 * ofA.columnAmperes(j));
        }
    }

    @Test
    void withoutWiresTheMatrixIsTheCells() {
        CrossbarCircuit circuit = RandomCircuits.circuit(12, 9, CellAccess.TRANSISTOR, new CircuitResistances(0, 0, 0, 0, 5e3),
                new SplittableRandom(2));
        EffectiveConductance matrix = EffectiveConductance.of(circuit);
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 9; j++) {
                assertEquals(circuit.cellSiemens(i, j), matrix.siemens(i, j));
            }
        }
    }

    @Test
    void manyInputsGoThroughOneFlatMatrix() {
        CrossbarCircuit circuit = RandomCircuits.circuit(20, 15, CellAccess.TRANSISTOR, new CircuitResistances(1, 2, 30, 10, 5e3),
                new SplittableRandom(9));
        EffectiveConductance matrix = EffectiveConductance.of(circuit);
        double[] flat = matrix.toArray();
        float[] floats = matrix.toFloatArray();
        int[] active = {1, 4, 19, 0};
        double[] volts = new double[20];
        volts[1] = 0.2;
        volts[4] = 0.2;
        volts[19] = 0.2;
        double[] few = new double[15];
        double[] all = new double[15];
        matrix.columnAmperes(active, 3, 0.2, few);
        matrix.columnAmperes(volts, all);
        for (int j = 0; j < 15; j++) {
            assertEquals(all[j], few[j], 1e-14 * all[j]);
            assertEquals(matrix.siemens(7, j), flat[7 * 15 + j]);
            assertEquals(matrix.siemens(7, j), floats[7 * 15 + j], 6e-8 * matrix.siemens(7, j));
        }
        flat[0] = 1;
        assertTrue(matrix.siemens(0, 0) < 1, "the array is a copy");
    }

    @Test
    void theUngatedMatrixIsExactForAllRowsAndShortOfTheCurrentOfFewer() {
        RandomGenerator random = new SplittableRandom(10);
        CrossbarCircuit gated = RandomCircuits.circuit(32, 16, CellAccess.GATED_TRANSISTOR, new CircuitResistances(1, 1, 0, 0, 5e3), random);
        EffectiveConductance matrix = EffectiveConductance.ofUngated(gated);
        double[] amperes = new double[16];
        for (int count : new int[] {1, 3, 16, 32}) {
            double[] volts = new double[32];
            Arrays.fill(volts, 0, count, 0.2);
            CircuitSolution exact = ChainSolver.solve(gated, RowInput.of(volts));
            matrix.columnAmperes(volts, amperes);
            for (int j = 0; j < 16; j++) {
                double missing = 1 - amperes[j] / exact.columnAmperes(j);
                assertTrue(count == 32 ? Math.abs(missing) < 1e-10 : missing > 1e-6 && missing < 0.05, count + " rows: " + missing);
            }
        }
    }

    @Test
    void moreWireLosesMoreCurrent() {
        double[][] siemens = RandomCircuits.conductances(32, 32, new SplittableRandom(3));
        double[] volts = new double[32];
        Arrays.fill(volts, 0.2);
        double before = Double.POSITIVE_INFINITY;
        for (double ohms : new double[] {0, 1e-6, 0.01, 0.5, 1, 5, 50}) {
            CircuitSolution solution = DirectSolver.solve(new CrossbarCircuit(CellAccess.DIRECT, CircuitResistances.wires(ohms), siemens),
                    RowInput.of(volts));
            double total = 0;
            for (int j = 0; j < 32; j++) {
                total += solution.columnAmperes(j);
            }
            assertTrue(total < before, ohms + " ohm: " + total + " A, less wire: " + before + " A");
            before = total;
        }
    }

    @Test
    void gatedCellsAreOrdinaryOnesIfAllRowsAreActive() {
        RandomGenerator random = new SplittableRandom(4);
        double[][] siemens = RandomCircuits.conductances(16, 11, random);
        CircuitResistances ohms = new CircuitResistances(1, 3, 20, 5, 5e3);
        double[] volts = random.doubles(16, 0.1, 0.2).toArray();
        CircuitSolution gated = DirectSolver.solve(new CrossbarCircuit(CellAccess.GATED_TRANSISTOR, ohms, siemens), RowInput.of(volts));
        CircuitSolution always = DirectSolver.solve(new CrossbarCircuit(CellAccess.TRANSISTOR, ohms, siemens), RowInput.of(volts));
        for (int j = 0; j < 11; j++) {
            assertEquals(always.columnAmperes(j), gated.columnAmperes(j));
        }
    }

    @ParameterizedTest
    @MethodSource("circuits")
    void noInputGivesNoCurrent(CrossbarCircuit circuit) {
        RowInput silent = RowInput.of(new double[circuit.rows()]);
        for (CircuitSolution solution : List.of(DirectSolver.solve(circuit, silent), ChainSolver.solve(circuit, silent))) {
            assertEquals(0, solution.columnAmperes(circuit.columns() - 1));
            assertEquals(0, solution.driverAmperes(0));
            assertEquals(0, solution.columnVolts(0, 0));
        }
    }

    @Test
    void largeArraysAreSolvedInSegmentsToo() {
        CrossbarCircuit circuit = RandomCircuits.circuit(300, 256, CellAccess.DIRECT, CircuitResistances.wires(1), new SplittableRandom(6));
        RowInput input = someRows(circuit);
        CircuitSolution direct = DirectSolver.solve(circuit, input);
        CircuitSolution chains = ChainSolver.solve(circuit, input);
        for (int j = 0; j < 256; j++) {
            assertEquals(direct.columnAmperes(j), chains.columnAmperes(j), CLOSE * direct.columnAmperes(j), "column " + j);
            assertEquals(direct.columnVolts(0, j), chains.columnVolts(0, j), CLOSE * direct.columnVolts(0, j), "column " + j);
        }
    }

    @Test
    void whatIsNoCircuitSaysWhere() {
        assertSentence("the array has 0 rows", new double[0][0]);
        assertSentence("the array has 0 columns", new double[1][0]);
        assertSentence("row 1 has 1 conductances, row 0 has 2", new double[][] {{1, 1}, {1}});
        assertSentence("cell [0][1] is -1.0 S", new double[][] {{1, -1}});
        assertSentence("cell [0][0] is NaN S", new double[][] {{Double.NaN}});
        assertThrows(IllegalArgumentException.class, () -> CircuitResistances.wires(-1));
        assertThrows(IllegalArgumentException.class, () -> CircuitResistances.wires(Double.POSITIVE_INFINITY));
        CrossbarCircuit one = new CrossbarCircuit(CellAccess.DIRECT, CircuitResistances.IDEAL, new double[][] {{1}});
        assertThrows(IllegalArgumentException.class, () -> DirectSolver.solve(one, RowInput.of(1, 2)));
        assertThrows(IllegalArgumentException.class, () -> RowInput.of(Double.NaN));
    }

    private static void assertSentence(String sentence, double[][] siemens) {
        IllegalArgumentException problem = assertThrows(IllegalArgumentException.class,
                () -> new CrossbarCircuit(CellAccess.DIRECT, CircuitResistances.IDEAL, siemens));
        assertTrue(String.valueOf(problem.getMessage()).contains(sentence), problem.getMessage());
    }
}
