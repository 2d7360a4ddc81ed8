package org.hasnas.workbench.chip;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.hasnas.checks.verification.CircuitCase;
import org.hasnas.chip.circuit.CellAccess;
import org.hasnas.chip.circuit.CircuitSolution;
import org.hasnas.chip.circuit.CircuitSolver;
import org.hasnas.chip.circuit.CrossbarCircuit;
import org.hasnas.chip.circuit.RowInput;
import org.hasnas.error.HasnasException;

/** Solves crossbar circuits that files describe. */
final class CrossbarCases {
    private CrossbarCases() {}

    static CrossbarSolution solve(Path file) throws HasnasException {
        CircuitCase given = CircuitCase.read(file);
        CrossbarCircuit circuit = given.circuit();
        CircuitSolution solution = CircuitSolver.solve(circuit, given.input());
        int rows = circuit.rows();
        int columns = circuit.columns();
        return new CrossbarSolution(given.name(), rows, columns, circuit.access().label(), list(columns, solution::columnAmperes),
                list(columns, column -> ideal(circuit, given.input(), column)), list(rows, solution::driverAmperes), solution.powerWatts(),
                IntStream.range(0, rows).mapToObj(row -> list(columns, column -> solution.rowVolts(row, column))).toList(),
                IntStream.range(0, rows).mapToObj(row -> list(columns, column -> solution.columnVolts(row, column))).toList());
    }

    private static double ideal(CrossbarCircuit circuit, RowInput input, int column) {
        double sum = 0;
        for (int row = 0; row < circuit.rows(); row++) {
            if (circuit.access() != CellAccess.GATED_TRANSISTOR || input.isActive(row)) {
                sum += input.volts(row) * circuit.cellSiemens(row, column);
            }
        }
        return sum;
    }

    private static List<Double> list(int size, IntToDoubleFunction values) {
        return IntStream.range(0, size).mapToDouble(values).boxed().toList();
    }
}
