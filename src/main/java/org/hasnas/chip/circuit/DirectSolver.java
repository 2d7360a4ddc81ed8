package org.hasnas.chip.circuit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hasnas.chip.model.CircuitSolution;

/**
 * Exact solution of the circuit by elimination of one row after another, top to bottom: what lies above a row is a
 * {@link PortNetwork} of one port per column; a row adds its {@link WordLine}'s admittance, the wires to the next row a series
 * resistance. Going back up gives the node voltages. Rows whose cells are open drop out: their wires join into longer ones.
 *
 * <p>Work: conducting rows * columns^3. States of rows are kept as far as they fit into {@value #KEPT_DOUBLES} doubles; of larger
 * arrays only some are, the others are computed twice.
 */
public final class DirectSolver {
    private static final int KEPT_DOUBLES = 1 << 24;

    private final CrossbarCircuit circuit;
    private final RowInput input;
    private final int columns;
    private final int[] conducting;
    private final PortNetwork network;
    private final WordLine line;
    private final double[] columnVolts;
    /** Voltages of the nodes below the row that is solved, at the start of ground. */
    private final double[] below;

    private DirectSolver(CrossbarCircuit circuit, RowInput input) {
        this.circuit = circuit;
        this.input = input;
        this.columns = circuit.columns();
        this.network = new PortNetwork(columns, 1);
        this.line = new WordLine(circuit);
        this.columnVolts = new double[circuit.rows() * columns];
        this.below = new double[columns];
        this.conducting = IntStream.range(0, circuit.rows()).filter(row -> input.conducts(circuit, row)).toArray();
    }

    /** @throws IllegalArgumentException if the input has not one voltage for each row */
    public static CircuitSolution solve(CrossbarCircuit circuit, RowInput input) {
        input.requireFor(circuit);
        return new DirectSolver(circuit, input).solve();
    }

    private CircuitSolution solve() {
        double[] columnCurrents = new double[columns];
        if (conducting.length > 0) {
            eliminate(columnCurrents);
        }
        double[] rowVolts = new double[circuit.rows() * columns];
        double[] driverCurrents = new double[circuit.rows()];
        for (int row = 0; row < circuit.rows(); row++) {
            if (input.conducts(circuit, row)) {
                line.take(circuit.cells(), row * columns);
                driverCurrents[row] = line.solve(circuit.cells(), row * columns, input.volts(row), columnVolts, rowVolts);
            } else {
                Arrays.fill(rowVolts, row * columns, (row + 1) * columns, input.volts(row));
            }
        }
        return new CircuitSolution(columnCurrents, driverCurrents, rowVolts, columnVolts, input.powerWatts(driverCurrents));
    }

    private void eliminate(double[] columnCurrents) {
        int state = network.matrix().length;
        int steps = conducting.length;
        int segment = (long) steps * state <= KEPT_DOUBLES ? steps : (int) Math.ceil(Math.sqrt(steps));
        List<double[]> starts = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            if (step % segment == 0) {
                starts.add(network.matrix().clone());
            }
            if (step < (steps - 1) / segment * segment) { // the last segment is only computed in the backward sweep
                advance(step);
            }
        }
        double[][] states = new double[segment][];
        for (int s = starts.size() - 1; s >= 0; s--) {
            int end = Math.min(steps, (s + 1) * segment);
            System.arraycopy(starts.get(s), 0, network.matrix(), 0, state);
            for (int step = s * segment; step < end; step++) {
                advance(step);
                states[step - s * segment] = network.matrix().clone();
            }
            if (end == steps) {
                for (int j = 0; j < columns; j++) {
                    columnCurrents[j] = network.current(j, 0);
                }
            }
            for (int step = end - 1; step >= s * segment; step--) {
                goBack(step, states[step - s * segment]);
            }
        }
    }

    private void advance(int step) {
        int offset = conducting[step] * columns;
        line.take(circuit.cells(), offset);
        line.addAdmittance(circuit.cells(), offset, network.matrix(), network.stride());
        line.addSource(circuit.cells(), offset, input.volts(conducting[step]), network.matrix(), network.stride(), columns);
        network.addSeries(seriesBelow(step), 1);
    }

    /** All resistance of a column between a conducting row and the next one, or ground. */
    private double seriesBelow(int step) {
        CircuitResistances resistances = circuit.resistances();
        return step + 1 < conducting.length ? (conducting[step + 1] - conducting[step]) * resistances.columnWireOhms()
                : (circuit.rows() - conducting[step]) * resistances.columnWireOhms() + resistances.senseOhms();
    }

    /** Column voltages of a conducting row and of the open rows right below it, given those below; {@code state} is of its lower end. */
    private void goBack(int step, double[] state) {
        int row = conducting[step];
        int last = step + 1 < conducting.length ? conducting[step + 1] - 1 : circuit.rows() - 1;
        double wire = circuit.resistances().columnWireOhms();
        double below0 = step + 1 < conducting.length ? wire : wire + circuit.resistances().senseOhms();
        double[] above = new double[columns];
        for (int j = 0; j < columns; j++) {
            double current = state[j * network.stride() + columns];
            for (int k = 0; k < columns; k++) {
                current -= state[Math.min(j, k) * network.stride() + Math.max(j, k)] * below[k];
            }
            double volts = below[j] + below0 * current;
            columnVolts[last * columns + j] = volts;
            for (int i = last - 1; i >= row; i--) {
                volts += wire * current;
                columnVolts[i * columns + j] = volts;
            }
            above[j] = volts;
        }
        System.arraycopy(above, 0, below, 0, columns);
        if (step == 0) {
            for (int i = 0; i < row; i++) { // no current above the first conducting row
                System.arraycopy(above, 0, columnVolts, i * columns, columns);
            }
        }
    }
}
