package org.hasnas.chip.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.hasnas.chip.circuit.CellAccess;
import org.hasnas.chip.circuit.CircuitResistances;
import org.hasnas.chip.circuit.CrossbarCircuit;
import org.hasnas.chip.circuit.EffectiveConductance;
import org.hasnas.chip.model.HardwareProfile.SignCoding;
import org.hasnas.chip.model.Imperfections;
import org.junit.jupiter.api.Test;

final class CellDeviceModelTest {
    private static final double READ_VOLTS = 0.2;

    private static int[][] weights(int rows, int outputs, WeightCoding coding, RandomGenerator random) {
        int[][] weights = new int[rows][outputs];
        for (int[] row : weights) {
            for (int output = 0; output < outputs; output++) {
                row[output] = random.nextInt(coding.smallest(), coding.largest() + 1);
            }
        }
        return weights;
    }

    @Test
    void anIdealDeviceWithoutWiresAndEnoughAdcBitsGivesTheExactProduct() {
        RandomGenerator random = new SplittableRandom(12);
        for (int trial = 0; trial < 300; trial++) {
            SignCoding sign = trial % 2 == 0 ? SignCoding.OFFSET : SignCoding.DIFFERENTIAL;
            int weightBits = random.nextInt(2, 9);
            WeightCoding coding = new WeightCoding(sign, weightBits, random.nextInt(1, Math.min(4, weightBits) + 1));
            CellLevels levels = CellLevels.ofOhms(20e3, random.nextBoolean() ? 200e3 : 2e6, coding.cellBits());
            int rows = random.nextInt(1, 70);
            int outputs = random.nextInt(1, 9);
            int[][] weights = weights(rows, outputs, coding, random);
            CellArray cells = new CellArray(levels, Imperfections.NONE, trial, "array", coding.encode(weights));
            EffectiveConductance matrix = EffectiveConductance.of(
                    new CrossbarCircuit(CellAccess.DIRECT, CircuitResistances.IDEAL, cells.readSiemens(cells.driftedSiemens(1e6), 3)));
            double[] volts = new double[rows];
            int[] exact = new int[outputs];
            int active = 0;
            for (int row = 0; row < rows; row++) {
                if (random.nextBoolean()) {
                    active++;
                    volts[row] = READ_VOLTS;
                    for (int output = 0; output < outputs; output++) {
                        exact[output] += weights[row][output];
                    }
                }
            }
            double[] amperes = new double[matrix.columns()];
            matrix.columnAmperes(volts, amperes);
            int fullScale = rows * (levels.count() - 1);
            ColumnReadout readout = new ColumnReadout(levels, READ_VOLTS, Integer.SIZE - Integer.numberOfLeadingZeros(fullScale), fullScale);
            double[] columns = new double[amperes.length];
            for (int column = 0; column < columns.length; column++) {
                columns[column] = readout.steps(readout.code(amperes[column], active));
            }
            for (int output = 0; output < outputs; output++) {
                assertEquals(exact[output], coding.decode(columns, output, active), coding + ", " + rows + " rows, output " + output);
            }
        }
    }

    @Test
    void digitsGiveTheWeightBack() {
        for (SignCoding sign : SignCoding.values()) {
            for (int cellBits = 1; cellBits <= 8; cellBits++) {
                WeightCoding coding = new WeightCoding(sign, 8, cellBits);
                for (int weight = coding.smallest(); weight <= coding.largest(); weight++) {
                    int[] levels = coding.encode(new int[][] {{weight}})[0];
                    double[] columns = new double[levels.length];
                    for (int k = 0; k < columns.length; k++) {
                        assertTrue(levels[k] >= 0 && levels[k] < 1 << cellBits);
                        columns[k] = levels[k];
                    }
                    assertEquals(weight, coding.decode(columns, 0, 1));
                }
            }
        }
        assertThrows(IllegalArgumentException.class, () -> new WeightCoding(SignCoding.DIFFERENTIAL, 8, 2).encode(new int[][] {{-128}}));
    }

