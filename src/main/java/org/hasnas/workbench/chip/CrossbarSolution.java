package org.hasnas.workbench.chip;

import java.util.List;

/**
 * Currents and voltages of a crossbar for one input.
 *
 * @param name of the circuit
 * @param mode how cells join rows and columns: 1R, 1T1R or 1T1R_gated
 * @param columnAmperes into ground, for each column
 * @param idealColumnAmperes the same without wires, drivers and sense resistances
 * @param driverAmperes out of each row's driver
 * @param powerWatts that all drivers deliver
 * @param rowNodeVolts of the row wires, [row][column]
 * @param columnNodeVolts of the column wires, [row][column]
 */
public record CrossbarSolution(String name, int rows, int columns, String mode, List<Double> columnAmperes, List<Double> idealColumnAmperes,
        List<Double> driverAmperes, double powerWatts, List<List<Double>> rowNodeVolts, List<List<Double>> columnNodeVolts) {
    public CrossbarSolution {
        columnAmperes = List.copyOf(columnAmperes);
        idealColumnAmperes = List.copyOf(idealColumnAmperes);
        driverAmperes = List.copyOf(driverAmperes);
        rowNodeVolts = List.copyOf(rowNodeVolts);
        columnNodeVolts = List.copyOf(columnNodeVolts);
    }
}
