package org.hasnas.cli.chip;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.hasnas.chip.model.CircuitSolution;
import org.hasnas.chip.model.CrossbarSolution;
import org.hasnas.chip.model.CrossbarSolution.OfInput;
import org.hasnas.cli.console.ReportCommand;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;
import org.hasnas.error.HasnasException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hasnas crossbar solve}: currents and voltages of one circuit. */
@Command(name = "solve", description = "Currents, voltages and power of a crossbar with the resistance of wires, drivers and access transistors.",
        footer = {
            "  hasnas crossbar solve circuit.json --json --nodes",
            "",
            "CASE.json is an object with rows, cols, mode (1R, 1T1R or 1T1R_gated: cells of rows without input are open), wire_row_ohm,",
            "wire_col_ohm, driver_ohm, sense_ohm, access_ohm, conductance_S[row][column], row_voltage_V and, if gated, input_bits; or inputs, a",
            "list of objects with these two. Wires may be lists [row][column], drivers and senses lists; a resistance may be \"open\", a",
            "conductance \"short\". negative_conductance_S makes interleaved pairs of rows, the second at the opposite voltage."})
public final class CrossbarSolveCommand extends ReportCommand {
    @Parameters(index = "0", paramLabel = "CASE.json", description = "The circuit.")
    private Path file = Path.of("");

    @Option(names = "--nodes", order = LAST, description = "Also print the voltage of every node.")
    private boolean nodes;

    public CrossbarSolveCommand(Session session) {
        super(session);
    }

    @Override
    protected Report report() throws HasnasException {
        Path resolved = session().resolve(file);
        return new Solved(resolved, session().workbench().crossbars().solve(resolved), nodes);
    }

    /**
     * The solution of a circuit.
     *
     * @param withNodes whether the voltage of every node is shown
     */
    private record Solved(Path file, CrossbarSolution solved, boolean withNodes) implements Report {
        @Override
        public JsonDocument json() {
            CircuitSolution first = solved.byInput().getFirst().solution();
            JsonDocument document = JsonDocument.of("hasnas-crossbar-solution", 1).put("path", file.toString()).put("name", solved.name())
                    .put("rows", first.rows()).put("cols", first.columns()).put("mode", solved.mode());
            return solved.byInput().size() == 1 ? document.putAll(json(solved.byInput().getFirst()))
                    : document.put("inputs", solved.byInput().stream().map(this::json).toList());
        }

        private JsonDocument json(OfInput one) {
            CircuitSolution solution = one.solution();
            JsonDocument document = new JsonDocument().put("column_current_A", list(solution.columns(), solution::columnAmperes))
                    .put("driver_current_A", list(solution.rows(), solution::driverAmperes))
                    .put("ideal_column_current_A", one.idealColumnAmperes()).put("power_W", solution.powerWatts());
            return withNodes ? document.put("row_node_voltage_V", nodes(solution, solution::rowVolts))
                    .put("column_node_voltage_V", nodes(solution, solution::columnVolts)) : document;
        }

        @Override
        public void text(PrintStream out) {
            int count = solved.byInput().size();
            for (int input = 0; input < count; input++) {
                if (input > 0) {
                    out.println();
                }
                print(solved.byInput().get(input), count == 1 ? "" : ", input " + (input + 1) + " of " + count, out);
            }
        }

        private void print(OfInput one, String which, PrintStream out) {
            CircuitSolution solution = one.solution();
            out.println(solved.name() + which + ": " + solution.rows() + " rows, " + solution.columns() + " columns, " + solved.mode()
                    + ", power " + scientific(solution.powerWatts()) + " W");
            out.println();
            TextTable columns = new TextTable("column", "current A", "without wires A", "loss %");
            for (int column = 0; column < solution.columns(); column++) {
                double current = solution.columnAmperes(column);
                double ideal = one.idealColumnAmperes().get(column);
                columns.row(column, scientific(current), Double.isFinite(ideal) ? scientific(ideal) : "-",
                        ideal == 0 || !Double.isFinite(ideal) ? "-" : Figures.significant(100 * (ideal - current) / ideal));
            }
            columns.print(out);
            out.println();
            TextTable rows = new TextTable("row", "driver current A");
            for (int row = 0; row < solution.rows(); row++) {
                rows.row(row, scientific(solution.driverAmperes(row)));
            }
            rows.print(out);
            if (withNodes) {
                print("row", nodes(solution, solution::rowVolts), out);
                print("column", nodes(solution, solution::columnVolts), out);
            }
        }

        private static void print(String wire, List<List<Double>> volts, PrintStream out) {
            out.println();
            out.println("voltages of the " + wire + " wires' nodes, V, a line for each row:");
            for (List<Double> line : volts) {
                out.println(String.join(" ", line.stream().map(Solved::scientific).toList()));
            }
        }

        private static List<Double> list(int size, IntToDoubleFunction values) {
            return IntStream.range(0, size).mapToDouble(values).boxed().toList();
        }

        /** Voltage of a node by its row and column. */
        @FunctionalInterface
        private interface NodeVolts {
            double at(int row, int column);
        }

        private static List<List<Double>> nodes(CircuitSolution solution, NodeVolts volts) {
            return IntStream.range(0, solution.rows()).mapToObj(row -> list(solution.columns(), column -> volts.at(row, column))).toList();
        }

        private static String scientific(double value) {
            return value == 0 ? "0" : Figures.format("%.9e", value);
        }
    }
}
