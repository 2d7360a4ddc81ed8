package org.hasnas.score.spikenas;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpaces;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;

/**
 * The CIFAR-10 table of SpikeNAS-Bench, or a part of it, as CSV (UTF-8) with a header:
 *
 * <pre>
 * arch_id,parameters,test_accuracy
 * 3,17917668,10.0
 * 6437,21456612,88.31
 * </pre>
 *
 * <p>The order of columns is free and further columns are not looked at. {@code test_accuracy} is in percent. {@code parameters} must be
 * those of the architecture, so that a table with another numbering is not taken for this one.
 */
public final class BenchmarkTable {
    private static final String ID = "arch_id";
    private static final String PARAMETERS = "parameters";
    private static final String ACCURACY = "test_accuracy";
    private static final List<String> REQUIRED = List.of(ID, PARAMETERS, ACCURACY);
    private static final double PERCENT = 100;

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder().setTrim(true).setIgnoreSurroundingSpaces(true).setIgnoreEmptyLines(true)
            .setCommentMarker('#').get();

    private final String name;
    private final Map<Integer, BenchmarkRow> rows;

    private BenchmarkTable(String name, Map<Integer, BenchmarkRow> rows) {
        this.name = name;
        this.rows = rows;
    }

    /**
     * Reads a file.
     *
     * @throws HasnasException NOT_FOUND or IO if it can't be read; BAD_DATA with file and line if it is no such table
     */
    public static BenchmarkTable read(Path file) throws HasnasException {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new HasnasException(ErrorCode.NOT_FOUND, "There is no file " + file
                    + "; give the path of your copy of the SpikeNAS-Bench table (CSV; it does not come with the program),"
                    + " in a project under 'benchmark' in project.yaml.", e);
        } catch (CharacterCodingException e) {
            throw new HasnasException(ErrorCode.BAD_DATA, file + " is not a text file in UTF-8; save it as one.", e);
        } catch (IOException e) {
            throw new HasnasException(ErrorCode.IO, file + " can't be read: " + e.getMessage() + ".", e);
        }
    }

    /** Reads a text; {@code origin} is its name in error sentences. */
    public static BenchmarkTable parse(String origin, String text) throws HasnasException {
        String content = text.startsWith("\ufeff") ? text.substring(1) : text;
        try (Reader reader = new StringReader(content); CSVParser parser = CSVParser.parse(reader, FORMAT)) {
            return new BenchmarkTable(origin, new Lines(origin).read(parser));
        } catch (IOException | UncheckedIOException e) {
            throw new HasnasException(ErrorCode.BAD_DATA, origin + " is not a CSV file: " + e.getMessage() + ".", e);
        }
    }

    /** The file it came from. */
    public String name() {
        return name;
    }

    /** The networks in the order of the file. */
    public List<BenchmarkRow> rows() {
        return List.copyOf(rows.values());
    }

    /** The row of an architecture of the space {@link SearchSpaces#SPIKENAS_BENCH}; empty if the table has none. */
    public Optional<BenchmarkRow> row(Architecture architecture) {
        OptionalInt id = ArchitectureId.encode(architecture);
        return id.isPresent() ? Optional.ofNullable(rows.get(id.getAsInt())) : Optional.empty();
    }

    /** The accuracy of a row, with its source. */
    public Accuracy accuracy(BenchmarkRow row) {
        return accuracy(row, "");
    }

    /**
     * The accuracy of a row, with its source.
     *
     * @param remark what to say about the row; empty for nothing
     */
    public Accuracy accuracy(BenchmarkRow row, String remark) {
        return Accuracy.of(AccuracyKind.BENCHMARK, row.testAccuracyFraction(), "SpikeNAS-Bench, " + name + ", arch_id " + row.id()
                + (remark.isEmpty() ? "" : " (" + remark + ")") + ": one training by its authors, CIFAR-10 test images");
    }

    /** Walks through the lines, the header first. */
    private static final class Lines {
        private final String origin;
        private final List<String> columns = new ArrayList<>();
        private final NetworkTemplate template = NetworkTemplates.SPIKENAS_BENCH_CIFAR10.template();

        Lines(String origin) {
            this.origin = origin;
        }

        Map<Integer, BenchmarkRow> read(CSVParser parser) throws HasnasException {
            Map<Integer, BenchmarkRow> rows = new LinkedHashMap<>();
            long line = 1;
            for (CSVRecord values : parser) {
                line = parser.getCurrentLineNumber();
                if (columns.isEmpty()) {
                    readHeader(values, line);
                    continue;
                }
                BenchmarkRow row = row(values, line);
                if (rows.putIfAbsent(row.id(), row) != null) {
                    throw problem(line, ID + " " + row.id() + " appears twice; keep one of the rows");
                }
            }
            if (columns.isEmpty()) {
                throw problem(line, "there is no header; the first row must name the columns, among them " + String.join(", ", REQUIRED));
            }
            if (rows.isEmpty()) {
                throw problem(line, "there is no network below the header");
            }
            return rows;
        }

        private void readHeader(CSVRecord header, long line) throws HasnasException {
            columns.addAll(header.toList());
            for (String column : REQUIRED) {
                if (!columns.contains(column)) {
                    throw problem(line, "column '" + column + "' is missing; the header must have " + String.join(", ", REQUIRED));
                }
                if (columns.indexOf(column) != columns.lastIndexOf(column)) {
                    throw problem(line, "column '" + column + "' appears twice");
                }
            }
        }

        private BenchmarkRow row(CSVRecord values, long line) throws HasnasException {
            if (values.size() != columns.size()) {
                throw problem(line, "the row has " + values.size() + " values, the header " + columns.size() + " columns");
            }
            int id = (int) wholeNumber(values, line, ID, ArchitectureId.COUNT - 1L);
            long parameters = wholeNumber(values, line, PARAMETERS, Long.MAX_VALUE);
            Architecture architecture = ArchitectureId.decode(id);
            long own = Network.of(template, SearchSpaces.SPIKENAS_BENCH, architecture).parameters();
            if (parameters != own) {
                throw problem(line, "column " + PARAMETERS + ": network " + id + " (" + architecture + ") has " + own + " parameters, not "
                        + parameters + "; this is another table than that of SpikeNAS-Bench for CIFAR-10");
            }
            return new BenchmarkRow(id, architecture, parameters, percent(values, line) / PERCENT);
        }

        private long wholeNumber(CSVRecord values, long line, String column, long largest) throws HasnasException {
            String value = values.get(columns.indexOf(column));
            try {
                long number = Long.parseLong(value);
                if (number >= 0 && number <= largest) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw problem(line, "column " + column + ": '" + value + "' is not a whole number");
            }
            throw problem(line, "column " + column + ": " + value + " is not from 0 to " + largest);
        }

        private double percent(CSVRecord values, long line) throws HasnasException {
            String value = values.get(columns.indexOf(ACCURACY));
            try {
                double number = Double.parseDouble(value);
                if (number >= 0 && number <= PERCENT) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw problem(line, "column " + ACCURACY + ": '" + value + "' is not a number");
            }
            throw problem(line, "column " + ACCURACY + ": " + value + " is not from 0 to 100 percent");
        }

        private HasnasException problem(long line, String sentence) {
            return new HasnasException(ErrorCode.BAD_DATA, origin + " line " + line + ": " + sentence + ".");
        }
    }
}
