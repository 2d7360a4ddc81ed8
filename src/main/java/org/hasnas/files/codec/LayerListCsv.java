package org.hasnas.files.codec;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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
 * A user's list of layers, one row each in network order. Either convolutions below a header:
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
 *
 * <p>Or a list of DNN+NeuroSim such as {@code NetWork_VGG8.csv}, without header: height and width of the input map, input channels, height and
 * width of the kernel, output channels, 1 if a pooling follows or else 0, and from version 1.3 on the stride:
 *
 * <pre>
 * 32,32,3,3,3,128,0,1
 * 32,32,128,3,3,128,1,1
 * 1,1,32768,1,1,10,0,1
 * </pre>
 *
 * <p>Layers of one pixel are linear. Lists of version 1.4 count the padding of maps, earlier ones do not: whichever makes more layers fit the
 * ones behind them is taken.
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

    private static final String POOLING = "followed_by_pooling";
    private static final String STRIDE = "stride";
    private static final List<String> NEUROSIM_COLUMNS = List.of("height", "width", IN_CHANNELS, "kernel_height", "kernel_width", OUT_CHANNELS,
            POOLING, STRIDE);
    private static final int POOL = 2;
    private static final Predicate<String> WHOLE_NUMBER = Pattern.compile("-?\\d+").asMatchPredicate();

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

    /**
     * A row of a list of DNN+NeuroSim.
     *
     * @param height of the input map in pixels, perhaps with its padding
     */
    private record NeuroSimRow(int height, int width, int in, int kernel, int out, boolean pooled, int stride) {
        boolean isLinear() {
            return height == 1 && width == 1;
        }

        private int padding(boolean counted) {
            return counted && !isLinear() ? kernel - 1 : 0;
        }

        /** Side of the output map before a pooling; convolutions keep the side but for their stride. */
        private int convolved(int side, boolean paddingCounted) {
            return Math.ceilDiv(Math.max(1, side - padding(paddingCounted)), stride);
        }

        private int behindPooling(int side) {
            return pooled ? Math.max(1, side / POOL) : side;
        }

        /** Whether the next layer reads what this one makes. */
        boolean fits(NeuroSimRow next, boolean paddingCounted) {
            int convolved = convolved(height, paddingCounted);
            int side = behindPooling(convolved);
            return (!pooled || convolved % POOL == 0) && (next.isLinear() ? next.in == (long) side * side * out
                    : next.in == out && next.height - next.padding(paddingCounted) == side);
        }

        ConvolutionLayer layer(int number, boolean paddingCounted) {
            int outHeight = convolved(height, paddingCounted);
            int outWidth = convolved(width, paddingCounted);
            return new ConvolutionLayer("layer" + number, number == 1 ? Role.STEM : Role.REDUCTION, -1, in, out, kernel, stride,
                    Math.max(1, height - padding(paddingCounted)), Math.max(1, width - padding(paddingCounted)), outHeight, outWidth,
                    behindPooling(outHeight), behindPooling(outWidth));
        }
    }

    /** Walks through the rows, the header first. */
    private static final class Rows {
        private final String origin;
        private final List<String> columns = new ArrayList<>();
        private final List<NeuroSimRow> neuroSim = new ArrayList<>();

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
                if (columns.isEmpty() && neuroSim.isEmpty() && !row.stream().allMatch(WHOLE_NUMBER)) {
                    readHeader(row, parser.getCurrentLineNumber());
                } else if (columns.isEmpty()) {
                    neuroSim.add(neuroSimRow(row, parser.getCurrentLineNumber()));
                } else {
                    layers.add(layer(row, parser.getCurrentLineNumber(), layers.size() + 1));
                }
                line = parser.getCurrentLineNumber();
            }
            if (!neuroSim.isEmpty()) {
                return neuroSimLayers();
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

        private NeuroSimRow neuroSimRow(List<String> row, long line) throws HasnasException {
            if (row.size() != NEUROSIM_COLUMNS.size() && row.size() != NEUROSIM_COLUMNS.size() - 1) {
                throw problem(line, "the row has " + row.size() + " values; a list without header has " + NEUROSIM_COLUMNS.size() + " in each row: "
                        + String.join(",", NEUROSIM_COLUMNS) + " (the stride may be left out)");
            }
            int[] values = new int[NEUROSIM_COLUMNS.size()];
            Arrays.fill(values, 1);
            for (int column = 0; column < row.size(); column++) {
                String name = NEUROSIM_COLUMNS.get(column);
                values[column] = name.equals(POOLING) ? number(row.get(column), line, name, 0, 1)
                        : number(row.get(column), line, name, 1, name.startsWith("kernel") || name.equals(STRIDE) ? MAX_KERNEL_SIZE : MAX);
            }
            NeuroSimRow layer = new NeuroSimRow(values[0], values[1], values[2], values[3], values[5], values[6] == 1, values[7]);
            if (values[3] != values[4]) {
                throw problem(line, "the kernel is not square: " + values[3] + "x" + values[4]);
            }
            if (layer.height < layer.kernel && !layer.isLinear()) {
                throw problem(line, "the kernel of " + layer.kernel + " is larger than the map of " + layer.height + "x" + layer.width);
            }
            return layer;
        }

        private List<ConvolutionLayer> neuroSimLayers() {
            int countedFits = 0;
            int leftOutFits = 0;
            for (int index = 0; index + 1 < neuroSim.size(); index++) {
                countedFits += neuroSim.get(index).fits(neuroSim.get(index + 1), true) ? 1 : 0;
                leftOutFits += neuroSim.get(index).fits(neuroSim.get(index + 1), false) ? 1 : 0;
            }
            boolean paddingCounted = countedFits > leftOutFits;
            return IntStream.range(0, neuroSim.size()).mapToObj(index -> neuroSim.get(index).layer(index + 1, paddingCounted)).toList();
        }

        private int positive(List<String> row, long line, String column, int largest) throws HasnasException {
            return number(row.get(columns.indexOf(column)), line, column, 1, largest);
        }

        private int number(String value, long line, String column, int least, int largest) throws HasnasException {
            try {
                int number = Integer.parseInt(value);
                if (number >= least && number <= largest) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw problem(line, "column " + column + ": '" + value + "' is not a whole number from " + least + " to " + largest);
            }
            throw problem(line, "column " + column + ": " + value + " is not from " + least + " to " + largest);
        }

        private HasnasException problem(long line, String sentence) {
            return new HasnasException(ErrorCode.BAD_DATA, origin + " line " + line + ": " + sentence + ".");
        }
    }
}
