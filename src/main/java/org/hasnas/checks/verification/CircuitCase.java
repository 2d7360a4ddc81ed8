package org.hasnas.checks.verification;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.hasnas.chip.circuit.CellAccess;
import org.hasnas.chip.circuit.CircuitResistances;
import org.hasnas.chip.circuit.CrossbarCircuit;
import org.hasnas.chip.circuit.RowInput;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;

/**
 * A crossbar circuit in a JSON file: {@code rows}, {@code cols}, {@code mode} (1R, 1T1R, 1T1R_gated), {@code wire_row_ohm},
 * {@code wire_col_ohm}, {@code driver_ohm}, {@code sense_ohm}, {@code access_ohm} (the last three may be left out for 0),
 * {@code conductance_S} of the devices [row][column], {@code row_voltage_V} and {@code input_bits}. Without {@code input_bits} a row is
 * active if its voltage is not 0; without {@code row_voltage_V} it is {@code vread_V} in rows whose bit is 1.
 */
public record CircuitCase(String name, CrossbarCircuit circuit, RowInput input) {

    /** @throws HasnasException NOT_FOUND or IO if the file can't be read; BAD_DATA with file, field and position if it is no such circuit */
    public static CircuitCase read(Path file) throws HasnasException {
        if (!Files.isRegularFile(file)) {
            throw new HasnasException(ErrorCode.NOT_FOUND, "There is no file " + file
                    + "; give a crossbar circuit in JSON.");
        }
        JsonNode json = OracleFiles.read(file);
        if (!json.isObject()) {
            throw OracleFiles.problem(file, "", "this must be a JSON object that describes a crossbar circuit");
        }
        return of(file, json);
    }

    static CircuitCase of(Path file, JsonNode json) throws HasnasException {
        Reader reader = new Reader(new CaseFields(file, "", json));
        String name = json.path("name").isTextual() ? json.path("name").textValue() : String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
        int rows = reader.side("rows");
        int columns = reader.side("cols");
        CrossbarCircuit circuit = new CrossbarCircuit(reader.access(), reader.resistances(), reader.conductances(rows, columns));
        return new CircuitCase(name, circuit, reader.input(rows));
    }

    /** Reads what only circuits have; fields and errors are {@link CaseFields}'. */
    private record Reader(CaseFields fields) {
        int side(String name) throws HasnasException {
            JsonNode value = fields.node().path(name);
            if (!value.isNumber() || value.doubleValue() != Math.rint(value.doubleValue()) || !value.canConvertToInt() || value.intValue() < 1
                    || value.intValue() > CrossbarCircuit.MAX_SIDE) {
                throw fields.bad(name, "a whole number from 1 to " + CrossbarCircuit.MAX_SIDE, value);
            }
            return value.intValue();
        }

        CellAccess access() throws HasnasException {
            JsonNode value = fields.node().path("mode");
            String known = Arrays.stream(CellAccess.values()).map(CellAccess::label).collect(Collectors.joining(", "));
            return CellAccess.byLabel(value.asText("")).orElseThrow(() -> fields.bad("mode", "one of " + known, value));
        }

        CircuitResistances resistances() throws HasnasException {
            return new CircuitResistances(ohms("wire_row_ohm", true), ohms("wire_col_ohm", true), ohms("driver_ohm", false),
                    ohms("sense_ohm", false), ohms("access_ohm", false));
        }

        private double ohms(String name, boolean needed) throws HasnasException {
            return !needed && !fields.has(name) ? 0 : notNegative(name, fields.node().path(name), "ohm");
        }

        double[][] conductances(int rows, int columns) throws HasnasException {
            JsonNode matrix = list("conductance_S", fields.node().path("conductance_S"), rows, "row");
            double[][] siemens = new double[rows][columns];
            for (int i = 0; i < rows; i++) {
                String place = "conductance_S[" + i + "]";
                JsonNode row = list(place, matrix.get(i), columns, "column");
                for (int j = 0; j < columns; j++) {
                    siemens[i][j] = notNegative(place + "[" + j + "]", row.get(j), "siemens");
                }
            }
            return siemens;
        }

        RowInput input(int rows) throws HasnasException {
            boolean hasVolts = fields.has("row_voltage_V");
            boolean hasBits = fields.has("input_bits");
            if (!hasVolts && !hasBits) {
                throw fields.problem("there is neither row_voltage_V nor input_bits; give one number for each row");
            }
            double[] volts = new double[rows];
            boolean[] active = new boolean[rows];
            if (hasVolts) {
                JsonNode list = list("row_voltage_V", fields.node().path("row_voltage_V"), rows, "row");
                for (int i = 0; i < rows; i++) {
                    volts[i] = finite("row_voltage_V[" + i + "]", list.get(i), "volt");
                    active[i] = volts[i] != 0;
                }
            }
            if (hasBits) {
                JsonNode list = list("input_bits", fields.node().path("input_bits"), rows, "row");
                for (int i = 0; i < rows; i++) {
                    active[i] = bit("input_bits[" + i + "]", list.get(i));
                    if (!hasVolts && active[i]) {
                        volts[i] = finite("vread_V", fields.node().path("vread_V"), "volt");
                    }
                }
            }
            return new RowInput(volts, active);
        }

        private boolean bit(String place, JsonNode value) throws HasnasException {
            if (value.isBoolean()) {
                return value.booleanValue();
            }
            if (!value.isNumber() || (value.doubleValue() != 0 && value.doubleValue() != 1)) {
                throw fields.bad(place, "0 or 1", value);
            }
            return value.doubleValue() == 1;
        }

        private JsonNode list(String place, JsonNode value, int size, String each) throws HasnasException {
            if (!value.isArray() || value.size() != size) {
                throw fields.problem(place + (value.isArray() ? " has " + value.size() + " elements" : " is " + CaseFields.shown(value))
                        + "; it must be a list of " + size + ", one for each " + each);
            }
            return value;
        }

        private double notNegative(String place, JsonNode value, String unit) throws HasnasException {
            double number = finite(place, value, unit);
            if (number < 0) {
                throw fields.bad(place, "a number of at least 0, in " + unit, value);
            }
            return number;
        }

        private double finite(String place, JsonNode value, String unit) throws HasnasException {
            if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
                throw fields.bad(place, "a finite number, in " + unit, value);
            }
            return value.doubleValue();
        }
    }
}
