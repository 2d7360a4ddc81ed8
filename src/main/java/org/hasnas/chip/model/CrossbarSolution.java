package org.hasnas.chip.model;

import java.util.List;

/**
 * A solved crossbar circuit.
 *
 * @param name of the circuit
 * @param mode how cells join rows and columns: 1R, 1T1R or 1T1R_gated
 * @param solution currents and voltages
 * @param idealColumnAmperes currents of the columns without wires, drivers and sense resistances
 */
public record CrossbarSolution(String name, String mode, CircuitSolution solution, List<Double> idealColumnAmperes) {
    public CrossbarSolution {
        idealColumnAmperes = List.copyOf(idealColumnAmperes);
    }
}