    private static CellArray onArray(Imperfections imperfections, long seed, int level) {
        int[][] levels = new int[100][100];
        for (int[] row : levels) {
            Arrays.fill(row, level);
        }
        return new CellArray(CellLevels.ofOhms(20e3, 200e3, 2), imperfections, seed, "many", levels);
    }

    /** Mean and deviation of ln(G / reference). */
    private static double[] logarithms(double[][] siemens, double reference) {
        double sum = 0;
        double squares = 0;
        for (double[] row : siemens) {
            for (double g : row) {
                double x = Math.log(g / reference);
                sum += x;
                squares += x * x;
            }
        }
        double mean = sum / 1e4;
        return new double[] {mean, Math.sqrt(squares / 1e4 - mean * mean)};
    }

    @Test
    void programmingSpreadsAsMuchAsItSaysAndMoreInTheOffState() {
        Imperfections imperfections = new Imperfections(0.1, 0.3, 0, 0, 0, 0, 0);
        assertEquals(0.1, logarithms(onArray(imperfections, 1, 3).programmedSiemens(), 1 / 20e3)[1], 0.004);
        assertEquals(0.4, logarithms(onArray(imperfections, 1, 0).programmedSiemens(), 1 / 200e3)[1], 0.015);
    }

    @Test
    void cellsDependOnSeedNameAndPlaceOnly() {
        Imperfections imperfections = new Imperfections(0.1, 0, 0.05, 0.1, 0.1, 0.05, 0.2);
        CellLevels levels = CellLevels.ofOhms(20e3, 200e3, 1);
        double[][] small = new CellArray(levels, imperfections, 7, "a", new int[2][2]).driftedSiemens(10);
        double[][] large = new CellArray(levels, imperfections, 7, "a", new int[5][3]).driftedSiemens(10);
        assertEquals(small[1][1], large[1][1]);
        assertTrue(small[0][0] != new CellArray(levels, imperfections, 8, "a", new int[2][2]).driftedSiemens(10)[0][0]);
        assertTrue(small[0][0] != new CellArray(levels, imperfections, 7, "b", new int[2][2]).driftedSiemens(10)[0][0]);
        CellArray array = new CellArray(levels, imperfections, 7, "a", new int[2][2]);
        assertArrayEquals(array.readSiemens(small, 4)[1], array.readSiemens(small, 4)[1]);
        assertTrue(array.readSiemens(small, 4)[1][0] != array.readSiemens(small, 5)[1][0]);
    }

    @Test
    void asManyCellsAreStuckAsSaid() {
        double[][] siemens = onArray(new Imperfections(0, 0, 0, 0.02, 0.1, 0, 0), 3, 1).programmedSiemens();
        int on = 0;
        int off = 0;
        for (double[] row : siemens) {
            for (double g : row) {
                on += g == 1 / 20e3 ? 1 : 0;
                off += g == 1 / 200e3 ? 1 : 0;
            }
        }
        assertEquals(200, on, 60);
        assertEquals(1000, off, 120);
    }

    @Test
    void conductanceFallsAsAPowerOfTime() {
        double[][] drifted = onArray(new Imperfections(0, 0, 0, 0, 0, 0.05, 0.2), 3, 3).driftedSiemens(1000);
        double[] spread = logarithms(drifted, 1 / 20e3);
        assertEquals(-0.05 * Math.log(1000), spread[0], 0.005);
        assertEquals(0.05 * 0.2 * Math.log(1000), spread[1], 0.003);
    }

    @Test
    void theAdcRoundsAndClips() {
        CellLevels levels = new CellLevels(16e-6, 1e-6, 4); // one level step is 1 uS
        ColumnReadout readout = new ColumnReadout(levels, 0.5, 3, 14);
        assertEquals(2, readout.stepsPerCode());
        assertEquals(0, readout.code(0, 3));
        assertEquals(3, readout.code(0.5 * (3e-6 + 5.9e-6), 3));
        assertEquals(7, readout.code(0.5 * (3e-6 + 100e-6), 3));
        assertEquals(14, readout.steps(7));
    }
}
