package org.hasnas.data;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DigitsReaderTest {
    private static final String ZEROS = "0,".repeat(64);

    @TempDir
    private Path folder;

    private final DatasetLoader loader = new DatasetLoader();

    @Test
    void theEmbeddedDigitsAreAllThere() throws HasnasException {
        LabelledDataset digits = loader.load(DatasetReference.EMBEDDED_DIGITS, folder, JobContext.NONE);

        assertEquals(1437, digits.training().size());
        assertEquals(360, digits.test().size());
        assertEquals(new ImageShape(1, 8, 8), digits.training().shape());
        List<Integer> all = IntStream.range(0, 10).map(digit -> ClassHistogram.of(digits.training()).images().get(digit)
                + ClassHistogram.of(digits.test()).images().get(digit)).boxed().toList();
        assertEquals(List.of(178, 182, 177, 183, 181, 182, 181, 179, 174, 180), all);
        // First line of the file: 0,0,5,13,9,1,0,0,0,0,13,15,...,0
        assertEquals(13, digits.training().pixel(0, 0, 1, 0, 0, 3));
        assertEquals(15, digits.training().pixel(0, 0, 1, 0, 1, 3));
        assertEquals(0, digits.training().label(0));
    }

    @Test
    void trainingPixelsHaveMeanZeroAndDeviationOne() throws HasnasException {
        ImageSet training = loader.load(DatasetReference.EMBEDDED_DIGITS, folder, JobContext.NONE).training();
        double sum = 0;
        double squares = 0;
        for (int index = 0; index < training.size(); index++) {
            float[] image = training.input(index, 1);
            for (float value : image) {
                sum += value;
                squares += value * value;
            }
        }
        double count = 64.0 * training.size();
        assertEquals(0, sum / count, 1e-6);
        assertEquals(1, squares / count, 1e-5);
    }

    @Test
    void readsUcisOwnFilesPlainAndPacked() throws Exception {
        String text = (ZEROS + "3\n").repeat(4) + ZEROS.replaceFirst("0", "16") + "7\r\n";
        Files.writeString(folder.resolve("optdigits.tra"), text);
        try (GZIPOutputStream packed = new GZIPOutputStream(Files.newOutputStream(folder.resolve("digits.csv.gz")))) {
            packed.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        for (String name : List.of("optdigits.tra", "digits.csv.gz")) {
            LabelledDataset digits = loader.load(new DatasetReference(Format.DIGITS, name), folder, JobContext.NONE);
            assertEquals(4, digits.training().size());
            assertEquals(7, digits.test().label(0));
            assertEquals(16, digits.test().pixel(0, 0, 1, 0, 0, 0));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a pixel too bright | 17,@0       | line 2 | pixel '17' in column 1   | 0 to 16
            a negative pixel   | -1,@0       | line 2 | pixel '-1' in column 1   | 0 to 16
            a label too large  | 0,@10       | line 2 | digit '10' in column 65  | 0 to 9
            a word             | x,@0        | line 2 | pixel 'x' in column 1    | 0 to 16
            a value too few    | @0          | line 2 | 64 values                | 65
            a truncated line   | 0           | line 2 | 1 value                  | 65
            """)
    void namesTheLineTheFindingAndTheExpectation(String name, String line, String place, String found, String expected) throws Exception {
        Path file = Files.writeString(folder.resolve("wrong.csv"), ZEROS + "0\n" + line.replace("@", "0,".repeat(63)) + "\n");
        HasnasException failure = assertThrows(HasnasException.class,
                () -> loader.load(new DatasetReference(Format.DIGITS, file.toString()), folder, JobContext.NONE));
        assertEquals(ErrorCode.BAD_DATA, failure.code());
        assertAll(List.of("wrong.csv", place, found, expected).stream()
                .map(part -> () -> assertTrue(failure.getMessage().contains(part), failure.getMessage())));
    }

    @Test
    void refusesATruncatedPackedFile() throws Exception {
        Path file = folder.resolve("cut.csv.gz");
        try (GZIPOutputStream packed = new GZIPOutputStream(Files.newOutputStream(file))) {
            packed.write((ZEROS + "3\n").repeat(50).getBytes(StandardCharsets.ISO_8859_1));
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 12));
        HasnasException failure = assertThrows(HasnasException.class,
                () -> loader.load(new DatasetReference(Format.DIGITS, file.toString()), folder, JobContext.NONE));
        assertEquals(ErrorCode.BAD_DATA, failure.code());
        assertTrue(failure.getMessage().contains("cut.csv.gz") && failure.getMessage().contains("gzip"), failure.getMessage());
    }
}
