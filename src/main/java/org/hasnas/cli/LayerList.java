package org.hasnas.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.hasnas.domain.architecture.ConvolutionLayer;
import org.hasnas.domain.architecture.ConvolutionLayer.Role;
import org.hasnas.domain.error.ErrorCode;
import org.hasnas.domain.error.HasnasException;

/**
 * A user's list of convolutions as CSV with a header. Columns, in any order: {@code in_channels, out_channels, in_size, out_size} (sides of
 * the square feature maps in pixels; {@code out_size} after pooling, as the SpikeSim tool counts) and optionally {@code name} and
 * {@code kernel} (3). Lines that begin with {@code #} are comments.
 */
final class LayerList {
    /** Column names and what else people call them. */
    private static final Map<String, List<String>> COLUMNS = Map.of(
            "name", List.of("name", "layer"),
            "in_channels", List.of("in_channels", "in_ch", "cin"),
            "out_channels", List.of("out_channels", "out_ch", "cout"),
            "kernel", List.of("kernel", "kernel_size", "k"),
            "in_size", List.of("in_size", "in_dim"),
            "out_size", List.of("out_size", "out_dim"));

    private final Path file;

    LayerList(Path file) {
        this.file = file;
    }

    List<ConvolutionLayer> read() throws HasnasException {
        CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setCommentMarker('#').setTrim(true)
                .setIgnoreSurroundingSpaces(true).setIgnoreEmptyLines(true).get();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8); CSVParser parser = CSVParser.parse(reader, format)) {
            List<ConvolutionLayer> layers = new ArrayList<>();
            Map<String, Integer> header = parser.getHeaderMap();
            for (CSVRecord row : parser) {
                layers.add(layer(row, header, parser.getCurrentLineNumber(), layers.size() + 1));
            }
            if (layers.isEmpty()) {
                throw new HasnasException(ErrorCode.BAD_DATA, file + " lists no layer; it needs a header 'in_channels,out_channels,in_size,out_size'"
                        + " and one line per convolution");
            }
            return layers;
        } catch (NoSuchFileException e) {
            throw new HasnasException(ErrorCode.NOT_FOUND, "there is no file " + file, e);
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new HasnasException(ErrorCode.IO, file + " can't be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_DATA, file + " is not a CSV file with a proper header: " + e.getMessage(), e);
        }
    }

    private ConvolutionLayer layer(CSVRecord row, Map<String, Integer> header, long line, int number) throws HasnasException {
        String name = text(row, header, "name").orElse("layer" + number);
        int inChannels = number(row, header, line, "in_channels");
        int outChannels = number(row, header, line, "out_channels");
        int kernel = column(header, "kernel").isPresent() ? number(row, header, line, "kernel") : 3;
        int inSize = number(row, header, line, "in_size");
        int outSize = number(row, header, line, "out_size");
        // The tool's lists know one output size, the one after pooling.
        return new ConvolutionLayer(name, number == 1 ? Role.STEM : Role.CELL_EDGE, -1, inChannels, outChannels, kernel,
                Math.max(1, inSize / outSize), inSize, inSize, outSize, outSize, outSize, outSize);
    }

    private int number(CSVRecord row, Map<String, Integer> header, long line, String column) throws HasnasException {
        if (column(header, column).isEmpty()) {
            throw new HasnasException(ErrorCode.BAD_DATA, file + " has no column '" + column
                    + "'; the header is to be 'name,in_channels,out_channels,kernel,in_size,out_size' (name and kernel may be left out)");
        }
        String text = text(row, header, column).orElse("");
        try {
            int value = Integer.parseInt(text);
            if (value >= 1) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through to the one sentence for all wrong numbers
        }
        throw new HasnasException(ErrorCode.BAD_DATA, file + ", line " + line + ", column '" + column + "': '" + text
                + "' is not a whole number of at least 1");
    }

    private static Optional<String> text(CSVRecord row, Map<String, Integer> header, String column) {
        return column(header, column).filter(index -> index < row.size()).map(row::get).filter(text -> !text.isEmpty());
    }

    private static Optional<Integer> column(Map<String, Integer> header, String column) {
        for (Map.Entry<String, Integer> entry : header.entrySet()) {
            String title = entry.getKey().toLowerCase(Locale.ROOT).replace(' ', '_').replace("\uFEFF", "");
            if (COLUMNS.getOrDefault(column, List.of()).contains(title)) {
                return Optional.of(entry.getValue());
            }
        }
        return Optional.empty();
    }
}
