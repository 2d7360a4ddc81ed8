package org.hasnas.checks.verification;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import org.hasnas.checks.model.VerificationResult;
import org.hasnas.chip.circuit.Circuit;
import org.hasnas.chip.circuit.RowInput;
import org.hasnas.chip.model.CircuitSolution;
import org.hasnas.document.Fields;
import org.hasnas.document.Value;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;

/**
 * Crossbar circuits that a circuit simulator solved, one to a file; see {@link CircuitCase} for the circuit. {@code outputs} has
 * {@code ngspice_column_current_A} and {@code ngspice_driver_current_A}, or the same with {@code scipy} where ngspice gave none.
 * Column currents are compared each with its own size; driver currents, which are differences in rows without input, with the largest one.
 */
public final class CrossbarOracle {
    private static final double TOLERANCE = 1e-9;
    private static final String QUANTITY = "column and driver currents";
    /** Below this part of the largest current, or this current, a column's own size is rounding of the other program. */
    private static final double MIN_PART = 1e-6;
    private static final double MIN_AMPERES = 1e-12;

    /**
     * Solves all cases of a file, or of all {@code *.json} files of a folder.
     *
     * @throws HasnasException NOT_FOUND or IO if there is nothing to read; BAD_DATA with file, field and expectation if it is no such case
     */
    public List<VerificationResult> verify(Path path, JobContext job) throws HasnasException {
        List<VerificationResult> results = new ArrayList<>();
        for (Path file : OracleFiles.jsonFiles(path)) {
            job.checkpoint();
            results.add(new Check(file, OracleFiles.read(file).anyFields()).result());
        }
        return List.copyOf(results);
    }

    /** One case while it is compared. */
    private static final class Check {
        private final Path file;
        private final Fields fields;
        private double worst;
        private String worstQuantity = "";

        Check(Path file, Fields fields) {
            this.file = file;
            this.fields = fields;
        }

        VerificationResult result() throws HasnasException {
            CircuitCase given = CircuitCase.of(file, fields);
            Circuit circuit = given.circuit();
            if (given.inputs().size() > 1) {
                throw fields.problem("inputs", "there are several; cases to compare have one");
            }
            RowInput input = given.inputs().getFirst();
            Fields outputs = fields.has("outputs") ? fields.anyFields("outputs") : fields;
            String tool = outputs.has("ngspice_column_current_A") ? "ngspice" : "scipy";
            String columns = tool + "_column_current_A";
            String drivers = tool + "_driver_current_A";
            if (!outputs.has(columns)) {
                throw fields.problem("there is nothing to compare with; give outputs.ngspice_column_current_A");
            }
            CircuitSolution solution = circuit.solve(input);
            compare(outputs.value(columns), circuit.columns(), "column", solution::columnAmperes, MIN_PART);
            if (outputs.has(drivers)) {
                compare(outputs.value(drivers), circuit.rows(), "row", solution::driverAmperes, 1);
            }
            return new VerificationResult(given.name(), QUANTITY, worst, TOLERANCE, worstQuantity);
        }

        private void compare(Value currents, int size, String each, IntToDoubleFunction actual, double smallestPart) throws HasnasException {
            List<Value> list = currents.items(size, each);
            double[] expected = new double[size];
            double largest = MIN_AMPERES;
            for (int k = 0; k < size; k++) {
                expected[k] = list.get(k).number();
                largest = Math.max(largest, Math.abs(expected[k]));
            }
            for (int k = 0; k < size; k++) {
                double scale = Math.max(Math.max(Math.abs(expected[k]), smallestPart * largest), MIN_AMPERES);
                double difference = Math.abs(actual.applyAsDouble(k) - expected[k]) / scale;
                if (!(difference <= worst)) { // also if it is no number
                    worst = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
                    worstQuantity = String.format(Locale.ROOT, "%s is %s, expected %s", list.get(k).name(), actual.applyAsDouble(k), expected[k]);
                }
            }
        }
    }
}
