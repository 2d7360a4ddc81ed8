package org.hasnas.data;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.testdata.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CifarReaderTest {
    private static final int PIXELS = 3072;

    @TempDir
    private Path folder;

    private final DatasetLoader loader = new DatasetLoader();

    @Test
    void readsEveryPixelAndLabelOfAnySubsetOfBatchesInOrder() throws Exception {
        byte[] second = records(300, 1, 10, 1);
        byte[] fifth = records(2, 1, 10, 2);
        Files.write(folder.resolve("data_batch_5.bin"), fifth);
        Files.write(folder.resolve("data_batch_2.bin"), second);

        LabelledDataset set = load(Format.CIFAR10, folder);

        assertEquals(302, set.training().size());
        assertEquals(0, set.test().size());
        assertHolds(set.training(), 0, second, 1);
        assertHolds(set.training(), 300, fifth, 1);
    }

    @Test
    void readsCifar100ByItsFineLabelFromTheParentFolder() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("cifar-100-binary"));
        byte[] training = records(3, 2, 100, 3);
        byte[] test = records(1, 2, 100, 4);
        Files.write(inner.resolve("train.bin"), training);
        Files.write(inner.resolve("test.bin"), test);

        LabelledDataset set = load(Format.CIFAR100, folder);

        assertEquals(100, set.training().classes());
        assertHolds(set.training(), 0, training, 2);
        assertHolds(set.test(), 0, test, 2);
    }

    @Test
    void resolvesRelativePathsAgainstTheBaseFolder() throws Exception {
        Path inner = Files.createDirectories(folder.resolve("data/cifar-10-batches-bin"));
        Files.write(inner.resolve("data_batch_1.bin"), records(1, 1, 10, 5));
        assertEquals(1, loader.load(new DatasetReference(Format.CIFAR10, "data"), folder, JobContext.NONE).training().size());
    }

    @Test
    void readsTheReferenceSets() throws HasnasException {
        LabelledDataset ten = load(Format.CIFAR10, SharedData.require("data/cifar-10-batches-bin"));
        LabelledDataset hundred = load(Format.CIFAR100, SharedData.require("data"));
        assertEquals(List.of(10_000, 2_000, 5_000, 2_000),
                List.of(ten.training().size(), ten.test().size(), hundred.training().size(), hundred.test().size()));
        assertTrue(ClassHistogram.of(ten.training()).images().stream().allMatch(count -> count > 500));
    }

    /** Photographs have these means and deviations, so a wrong order of planes, labels or normalisation shows. */
    @Test
    void referenceImagesNormaliseToAboutMeanZeroAndDeviationOne() throws HasnasException {
        ImageSet training = load(Format.CIFAR10, SharedData.require("data/cifar-10-batches-bin")).training();
        double[] sum = new double[3];
        double[] squares = new double[3];
        for (int index = 0; index < training.size(); index++) {
            float[] image = training.input(index, 1);
            for (int position = 0; position < PIXELS; position++) {
                sum[position % 3] += image[position];
                squares[position % 3] += image[position] * image[position];
            }
        }
        double count = 1024.0 * training.size();
        for (int channel = 0; channel < 3; channel++) {
            assertEquals(0, sum[channel] / count, 0.03);
            assertEquals(1, Math.sqrt(squares[channel] / count), 0.03);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            one byte too many | CIFAR10  | data_batch_2.bin | 2 | 6147 | -1   | 0   | byte 6146: found only 1 byte     | records of 3073 bytes
            cut in a record   | CIFAR10  | data_batch_2.bin | 2 | 4000 | -1   | 0   | byte 3073: found only 927 bytes  | records of 3073 bytes
            an empty file     | CIFAR10  | data_batch_2.bin | 0 | 0    | -1   | 0   | byte 0: found an empty file      | at least one record
            a label of 10     | CIFAR10  | data_batch_2.bin | 3 | 9219 | 3073 | 10  | byte 3073: found label 10        | expected 0 to 9 (record 1)
            a far label | CIFAR10 | data_batch_2.bin | 700 | 2151100 | 2120370 | 255 | byte 2120370: found label 255 | expected 0 to 9 (record 690)
            a test label      | CIFAR10  | test_batch.bin   | 1 | 3073 | 0    | 77  | byte 0: found label 77           | expected 0 to 9
            a cut test file   | CIFAR10  | test_batch.bin   | 1 | 3072 | -1   | 0   | byte 0: found only 3072 bytes    | records of 3073 bytes
            a coarse label    | CIFAR100 | train.bin        | 2 | 6148 | 3074 | 20  | byte 3074: found coarse label 20 | expected 0 to 19
            a fine label      | CIFAR100 | train.bin        | 2 | 6148 | 3075 | 100 | byte 3075: found fine label 100  | expected 0 to 99 (record 1)
            CIFAR-10 as -100  | CIFAR100 | test.bin         | 2 | 6146 | -1   | 0   | byte 3074: found only 3072 bytes | records of 3074 bytes
            """)
    void namesTheFileTheByteTheFindingAndTheExpectation(String name, Format format, String file, int records, int size, int offset, int value,
            String found, String expected) throws Exception {
        int labels = format == Format.CIFAR10 ? 1 : 2;
        Files.write(folder.resolve(format == Format.CIFAR10 ? "data_batch_1.bin" : "train.bin"), records(1, labels, 10, 6));
        byte[] content = Arrays.copyOf(records(records, labels, 10, 7), size);
        if (offset >= 0) {
            content[offset] = (byte) value;
        }
        Files.write(folder.resolve(file), content);

        HasnasException failure = assertThrows(HasnasException.class, () -> load(format, folder));

        assertEquals(ErrorCode.BAD_DATA, failure.code());
        assertAll(List.of(folder.resolve(file).toString(), found, expected).stream()
                .map(part -> () -> assertTrue(failure.getMessage().contains(part), failure.getMessage())));
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        assertFailure(ErrorCode.NOT_FOUND, folder.resolve("nowhere"), "nowhere", "data_batch_1.bin", "binary version");
        assertFailure(ErrorCode.NOT_FOUND, folder, folder.toString(), "data_batch_1.bin", "cifar-10-batches-bin");
        Path archive = Files.write(folder.resolve("cifar-10-binary.tar.gz"), new byte[10]);
        assertFailure(ErrorCode.NOT_FOUND, archive, "cifar-10-binary.tar.gz", "hasnas data import");
        Files.write(folder.resolve("test_batch.bin"), records(1, 1, 10, 8));
        assertFailure(ErrorCode.NOT_FOUND, folder, "data_batch_1.bin", "training images");
    }

    @Test
    void saysHowMuchMemoryIsMissing() throws Exception {
        Files.write(folder.resolve("data_batch_1.bin"), records(700, 1, 10, 9));
        DatasetLoader small = new DatasetLoader(new PixelMemory(2_000_000));
        HasnasException failure = assertThrows(HasnasException.class,
                () -> small.load(new DatasetReference(Format.CIFAR10, folder.toString()), folder, JobContext.NONE));
        assertEquals(ErrorCode.BAD_INPUT, failure.code());
        assertAll(List.of("CIFAR-10", "700 images need 3 MiB", "-Xmx").stream()
                .map(part -> () -> assertTrue(failure.getMessage().contains(part), failure.getMessage())));
    }

    /** What a thread allocates in all is an upper bound of what it needs at once. */
    @Test
    void readingAllocatesHardlyMoreThanTheImages() throws Exception {
        Files.write(folder.resolve("data_batch_1.bin"), records(5_000, 1, 10, 11));
        load(Format.CIFAR10, folder);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        LabelledDataset set = load(Format.CIFAR10, folder);
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;
        assertEquals(5_000, set.training().size());
        assertTrue(allocated < 5_000 * (PIXELS + 2) + 300_000, allocated + " bytes allocated");
    }

    @Test
    void aCancelledJobStopsTheReading() throws Exception {
        Files.write(folder.resolve("data_batch_1.bin"), records(700, 1, 10, 10));
        JobContext cancelled = () -> {
            throw new CancellationException("cancelled by the test");
        };
        assertThrows(CancellationException.class,
                () -> loader.load(new DatasetReference(Format.CIFAR10, folder.toString()), folder, cancelled));
    }

    private void assertFailure(ErrorCode code, Path path, String... parts) {
        HasnasException failure = assertThrows(HasnasException.class, () -> load(Format.CIFAR10, path));
        assertEquals(code, failure.code());
        assertAll(List.of(parts).stream().map(part -> () -> assertTrue(failure.getMessage().contains(part), failure.getMessage())));
    }

    private LabelledDataset load(Format format, Path path) throws HasnasException {
        return loader.load(new DatasetReference(format, path.toString()), folder, JobContext.NONE);
    }

    private static void assertHolds(ImageSet set, int firstImage, byte[] records, int labelBytes) {
        int recordBytes = labelBytes + PIXELS;
        for (int record = 0; record < records.length / recordBytes; record++) {
            int start = record * recordBytes;
            assertEquals(records[start + labelBytes - 1], set.label(firstImage + record));
            for (int position = 0; position < PIXELS; position++) {
                assertEquals(records[start + labelBytes + position] & 0xFF,
                        set.pixel(firstImage + record, 0, 1, position / 1024, position / 32 % 32, position % 32));
            }
        }
    }

    /** Random records; the labels before the last are below 10. */
    static byte[] records(int count, int labelBytes, int classes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = new byte[count * (labelBytes + PIXELS)];
        random.nextBytes(bytes);
        for (int start = 0; start < bytes.length; start += labelBytes + PIXELS) {
            for (int label = 0; label < labelBytes; label++) {
                bytes[start + label] = (byte) random.nextInt(label == labelBytes - 1 ? classes : 10);
            }
        }
        return bytes;
    }
}
