package org.hasnas.checks.verification;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hasnas.chip.circuit.CellAccess;
import org.hasnas.chip.circuit.Circuit;
import org.hasnas.chip.circuit.CircuitResistances;
import org.hasnas.chip.circuit.CrossbarCircuit;
import org.hasnas.chip.circuit.RowInput;
import org.hasnas.chip.circuit.SegmentCircuit;
import org.hasnas.chip.circuit.SourceLineCircuit;
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
 * <p>Wires may be lists [row][column], one piece for each cell: of a row the one that leads to the cell, of a column the one that leads down from it;
 * drivers and senses lists with one for each row or column. A resistance may be {@code "open"}, a conductance {@code "short"}. With
 * {@code negative_conductance_S} each row is an interleaved pair of rows, the second at the opposite voltage. With {@code wire_source_ohm} in place of
 * {@code wire_row_ohm} cells are fed by a source line beside each column, see {@link SourceLineCircuit}; {@code source_ohm} takes the place of
 * {@code driver_ohm}.
 *
 * @param mode how cells join rows and columns, for the user
 * @param inputs at least one
 */
public record CircuitCase(String name, String mode, Circuit circuit, List<RowInput> inputs) {
    private static final List<String> INPUT_KEYS = List.of("row_voltage_V", "input_bits", "vread_V");
    private static final String INPUTS = "inputs";
    private static final String ROW_WIRE = "wire_row_ohm";
    private static final String COLUMN_WIRE = "wire_col_ohm";
    private static final String DRIVER = "driver_ohm";
    private static final String SENSE = "sense_ohm";
    private static final String SOURCE_WIRE = "wire_source_ohm";
    private static final String SOURCE = "source_ohm";
    private static final String ACCESS = "access_ohm";
    private static final String CONDUCTANCE = "conductance_S";
    private static final String NEGATIVE = "negative_conductance_S";
    private static final List<String> KEYS = Stream.concat(Stream.of("name", "rows", "cols", "mode", ROW_WIRE, COLUMN_WIRE, DRIVER, SENSE, ACCESS,
            SOURCE_WIRE, SOURCE, CONDUCTANCE, NEGATIVE, INPUTS), INPUT_KEYS.stream()).toList();

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
        if (fields.has(SOURCE_WIRE)) {
            return withSourceLines(name, access, fields, rows, columns);
        }
        double[][] rowWire = grid(fields, ROW_WIRE, rows, columns);
        double[][] columnWire = grid(fields, COLUMN_WIRE, rows, columns);
        double[] driver = fields.has(DRIVER) ? list(fields.value(DRIVER), rows, "row") : new double[rows];
        double[] sense = fields.has(SENSE) ? list(fields.value(SENSE), columns, "column") : new double[columns];
        double accessOhms = fields.has(ACCESS) ? fields.value(ACCESS).number("a number of at least 0, in ohm", number -> number >= 0) : 0;
        double[][] siemens = conductances(fields, CONDUCTANCE, rows, columns);
        boolean pairs = fields.has(NEGATIVE);
        List<RowInput> inputs = inputs(fields, rows);
        if (!pairs && Stream.of(rowWire, columnWire, new double[][] {driver}, new double[][] {sense}).allMatch(CircuitCase::alike)
                && Arrays.stream(siemens).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)) {
            return new CircuitCase(name, access.label(), new CrossbarCircuit(access,
                    new CircuitResistances(rowWire[0][0], columnWire[0][0], driver[0], sense[0], accessOhms), siemens), inputs);
        }
        double series = access == CellAccess.DIRECT ? 0 : accessOhms;
        SegmentCircuit.Ohms single = new SegmentCircuit.Ohms(rowWire, columnWire, driver, sense, ohms(siemens, series));
        SegmentCircuit.Ohms ohms = pairs ? single.interleaved(ohms(conductances(fields, NEGATIVE, rows, columns), series)) : single;
        return new CircuitCase(name, access.label() + (pairs ? ", interleaved pairs" : ""),
                fields.source().checked(fields.at("rows"), () -> new SegmentCircuit(ohms, access == CellAccess.GATED_TRANSISTOR, pairs)), inputs);
    }

    private static CircuitCase withSourceLines(String name, CellAccess access, Fields fields, int rows, int columns) throws HasnasException {
        for (String key : List.of(ROW_WIRE, DRIVER)) {
            if (fields.has(key)) {
                throw fields.problem(key, "with '" + SOURCE_WIRE + "' rows carry no current; leave '" + key + "' out, and give '" + SOURCE
                        + "' for what lies between a source and its line");
            }
        }
        double series = access == CellAccess.DIRECT || !fields.has(ACCESS) ? 0
                : fields.value(ACCESS).number("a number of at least 0, in ohm", number -> number >= 0);
        double[][] cells = ohms(conductances(fields, CONDUCTANCE, rows, columns), series);
        SourceLineCircuit.Lines lines =
                new SourceLineCircuit.Lines(grid(fields, SOURCE_WIRE, rows, columns), grid(fields, COLUMN_WIRE, rows, columns),
                        fields.has(SOURCE) ? list(fields.value(SOURCE), columns, "column") : new double[columns],
                        fields.has(SENSE) ? list(fields.value(SENSE), columns, "column") : new double[columns]);
        if (!Stream.of(lines.sourceWire(), lines.columnWire(), new double[][] {lines.source(), lines.sense()}).flatMap(Arrays::stream)
                .flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)) {
            throw fields.problem(SOURCE_WIRE, "with source lines no piece of a wire can be \"open\"; give a resistance in ohm");
        }
        double[][][] halves = fields.has(NEGATIVE) ? new double[][][] {cells, ohms(conductances(fields, NEGATIVE, rows, columns), series)}
                : new double[][][] {cells};
        if (!Arrays.stream(halves).flatMap(Arrays::stream).flatMapToDouble(Arrays::stream).allMatch(ohms -> ohms > 0)) {
            throw fields.problem(CONDUCTANCE, "with source lines no cell can be \"short\"; give a conductance in siemens");
        }
        return new CircuitCase(name, access.label() + ", source lines" + (fields.has(NEGATIVE) ? ", interleaved pairs" : ""),
                new SourceLineCircuit(lines, halves), inputs(fields, rows));
    }

    /** Whether all values are one and finite, so that the faster methods know such a circuit. */
    private static boolean alike(double[][] values) {
        return Double.isFinite(values[0][0]) && Arrays.stream(values).flatMapToDouble(Arrays::stream).allMatch(value -> value == values[0][0]);
    }

    private static double[][] ohms(double[][] siemens, double series) {
        return Arrays.stream(siemens).map(row -> Arrays.stream(row).map(value -> 1 / value + series).toArray()).toArray(double[][]::new);
    }

    private static double ohms(Value value) throws HasnasException {
        return value.is("open") ? Double.POSITIVE_INFINITY : value.number("a number of at least 0, in ohm, or \"open\"", number -> number >= 0);
    }

    /** One for each, or one value for all. */
    private static double[] list(Value value, int size, String each) throws HasnasException {
        double[] ohms = new double[size];
        if (value.isList()) {
            List<Value> items = value.items(size, each);
            for (int i = 0; i < size; i++) {
                ohms[i] = ohms(items.get(i));
            }
        } else {
            Arrays.fill(ohms, ohms(value));
        }
        return ohms;
    }

    /** One for each cell, or for each row, or one value for all. */
    private static double[][] grid(Fields fields, String key, int rows, int columns) throws HasnasException {
        Value value = fields.value(key);
        double[][] ohms = new double[rows][];
        if (value.isList()) {
            List<Value> lines = value.items(rows, "row");
            for (int row = 0; row < rows; row++) {
                ohms[row] = list(lines.get(row), columns, "column");
            }
        } else {
            Arrays.setAll(ohms, row -> new double[columns]);
            double all = ohms(value);
            Arrays.stream(ohms).forEach(row -> Arrays.fill(row, all));
        }
        return ohms;
    }

    private static double[][] conductances(Fields fields, String key, int rows, int columns) throws HasnasException {
        List<Value> matrix = fields.value(key).items(rows, "row");
        double[][] siemens = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            List<Value> row = matrix.get(i).items(columns, "column");
            for (int j = 0; j < columns; j++) {
                siemens[i][j] = row.get(j).is("short") ? Double.POSITIVE_INFINITY
                        : row.get(j).number("a number of at least 0, in siemens, or \"short\"", number -> number >= 0);
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
