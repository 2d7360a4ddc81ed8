package org.hasnas.chip.model;

import java.util.List;

/**
 * A solved crossbar circuit.
 *
 * @param name of the circuit
 * @param mode how cells join rows and columns: 1R, 1T1R or 1T1R_gated
 * @param byInput one for each input, at least one
 */
public record CrossbarSolution(String name, String mode, List<OfInput> byInput) {
    /**
     * What an input gives.
     *
     * @param solution currents and voltages
     * @param idealColumnAmperes currents of the columns without wires, drivers and sense resistances
     */
    public record OfInput(CircuitSolution solution, List<Double> idealColumnAmperes) {
        public OfInput {
            idealColumnAmperes = List.copyOf(idealColumnAmperes);
        }
    }

    public CrossbarSolution {
        byInput = List.copyOf(byInput);
    }
}
