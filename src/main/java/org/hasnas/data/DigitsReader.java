package org.hasnas.data;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.hasnas.data.file.DataDefect;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.data.model.DatasetShape;
import org.hasnas.document.InputFile;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.NetworkTemplate.ImageShape;

/**
 * Handwritten digits of 8x8 pixels: lines of 64 values 0 to 16 and the digit, separated by commas. The embedded file holds 1797 of
 * them, of which the first 1437 are for training and the last 360 for test; another file in the same layout (UCI's optdigits.tra,
 * plain or .gz) is split in the same proportion, the first four fifths for training.
 * Source: E. Alpaydin and C. Kaynak, UCI Machine Learning Repository, doi 10.24432/C50P49, CC BY 4.0.
 */
final class DigitsReader implements DatasetReader {
    static final String RESOURCE = "/org/hasnas/assets/digits/digits.csv.gz";

    private static final ImageShape SHAPE = Format.DIGITS.shape().orElseThrow().image();
    private static final int CLASSES = Format.DIGITS.shape().orElseThrow().classes();
    private static final int MAX_PIXEL = 16;

    @Override
    public DatasetReference.Format format() {
        return DatasetReference.Format.DIGITS;
    }

    @Override
    public String title() {
        return "UCI handwritten digits";
    }

    @Override
    public String layout() {
        return "a text file of lines of 64 pixels and a digit, plain or .gz; without a path the digits that come with the program";
    }

    @Override
    public String importName(Path folder) {
        return "digits";
    }

    /** Here the file itself; nothing is ever guessed to be digits. */
    @Override
    public Optional<Path> locate(Path path) {
        return Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
    }

    @Override
    public List<Path> files(Path file) {
        return List.of(file);
    }

    @Override
    public DatasetShape shape(Path folder) {
        return format().shape().orElseThrow();
    }

    @Override
    public LabelledDataset read(Path file, JobContext job) throws HasnasException {
        try (InputStream stored = InputFile.open(file, InputFile.Kind.TABLE)) {
            boolean packed = file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
            return parse(file, InputFile.limited(packed ? new GZIPInputStream(stored) : stored, InputFile.Kind.TABLE));
        } catch (ZipException | EOFException cause) {
            throw DataDefect.of(file, "damaged compression (" + cause.getMessage() + ")", "a complete gzip file");
        } catch (InputFile.TooLongException cause) {
            throw new HasnasException(ErrorCode.BAD_DATA, file + " " + cause.getMessage() + ".", cause);
        } catch (IOException cause) {
            throw InputFile.unreadable(file, cause);
        }
    }

    /** The digits that come with the program. */
    LabelledDataset readEmbedded() {
        try (InputStream stored = DigitsReader.class.getResourceAsStream(RESOURCE)) {
            if (stored == null) {
                throw new IllegalStateException("the program was built without " + RESOURCE);
            }
            return parse(RESOURCE, new GZIPInputStream(stored));
        } catch (IOException | HasnasException cause) {
            throw new IllegalStateException("the program was built with a damaged " + RESOURCE, cause);
        }
    }

    private static LabelledDataset parse(Object source, InputStream content) throws IOException, HasnasException {
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        ByteArrayOutputStream labels = new ByteArrayOutputStream();
        BufferedReader lines = new BufferedReader(new InputStreamReader(content, StandardCharsets.ISO_8859_1));
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            List<String> values = List.of(line.split(",", -1));
            if (values.size() != SHAPE.size() + 1) {
                throw DataDefect.atLine(source, number, values.size() + (values.size() == 1 ? " value" : " values"),
                        "65 (64 pixels and the digit), separated by commas");
            }
            for (int column = 0; column < SHAPE.size(); column++) {
                pixels.write(value(source, number, column, values.get(column), "pixel", MAX_PIXEL));
            }
            labels.write(value(source, number, SHAPE.size(), values.getLast(), "digit", CLASSES - 1));
        }
        if (number < 2) {
            throw DataDefect.atLine(source, number + 1L, "the end of the file", "at least two images");
        }
        return split(pixels.toByteArray(), labels.toByteArray());
    }

    private static int value(Object source, int line, int column, String text, String what, int largest) throws HasnasException {
        try {
            int value = Integer.parseInt(text.strip());
            if (value >= 0 && value <= largest) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the one sentence for every wrong value.
        }
        throw DataDefect.atLine(source, line, what + " '" + text.strip() + "' in column " + (column + 1), "a whole number from 0 to " + largest);
    }

    private static LabelledDataset split(byte[] pixels, byte[] labels) {
        int training = Math.max(1, labels.length * 4 / 5);
        byte[] trainingPixels = Arrays.copyOf(pixels, training * SHAPE.size());
        ImageSet.Normalization normalization = PixelStatistics.normalization(trainingPixels, SHAPE, MAX_PIXEL);
        return new LabelledDataset("UCI handwritten digits",
                new ImageSet(SHAPE, CLASSES, trainingPixels, classes(labels, 0, training), normalization),
                new ImageSet(SHAPE, CLASSES, Arrays.copyOfRange(pixels, training * SHAPE.size(), pixels.length),
                        classes(labels, training, labels.length), normalization));
    }

    private static short[] classes(byte[] labels, int from, int to) {
        short[] classes = new short[to - from];
        for (int image = from; image < to; image++) {
            classes[image - from] = labels[image];
        }
        return classes;
    }
}
