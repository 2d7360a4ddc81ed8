package org.hasnas.data;

import static org.hasnas.data.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.data.model.DatasetShape;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IdxReaderTest {
    private static final int IMAGES = 0x803;
    private static final int LABELS = 0x801;

    @TempDir
    private Path folder;

    private final DatasetLoader loader = new DatasetLoader();

    @ParameterizedTest
    @CsvSource({"-,''", "-,.gz", ".,''", ".,.gz"})
    void readsPlainAndPackedFilesWithDashesOrDots(String separator, String packing) throws Exception {
        byte[] training = writeSet(folder, "", separator, packing, 5, 10);

        LabelledDataset set = load(folder);

        assertEquals(5, set.training().size());
        assertEquals(2, set.test().size());
        assertEquals(new ImageShape(1, 4, 3), set.training().shape());
        assertEquals(10, set.training().classes());
        for (int image = 0; image < 5; image++) {
            assertEquals(image % 10, set.training().label(image));
            for (int pixel = 0; pixel < 12; pixel++) {
                assertEquals(training[16 + image * 12 + pixel] & 0xFF, set.training().pixel(image, 0, 1, 0, pixel / 3, pixel % 3));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".gz"})
    void theShapeIsToldByTheHeaderAndAnyFileStandsForItsFolder(String packing) throws Exception {
        writeSet(folder, "emnist-balanced-", "-", packing, 5, 10);
        for (Path path : List.of(folder, folder.resolve("emnist-balanced-train-labels-idx1-ubyte" + packing))) {
            DatasetReference reference = new DatasetReference(FormatByNames.of(path), path.toString());
            assertEquals(new DatasetShape(new ImageShape(1, 4, 3), 47), loader.shape(reference, folder));
            assertEquals(5, load(path).training().size());
        }
        Path images = folder.resolve("emnist-balanced-train-images-idx3-ubyte" + packing);
        write(images, ByteBuffer.allocate(16 + 5000).putInt(IMAGES).putInt(1).putInt(5000).putInt(1).array());
        assertFails(ErrorCode.BAD_DATA, () -> loader.shape(new DatasetReference(Format.IDX, folder.toString()), folder), images,
                "images of 5000 x 1 pixels", "at most 4096");
    }

    @Test
    void labelsThatBeginAtOneLeaveNoClassWithoutImages() throws Exception {
        writeSet(folder, "emnist-letters-", "-", "", 52, 26);
        for (String part : List.of("train", "test")) {
            Path file = folder.resolve("emnist-letters-" + part + "-labels-idx1-ubyte");
            byte[] content = Files.readAllBytes(file);
            for (int label = 8; label < content.length; label++) {
                content[label]++;
            }
            Files.write(file, content);
        }
        LabelledDataset set = load(folder);
        assertEquals(26, set.training().classes());
        assertEquals(0, set.training().label(0));
        assertTrue(ClassHistogram.of(set.training()).images().stream().allMatch(images -> images == 2));
        assertEquals(26, new DatasetLoader().shape(new DatasetReference(Format.IDX, folder.toString()), folder).classes());
    }

    @Test
    void takesTheNumberOfClassesFromTheNameOfAnEmnistSplit() throws Exception {
        writeSet(folder, "emnist-letters-", "-", ".gz", 27, 27);
        assertEquals(27, load(folder).training().classes());
        assertEquals(26, load(folder).training().label(26));
    }

    @Test
    void readsTheSubFolderRawAndASetWithoutTestImages() throws Exception {
        Path raw = Files.createDirectories(folder.resolve("KMNIST/raw"));
        writeSet(raw, "", "-", "", 3, 10);
        Files.delete(raw.resolve("t10k-images-idx3-ubyte"));
        Files.delete(raw.resolve("t10k-labels-idx1-ubyte"));
        LabelledDataset set = load(folder.resolve("KMNIST"));
        assertEquals(List.of(3, 0), List.of(set.training().size(), set.test().size()));
        assertEquals("kmnist", set.name());
    }

    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a link takes a privilege there")
    @Test
    void readsAFolderThatIsALink() throws Exception {
        writeSet(Files.createDirectories(folder.resolve("shared")), "", "-", "", 3, 10);
        assertEquals(3, load(Files.createSymbolicLink(folder.resolve("mnist"), folder.resolve("shared"))).training().size());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            labels as images      | train-images-idx3-ubyte | magic 2049       | byte 0: found magic number 0x00000801 | 0x00000803
            images as labels      | train-labels-idx1-ubyte | magic 2051       | byte 0: found magic number 0x00000803 | 0x00000801
            no images             | train-images-idx3-ubyte | put 4 0          | byte 4: found 0 images                | 1 to
            too many images       | train-images-idx3-ubyte | put 4 6          | byte 76: found the end of the file    | 88 bytes in all (16 of header
            too few images        | train-images-idx3-ubyte | put 4 4          | byte 64: found 12 more bytes          | 64 bytes in all
            an absurd image count | train-images-idx3-ubyte | put 4 2147483647 | byte 76: found the end of the file    | 25769803780 bytes in all
            absurd dimensions     | train-images-idx3-ubyte | put 8 -1         | byte 8: found 4294967295 rows         | 1 to 2147483647
            images too large      | train-images-idx3-ubyte | put 12 5000      | byte 76: found the end of the file    | 100016 bytes in all
            no columns            | train-images-idx3-ubyte | put 12 0         | byte 12: found 0 columns              | 1 to
            a cut header          | train-images-idx3-ubyte | cut 10           | byte 10: found the end of the file    | the number of rows
            a cut image           | train-images-idx3-ubyte | cut 75           | byte 75: found the end of the file    | 76 bytes in all
            an empty file         | train-labels-idx1-ubyte | cut 0            | byte 0: found the end of the file     | the magic number
            a label out of range  | train-labels-idx1-ubyte | byte 11 10       | byte 11: found label 10               | 0 to 9 (image 3)
            a cut test label file | t10k-labels-idx1-ubyte  | cut 9            | byte 9: found the end of the file     | 10 bytes in all
            a wrong test label    | t10k-labels-idx1-ubyte  | byte 9 255       | byte 9: found label 255               | 0 to 9 (image 1)
            other test images     | t10k-images-idx3-ubyte  | swap             | byte 8: found images of 3 x 4         | 4 x 3 as in
            """)
    void namesTheFileTheByteTheFindingAndTheExpectation(String name, String file, String change, String found, String expected) throws Exception {
        writeSet(folder, "", "-", "", 5, 10);
        Path path = folder.resolve(file);
        Files.write(path, changed(Files.readAllBytes(path), change));
        assertFails(ErrorCode.BAD_DATA, () -> load(folder), path, found, expected);
    }

    @Test
    void differentCountsOfImagesAndLabelsNameBothFiles() throws Exception {
        writeSet(folder, "", "-", ".gz", 5, 10);
        write(folder.resolve("train-labels-idx1-ubyte.gz"), ByteBuffer.allocate(12).putInt(LABELS).putInt(4).array());
        assertFails(ErrorCode.BAD_DATA, () -> load(folder), "train-labels-idx1-ubyte.gz", "byte 4 of the unpacked content", "found 4 labels",
                "expected 5", "train-images-idx3-ubyte.gz");
    }

    @Test
    void refusesDamagedPacking() throws Exception {
        writeSet(folder, "", "-", ".gz", 500, 10);
        Path images = folder.resolve("train-images-idx3-ubyte.gz");
        byte[] whole = Files.readAllBytes(images);
        Files.write(images, Arrays.copyOf(whole, whole.length / 2));
        assertFails(ErrorCode.BAD_DATA, () -> load(folder), images, "of the unpacked content", "truncated");
        byte[] wrongChecksum = whole.clone();
        wrongChecksum[whole.length - 6] ^= 1;
        Files.write(images, wrongChecksum);
        assertFails(ErrorCode.BAD_DATA, () -> load(folder), images, "byte 6016 of the unpacked content", "damaged compression");
        Files.write(images, new byte[100]);
        assertFails(ErrorCode.BAD_DATA, () -> load(folder), images, "byte 0", "gzip");
    }

    @ParameterizedTest
    @CsvSource({"train-images-idx3-ubyte,training images", "train-labels-idx1-ubyte,labels of the training images",
        "t10k-images-idx3-ubyte,test images", "t10k-labels-idx1-ubyte,labels of the test images"})
    void namesTheMissingFile(String file, String what) throws Exception {
        writeSet(folder, "", "-", "", 5, 10);
        Files.delete(folder.resolve(file));
        assertFails(ErrorCode.NOT_FOUND, () -> load(folder), folder.resolve(file), what);
    }

    @Test
    void refusesAFolderWithTwoSets() throws Exception {
        writeSet(folder, "emnist-digits-", "-", ".gz", 5, 10);
        writeSet(folder, "emnist-letters-", "-", ".gz", 5, 10);
        assertFails(ErrorCode.BAD_DATA, () -> load(folder), "emnist-letters", "one data set only");
    }

    private LabelledDataset load(Path path) throws HasnasException {
        return loader.load(new DatasetReference(Format.IDX, path.toString()), folder, JobContext.NONE);
    }

    private static byte[] changed(byte[] content, String change) {
        String[] words = change.split(" ", -1);
        ByteBuffer buffer = ByteBuffer.wrap(content);
        switch (words[0]) {
            case "magic" -> buffer.putInt(0, Integer.parseInt(words[1]));
            case "put" -> buffer.putInt(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            case "byte" -> buffer.put(Integer.parseInt(words[1]), (byte) Integer.parseInt(words[2]));
            case "cut" -> {
                return Arrays.copyOf(content, Integer.parseInt(words[1]));
            }
            case "swap" -> buffer.putInt(8, 3).putInt(12, 4);
            default -> throw new IllegalArgumentException(change);
        }
        return content;
    }

    /** Writes images of 4 x 3 pixels, two of them for test, and returns the training images' file content. */
    static byte[] writeSet(Path folder, String prefix, String separator, String packing, int training, int classes) throws IOException {
        byte[] images = images(training, 1);
        write(folder.resolve(prefix + "train-images" + separator + "idx3-ubyte" + packing), images);
        write(folder.resolve(prefix + "train-labels" + separator + "idx1-ubyte" + packing), labels(training, classes));
        String test = prefix.isEmpty() ? "t10k" : "test";
        write(folder.resolve(prefix + test + "-images" + separator + "idx3-ubyte" + packing), images(2, 2));
        write(folder.resolve(prefix + test + "-labels" + separator + "idx1-ubyte" + packing), labels(2, classes));
        return images;
    }

    private static byte[] images(int count, long seed) {
        byte[] pixels = new byte[count * 12];
        new SplittableRandom(seed).nextBytes(pixels);
        return ByteBuffer.allocate(16 + pixels.length).putInt(IMAGES).putInt(count).putInt(4).putInt(3).put(pixels).array();
    }

    private static byte[] labels(int count, int classes) {
        ByteBuffer content = ByteBuffer.allocate(8 + count).putInt(LABELS).putInt(count);
        for (int image = 0; image < count; image++) {
            content.put((byte) (image % classes));
        }
        return content.array();
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (OutputStream out = file.toString().endsWith(".gz") ? new GZIPOutputStream(Files.newOutputStream(file)) : Files.newOutputStream(file)) {
            out.write(content);
        }
    }
}
