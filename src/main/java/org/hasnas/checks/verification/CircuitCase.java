package org.hasnas.checks.verification;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hasnas.chip.circuit.CellAccess;
import org.hasnas.chip.circuit.CircuitResistances;
import org.hasnas.chip.circuit.CrossbarCircuit;
import org.hasnas.chip.circuit.RowInput;
import org.hasnas.document.Fields;
import org.hasnas.document.JsonText;
import org.hasnas.document.Source;
import org.hasnas.document.Value;
import org.hasnas.error.HasnasException;

/**
 * A crossbar circuit in a JSON file: {@code rows}, {@code cols}, {@code mode} (1R, 1T1R, 1T1R_gated), {@code wire_row_ohm},
 * {@code wire_col_ohm}, {@code driver_ohm}, {@code sense_ohm}, {@code access_ohm} (the last three may be left out for 0),
 * {@code conductance_S} of the devices [row][column], {@code row_voltage_V} and {@code input_bits}. Without {@code input_bits} a row is
 * active if its voltage is not 0; without {@code row_voltage_V} it is {@code vread_V} in rows whose bit is 1. In place of these three there may be
 * {@code inputs}, a list of objects with them.
 *
 * @param inputs at least one
 */
public record CircuitCase(String name, CrossbarCircuit circuit, List<RowInput> inputs) {
    private static final List<String> INPUT_KEYS = List.of("row_voltage_V", "input_bits", "vread_V");
    private static final String INPUTS = "inputs";
    private static final List<String> KEYS = Stream.concat(Stream.of("name", "rows", "cols", "mode", "wire_row_ohm", "wire_col_ohm", "driver_ohm",
            "sense_ohm", "access_ohm", "conductance_S", INPUTS), INPUT_KEYS.stream()).toList();

    public CircuitCase {
        inputs = List.copyOf(inputs);
    }

    /** @throws HasnasException NOT_FOUND or IO if the file can't be read; BAD_DATA with file, line and column if it is no such circuit */
    public static CircuitCase read(Path file) throws HasnasException {
        return of(file, JsonText.read(file, Source.Kind.FOREIGN_JSON, "file of a crossbar circuit").anyFields().withoutMisspelt(KEYS));
    }

    /** @param file gives its name to a circuit that has none */
    static CircuitCase of(Path file, Fields fields) throws HasnasException {
        String name = fields.has("name") ? fields.value("name").written() : String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
        int rows = fields.integer("rows", 1, CrossbarCircuit.MAX_SIDE);
        int columns = fields.integer("cols", 1, CrossbarCircuit.MAX_SIDE);
        CellAccess access = fields.choice("mode", Arrays.stream(CellAccess.values()).collect(
                Collectors.toMap(CellAccess::label, value -> value, (one, _) -> one, LinkedHashMap::new)));
        CircuitResistances resistances = new CircuitResistances(ohms(fields, "wire_row_ohm"), ohms(fields, "wire_col_ohm"),
                ohmsOrNone(fields, "driver_ohm"), ohmsOrNone(fields, "sense_ohm"), ohmsOrNone(fields, "access_ohm"));
        return new CircuitCase(name, new CrossbarCircuit(access, resistances, conductances(fields, rows, columns)), inputs(fields, rows));
    }

    private static double ohmsOrNone(Fields fields, String key) throws HasnasException {
        return fields.has(key) ? ohms(fields, key) : 0;
    }

    private static double ohms(Fields fields, String key) throws HasnasException {
        return notNegative(fields.value(key), "ohm");
    }

    private static double notNegative(Value value, String unit) throws HasnasException {
        return value.number("a number of at least 0, in " + unit, number -> number >= 0);
    }

    private static double[][] conductances(Fields fields, int rows, int columns) throws HasnasException {
        List<Value> matrix = fields.value("conductance_S").items(rows, "row");
        double[][] siemens = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            List<Value> row = matrix.get(i).items(columns, "column");
            for (int j = 0; j < columns; j++) {
                siemens[i][j] = notNegative(row.get(j), "siemens");
            }
        }
        return siemens;
    }

    private static List<RowInput> inputs(Fields fields, int rows) throws HasnasException {
        if (!fields.has(INPUTS)) {
            return List.of(input(fields, rows));
        }
        for (String key : INPUT_KEYS) {
            if (fields.has(key)) {
                throw fields.problem(key, "there are '" + INPUTS + "' as well; give '" + key + "' in each of them");
            }
        }
        List<RowInput> inputs = new ArrayList<>();
        for (Value each : fields.items(INPUTS)) {
            inputs.add(input(each.fields(INPUT_KEYS), rows));
        }
        if (inputs.isEmpty()) {
            throw fields.problem(INPUTS, "there is no input in it; give at least one");
        }
        return inputs;
    }

    private static RowInput input(Fields fields, int rows) throws HasnasException {
        boolean hasVolts = fields.has("row_voltage_V");
        boolean hasBits = fields.has("input_bits");
        if (!hasVolts && !hasBits) {
            throw fields.problem("there is neither row_voltage_V nor input_bits; give one number for each row");
        }
        double[] volts = new double[rows];
        boolean[] active = new boolean[rows];
        if (hasVolts) {
            List<Value> list = fields.value("row_voltage_V").items(rows, "row");
            for (int i = 0; i < rows; i++) {
                volts[i] = volts(list.get(i));
                active[i] = volts[i] != 0;
            }
        }
        if (hasBits) {
            List<Value> list = fields.value("input_bits").items(rows, "row");
            for (int i = 0; i < rows; i++) {
                active[i] = list.get(i).is("true") || (!list.get(i).is("false")
                        && list.get(i).number("0 or 1", bit -> bit == 0 || bit == 1) == 1);
                if (!hasVolts && active[i]) {
                    volts[i] = volts(fields.value("vread_V"));
                }
            }
        }
        return new RowInput(volts, active);
    }

    private static double volts(Value value) throws HasnasException {
        return value.number("a finite number, in volt", volts -> true);
    }
}
