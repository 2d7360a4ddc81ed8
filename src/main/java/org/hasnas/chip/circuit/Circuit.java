package org.hasnas.chip.circuit;

import org.hasnas.chip.model.CircuitSolution;

/** A programmed crossbar that can be solved for inputs. */
public sealed interface Circuit permits CrossbarCircuit, SegmentCircuit, SourceLineCircuit {
    /** Rows of cells. */
    int rows();

    int columns();

    /** Rows that an input has a voltage for: half of the rows of cells where these come in pairs. */
    int inputRows();

    /** Current of a column into ground, in amperes, if there were no wires, drivers and sense resistances. */
    double idealColumnAmperes(RowInput input, int column);

    /**
     * Currents and voltages for an input, by the method that suits the circuit.
     *
     * @throws IllegalArgumentException if the input has not one voltage for each row; of a {@link SegmentCircuit} also if it has no or no single
     *             solution, naming the piece
     */
    CircuitSolution solve(RowInput input);
}
