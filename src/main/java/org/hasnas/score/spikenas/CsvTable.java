package org.hasnas.score.spikenas;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.hasnas.document.InputFile;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;

/**
 * The rows of a CSV text (UTF-8) with a header that names its columns in any order. What is wrong is told with file, line and column.
 *
 * @param origin name in error sentences
 * @param columns of the header
 */
record CsvTable(String origin, List<String> columns, List<Row> rows) {
    private static final double PERCENT = 100;

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder().setTrim(true).setIgnoreSurroundingSpaces(true).setIgnoreEmptyLines(true)
            .setCommentMarker('#').get();

    /** A row below the header. */
    static final class Row {
        private final String origin;
        private final List<String> columns;
        private final CSVRecord values;
        private final long line;

        private Row(String origin, List<String> columns, CSVRecord values, long line) {
            this.origin = origin;
            this.columns = columns;
            this.values = values;
            this.line = line;
        }

        /** A whole number from 0 to the largest. */
        long wholeNumber(String column, long largest) throws HasnasException {
            String value = text(column);
            try {
                long number = Long.parseLong(value);
                if (number >= 0 && number <= largest) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw problem("column " + column + ": '" + value + "' is not a whole number");
            }
            throw problem("column " + column + ": " + value + " is not from 0 to " + largest);
        }

        /** A percentage, as a fraction. */
        double percent(String column) throws HasnasException {
            double number = number(column);
            if (number >= 0 && number <= PERCENT) {
                return number / PERCENT;
            }
            throw problem("column " + column + ": " + text(column) + " is not from 0 to 100 percent");
        }

        /** A finite number above 0. */
        double positive(String column) throws HasnasException {
            double number = number(column);
            if (number > 0 && Double.isFinite(number)) {
                return number;
            }
            throw problem("column " + column + ": " + text(column) + " is not above 0");
        }

        private double number(String column) throws HasnasException {
            try {
                return Double.parseDouble(text(column));
            } catch (NumberFormatException e) {
                throw problem("column " + column + ": '" + text(column) + "' is not a number");
            }
        }

        private String text(String column) {
            return values.get(columns.indexOf(column));
        }

        HasnasException problem(String sentence) {
            return CsvTable.problem(origin, line, sentence);
        }
    }

    /**
     * Reads a file.
     *
     * @param required columns that must be there
     * @param whatFor ends the sentence about a missing file
     * @throws HasnasException NOT_FOUND or IO if it can't be read; BAD_DATA if it is no such table
     */
    static CsvTable read(Path file, List<String> required, String whatFor) throws HasnasException {
        return parse(file.toString(), InputFile.text(file, InputFile.Kind.TABLE, "There is no file " + file + "; " + whatFor), required);
    }

    /** Reads a text, which may begin with a byte order mark. */
    static CsvTable parse(String origin, String text, List<String> required) throws HasnasException {
        String content = text.startsWith("\ufeff") ? text.substring(1) : text;
        try (Reader reader = new StringReader(content); CSVParser parser = CSVParser.parse(reader, FORMAT)) {
            List<String> columns = new ArrayList<>();
            List<Row> rows = new ArrayList<>();
            long line = 1;
            for (CSVRecord values : parser) {
                line = parser.getCurrentLineNumber();
                if (columns.isEmpty()) {
                    columns.addAll(values.toList());
                    checkHeader(origin, line, columns, required);
                } else if (values.size() != columns.size()) {
                    throw problem(origin, line, "the row has " + values.size() + " values, the header " + columns.size() + " columns");
                } else {
                    rows.add(new Row(origin, columns, values, line));
                }
            }
            if (columns.isEmpty()) {
                throw problem(origin, line, "there is no header; the first row must name the columns, among them " + String.join(", ", required));
            }
            if (rows.isEmpty()) {
                throw problem(origin, line, "there is no network below the header");
            }
            return new CsvTable(origin, columns, rows);
        } catch (IOException | UncheckedIOException e) {
            throw new HasnasException(ErrorCode.BAD_DATA,
                    origin + " is not a CSV file: a quoted value is not closed, or followed by something else than a comma.", e);
        }
    }

    private static void checkHeader(String origin, long line, List<String> columns, List<String> required) throws HasnasException {
        for (String column : required) {
            if (!columns.contains(column)) {
                throw problem(origin, line, "column '" + column + "' is missing; the header must have " + String.join(", ", required));
            }
            if (columns.indexOf(column) != columns.lastIndexOf(column)) {
                throw problem(origin, line, "column '" + column + "' appears twice");
            }
        }
    }

    private static HasnasException problem(String origin, long line, String sentence) {
        return new HasnasException(ErrorCode.BAD_DATA, origin + " line " + line + ": " + sentence + ".");
    }
}
