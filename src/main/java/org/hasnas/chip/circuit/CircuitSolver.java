package org.hasnas.chip.circuit;

import org.hasnas.chip.model.CircuitSolution;

/**
 * Solves for one input vector by the method that suits the size: elimination ({@link DirectSolver}) where that takes well under a second, else
 * the chains with their error bound of 1e-13 ({@link ChainSolver}).
 */
public final class CircuitSolver {
    /** Multiplications of an elimination that take about a quarter of a second. */
    private static final double DIRECT_WORK = 2e9;

    private CircuitSolver() {}

    /** @throws IllegalArgumentException if the input has not one voltage for each row */
    public static CircuitSolution solve(CrossbarCircuit circuit, RowInput input) {
        double work = circuit.rows() * Math.pow(circuit.columns(), 3);
        return work <= DIRECT_WORK ? DirectSolver.solve(circuit, input) : ChainSolver.solve(circuit, input);
    }
}
