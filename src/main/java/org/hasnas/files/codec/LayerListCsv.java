package org.hasnas.files.codec;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.hasnas.document.InputFile;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.ConvolutionLayer.Role;
import org.jspecify.annotations.NullMarked;

/**
 * A user's list of convolutions, one row each in network order:
 *
 * <pre>
 * # my network; lines with # and empty lines are skipped
 * name,in_channels,out_channels,in_dim,out_dim,kernel_size
 * stem,3,64,32,32,3
 * conv1,64,64,32,16,3
 * conv2,64,128,16,16,3
 * </pre>
 *
 * <p>{@code in_dim} is the side of the square input map, {@code out_dim} the side of the output map after a pooling that follows, in
 * pixels. {@code kernel_size} (3) and {@code name} (layer1, layer2, ...) may be left out; the order of columns is free.
 */
@NullMarked
public final class LayerListCsv {
    private static final String IN_CHANNELS = "in_channels";
    private static final String OUT_CHANNELS = "out_channels";
    private static final String IN_DIM = "in_dim";
    private static final String OUT_DIM = "out_dim";
    private static final String KERNEL_SIZE = "kernel_size";
    private static final String NAME = "name";
    private static final List<String> REQUIRED = List.of(IN_CHANNELS, OUT_CHANNELS, IN_DIM, OUT_DIM);
    private static final List<String> KNOWN = List.of(IN_CHANNELS, OUT_CHANNELS, IN_DIM, OUT_DIM, KERNEL_SIZE, NAME);

    private static final int DEFAULT_KERNEL_SIZE = 3;
    /** Larger than any network has; products of channels and pixels still fit into a long. */
    private static final int MAX = 1_000_000;
    private static final int MAX_KERNEL_SIZE = 99;

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder().setTrim(true).setIgnoreSurroundingSpaces(true).setIgnoreEmptyLines(true)
            .setCommentMarker('#').get();

    private LayerListCsv() {}

    /**
     * Reads a file (UTF-8).
     *
     * @throws HasnasException NOT_FOUND or IO if it can't be read; BAD_DATA with file, line and column if it is no such list
     */
    public static List<ConvolutionLayer> read(Path file) throws HasnasException {
        return parse(file.toString(),
                InputFile.text(file, InputFile.Kind.DOCUMENT, "There is no file " + file + "; give a CSV file with one layer per row."));
    }

    /** Reads a text; {@code origin} is its name in error sentences. */
    public static List<ConvolutionLayer> parse(String origin, String text) throws HasnasException {
        String content = text.startsWith("\ufeff") ? text.substring(1) : text;
        try (Reader reader = new StringReader(content); CSVParser parser = CSVParser.parse(reader, FORMAT)) {
            return new Rows(origin).read(parser);
        } catch (IOException | UncheckedIOException e) {
            throw new HasnasException(ErrorCode.BAD_DATA,
                    origin + " is not a CSV file: a quoted value is not closed, or followed by something else than a comma.", e);
        }
    }

    /** Walks through the rows, the header first. */
    private static final class Rows {
        private final String origin;
        private final List<String> columns = new ArrayList<>();

        Rows(String origin) {
            this.origin = origin;
        }

        List<ConvolutionLayer> read(CSVParser parser) throws HasnasException {
            List<ConvolutionLayer> layers = new ArrayList<>();
            long line = 1;
            for (CSVRecord record : parser) {
                List<String> row = withoutEmptyEnd(record.toList());
                if (row.isEmpty()) {
                    continue;
                }
                if (columns.isEmpty()) {
                    readHeader(row, parser.getCurrentLineNumber());
                } else {
                    layers.add(layer(row, parser.getCurrentLineNumber(), layers.size() + 1));
                }
                line = parser.getCurrentLineNumber();
            }
            if (columns.isEmpty()) {
                throw problem(line, "there is no header; the first row must name the columns " + String.join(",", REQUIRED)
                        + "[,kernel_size][,name]");
            }
            if (layers.isEmpty()) {
                throw problem(line, "there is no layer below the header; write one row for each");
            }
            return List.copyOf(layers);
        }

        /** Spreadsheets end rows in commas, and fill empty ones with them. */
        private static List<String> withoutEmptyEnd(List<String> row) {
            int end = row.size();
            while (end > 0 && row.get(end - 1).isBlank()) {
                end--;
            }
            return row.subList(0, end);
        }

        private void readHeader(List<String> row, long line) throws HasnasException {
            for (String written : row) {
                String column = written.toLowerCase(Locale.ROOT).replace(' ', '_');
                if (!KNOWN.contains(column)) {
                    throw problem(line, "unknown column '" + column + "'; the header has " + String.join(",", REQUIRED) + "[,kernel_size][,name]");
                }
                if (columns.contains(column)) {
                    throw problem(line, "column '" + column + "' appears twice");
                }
                columns.add(column);
            }
            for (String column : REQUIRED) {
                if (!columns.contains(column)) {
                    throw problem(line, "column '" + column + "' is missing; the header has " + String.join(",", REQUIRED) + "[,kernel_size][,name]");
                }
            }
        }

        private ConvolutionLayer layer(List<String> row, long line, int number) throws HasnasException {
            if (row.size() != columns.size() && !(row.size() == columns.size() - 1 && columns.getLast().equals(NAME))) {
                throw problem(line, "the row has " + row.size() + " values, the header " + columns.size() + " columns");
            }
            int inDim = positive(row, line, IN_DIM, MAX);
            int outDim = positive(row, line, OUT_DIM, MAX);
            int kernelSize = columns.contains(KERNEL_SIZE) ? positive(row, line, KERNEL_SIZE, MAX_KERNEL_SIZE) : DEFAULT_KERNEL_SIZE;
            String name = columns.contains(NAME) && columns.indexOf(NAME) < row.size() ? row.get(columns.indexOf(NAME)) : "";
            // Whether a stride or a pooling made the map smaller the list does not say; pooling is what the public tool's lists mean.
            int convolvedDim = Math.max(inDim, outDim);
            return new ConvolutionLayer(name.isEmpty() ? "layer" + number : name, number == 1 ? Role.STEM : Role.REDUCTION, -1,
                    positive(row, line, IN_CHANNELS, MAX), positive(row, line, OUT_CHANNELS, MAX), kernelSize, 1, inDim, inDim,
                    convolvedDim, convolvedDim, outDim, outDim);
        }

        private int positive(List<String> row, long line, String column, int largest) throws HasnasException {
            String value = row.get(columns.indexOf(column));
            try {
                int number = Integer.parseInt(value);
                if (number >= 1 && number <= largest) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw problem(line, "column " + column + ": '" + value + "' is not a whole number from 1 to " + largest);
            }
            throw problem(line, "column " + column + ": " + value + " is not from 1 to " + largest);
        }

        private HasnasException problem(long line, String sentence) {
            return new HasnasException(ErrorCode.BAD_DATA, origin + " line " + line + ": " + sentence + ".");
        }
    }
}
