package org.hasnas.chip.circuit;

import java.util.random.RandomGenerator;

/** Seeded crossbars with cells of 20 to 200 kiloohm. */
final class RandomCircuits {
    private RandomCircuits() {}

    static double[][] conductances(int rows, int columns, RandomGenerator random) {
        double[][] siemens = new double[rows][columns];
        for (double[] row : siemens) {
            for (int j = 0; j < columns; j++) {
                row[j] = 1 / 200e3 + (1 / 20e3 - 1 / 200e3) * random.nextDouble();
            }
        }
        return siemens;
    }

    static CrossbarCircuit circuit(int rows, int columns, CellAccess access, CircuitResistances resistances, RandomGenerator random) {
        return new CrossbarCircuit(access, resistances, conductances(rows, columns, random));
    }

    /** Half of the rows at 0.2 V. */
    static double[] volts(int rows, RandomGenerator random) {
        double[] volts = new double[rows];
        for (int i = 0; i < rows; i++) {
            volts[i] = random.nextBoolean() ? 0.2 : 0;
        }
        return volts;
    }
}
