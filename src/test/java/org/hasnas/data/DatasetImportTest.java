package org.hasnas.data;

import static org.hasnas.data.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

final class DatasetImportTest {
    private static final DatasetImport.Use ANY_USE = (format, shape) -> {};

    @TempDir
    private Path folder;

    private final DatasetImport datasets = new DatasetImport();

    @Test
    void copiesAFolderWithoutWhatDoesNotBelongToIt() throws Exception {
        Path downloads = Files.createDirectory(folder.resolve("downloads"));
        byte[] batch = CifarReaderTest.records(3, 1, 10, 1);
        Files.write(downloads.resolve("data_batch_3.bin"), batch);
        Files.writeString(downloads.resolve("holiday.txt"), "sea");

        DatasetReference reference = importFrom(downloads);

        assertEquals(new DatasetReference(Format.CIFAR10, data().resolve("cifar-10-batches-bin").toString()), reference);
        assertEquals(List.of("cifar-10-batches-bin", "cifar-10-batches-bin/data_batch_3.bin"), content(data()));
        assertArrayEquals(batch, Files.readAllBytes(data().resolve("cifar-10-batches-bin/data_batch_3.bin")));
        assertEquals(3, new DatasetLoader().load(reference, folder, JobContext.NONE).training().size());
    }

    @Test
    void unpacksTheOfficialArchives() throws Exception {
        Path ten = tarGz("cifar-10-binary.tar.gz", Map.of("cifar-10-batches-bin/data_batch_1.bin", CifarReaderTest.records(2, 1, 10, 1),
                "cifar-10-batches-bin/readme.html", new byte[5]));
        Path hundred = tarGz("cifar-100-binary.tar.gz", Map.of("cifar-100-binary/train.bin", CifarReaderTest.records(2, 2, 100, 1)));
        TinyImageNetReaderTest.writeSet(folder.resolve("made/tiny-imagenet-200"));
        Path tiny = zip("tiny-imagenet-200.zip", folder.resolve("made"));

        assertEquals(Format.CIFAR10, importFrom(ten).format());
        assertEquals(Format.CIFAR100, importFrom(hundred).format());
        DatasetReference reference = importFrom(tiny);

        assertEquals(List.of("cifar-10-batches-bin", "cifar-100-binary", "tiny-imagenet-200"),
                content(data()).stream().filter(name -> !name.contains("/")).toList());
        assertEquals(3, new DatasetLoader().load(reference, folder, JobContext.NONE).training().size());
    }

    @Test
    void importsIdxFilesUnderTheNameOfTheirFolderOrArchive() throws Exception {
        Path raw = Files.createDirectories(folder.resolve("FashionMNIST/raw"));
        IdxReaderTest.writeSet(raw, "", "-", ".gz", 4, 10);
        assertEquals(data().resolve("fashionmnist").toString(), importFrom(folder.resolve("FashionMNIST")).path());
        assertEquals(data().resolve("kmnist").toString(), importFrom(zip("KMNIST.zip", raw)).path());
    }

    @Test
    void copiesTinyImageNetWithItsFolders() throws Exception {
        TinyImageNetReaderTest.writeSet(folder.resolve("tiny"));
        Files.createDirectories(folder.resolve("tiny/test/images"));
        DatasetReference reference = importFrom(folder.resolve("tiny"));
        assertEquals(2, new DatasetLoader().load(reference, folder, JobContext.NONE).test().size());
        assertFalse(Files.exists(data().resolve("tiny-imagenet-200/test")));
    }

    @Test
    void aDefectIsReportedAndNothingStays() throws Exception {
        byte[] wrong = CifarReaderTest.records(2, 1, 10, 1);
        wrong[3073] = 99;
        Path archive = tarGz("cifar.tgz", Map.of("cifar-10-batches-bin/data_batch_1.bin", wrong));
        assertFails(ErrorCode.BAD_DATA, () -> importFrom(archive), archive.resolve("cifar-10-batches-bin/data_batch_1.bin")
                + ", byte 3073: found label 99");
        TinyImageNetReaderTest.writeSet(folder.resolve("tiny"));
        Files.write(folder.resolve("tiny/train/n01/images/n01_0.JPEG"), new byte[9]);
        assertFails(ErrorCode.BAD_DATA, () -> importFrom(folder.resolve("tiny")), "n01_0.JPEG, byte 0");
        assertEquals(List.of(), content(data()));
    }

    @Test
    void aTruncatedOrDamagedArchiveIsRefused() throws Exception {
        Path archive = tarGz("cifar-10-binary.tar.gz", Map.of("cifar-10-batches-bin/data_batch_1.bin", CifarReaderTest.records(20, 1, 10, 1)));
        byte[] whole = Files.readAllBytes(archive);
        for (int length : new int[] {whole.length / 2, whole.length - 4, 30}) {
            Files.write(archive, Arrays.copyOf(whole, length));
            assertFails(ErrorCode.BAD_DATA, () -> importFrom(archive), archive, "truncated");
        }
        TinyImageNetReaderTest.writeSet(folder.resolve("made/tiny-imagenet-200"));
        Path zip = zip("tiny.zip", folder.resolve("made"));
        byte[] zipped = Files.readAllBytes(zip);
        Files.write(zip, Arrays.copyOf(zipped, zipped.length - 30));
        assertFails(ErrorCode.BAD_DATA, () -> importFrom(zip), zip, "truncated");
        assertEquals(List.of(), content(data()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.txt", "/evil.txt", "cifar-10-batches-bin/../../evil.txt", "..\\evil.txt"})
    void namesThatLeadOutOfTheFolderAreRefused(String name) throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("cifar-10-batches-bin/data_batch_1.bin", CifarReaderTest.records(1, 1, 10, 1));
        entries.put(name, new byte[] {1});
        Path archive = tarGz("evil.tar.gz", entries);
        assertFails(ErrorCode.BAD_DATA, () -> importFrom(archive), archive, "'" + name + "'");
        Path zip = folder.resolve("evil.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry(name));
            out.write(1);
        }
        assertFails(ErrorCode.BAD_DATA, () -> importFrom(zip), zip, "'" + name + "'");
        try (Stream<Path> all = Files.walk(folder)) {
            assertEquals(0, all.filter(file -> file.toString().endsWith("evil.txt")).count());
        }
    }

    /** As some programs for Windows name them. */
    @Test
    void backslashesInNamesSeparateFolders() throws Exception {
        Path zip = folder.resolve("cifar.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("cifar-10-batches-bin\\data_batch_1.bin"));
            out.write(CifarReaderTest.records(1, 1, 10, 1));
        }
        assertEquals(Format.CIFAR10, importFrom(zip).format());
    }

    @Test
    void aBackslashAtTheEndOfANameMakesAFolder() throws Exception {
        Path zip = folder.resolve("cifar.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("cifar-10-batches-bin\\"));
            out.putNextEntry(new ZipEntry("cifar-10-batches-bin\\data_batch_1.bin"));
            out.write(CifarReaderTest.records(1, 1, 10, 1));
        }
        assertEquals(Format.CIFAR10, importFrom(zip).format());
    }

    @Test
    void whatKeepsAPlaceFromBeingADataSetIsSaidAlsoByTheFormatOfItsNames() throws Exception {
        Path inner = tarGz("inner.tar.gz", Map.of("data_batch_1.bin", CifarReaderTest.records(1, 1, 10, 1)));
        Path outer = tarGz("outer.tar.gz", Map.of("set/inner.tar.gz", Files.readAllBytes(inner)));
        assertFails(ErrorCode.NOT_FOUND, () -> importFrom(outer), outer, "set/inner.tar.gz in it is an archive itself; unpack it");
        Path one = folder.resolve("one");
        Files.write(Files.createDirectories(one.resolve("train/cat")).resolve("1.png"), new byte[1]);
        Path animated = folder.resolve("animated");
        for (String name : List.of("cat", "dog")) {
            Files.write(Files.createDirectories(animated.resolve("train").resolve(name)).resolve("1.GIF"), new byte[1]);
        }
        Map<Path, String> expected = Map.of(one, "one folder with images, cat; a data set has two classes or more", animated,
                animated.resolve("train/cat") + " has images of other formats than PNG and JPEG");
        for (Map.Entry<Path, String> place : expected.entrySet()) {
            assertFails(ErrorCode.NOT_FOUND, () -> importFrom(place.getKey()), place.getValue());
            assertFails(ErrorCode.BAD_DATA, () -> FormatByNames.of(place.getKey()), place.getValue());
        }
    }

    @Test
    void archivesMayBePackedInOtherWays() throws Exception {
        byte[] batch = CifarReaderTest.records(2, 1, 10, 1);
        Path xz = tar("one.tar.xz", Map.of("data_batch_1.bin", batch), out -> new XZOutputStream(out, new LZMA2Options(1)));
        Path bzip2 = tar("two.tbz2", Map.of("data_batch_1.bin", batch), BZip2CompressorOutputStream::new);
        for (Path archive : List.of(xz, bzip2)) {
            DatasetReference reference = datasets.importInto(archive, folder.resolve(archive.getFileName() + "-data"), ANY_USE, JobContext.NONE);
            assertEquals(2, new DatasetLoader().load(reference, folder, JobContext.NONE).training().size());
        }
        byte[] whole = Files.readAllBytes(xz);
        Path cut = Files.write(folder.resolve("cut.tar.xz"), Arrays.copyOf(whole, whole.length - 40));
        assertFails(ErrorCode.BAD_DATA, () -> importFrom(cut), cut, "damaged or truncated (it ends too early)");
    }

    @Test
    void whatGrowsAsNoDataSetDoesIsRefusedBeforeItFillsTheDisk() throws Exception {
        byte[] zeros = new byte[1 << 20];
        Path zip = folder.resolve("bomb.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("data_batch_1.bin"));
            for (int mebibyte = 0; mebibyte < 100; mebibyte++) {
                out.write(zeros);
            }
        }
        assertFails(ErrorCode.BAD_DATA, () -> importFrom(zip), zip, "64 MiB");
        Path tar = folder.resolve("bomb.tar.gz");
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(tar)))) {
            TarArchiveEntry entry = new TarArchiveEntry("data_batch_1.bin", true);
            entry.setSize(100L << 20);
            out.putArchiveEntry(entry);
            for (int mebibyte = 0; mebibyte < 100; mebibyte++) {
                out.write(zeros);
            }
            out.closeArchiveEntry();
        }
        assertFails(ErrorCode.BAD_DATA, () -> importFrom(tar), tar, "64 MiB");
        assertEquals(List.of(), content(data()));
    }

    @Test
    void aFileThatIsAFolderTooIsAFaultOfTheArchive() throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("set", new byte[] {1});
        entries.put("set/data_batch_1.bin", new byte[] {1});
        Path archive = tarGz("odd.tar.gz", entries);
        assertFails(ErrorCode.BAD_DATA, () -> importFrom(archive), archive, "inside of 'set', which is a file");
        Map<String, byte[]> folderFirst = new LinkedHashMap<>();
        folderFirst.put("set/data_batch_1.bin", new byte[] {1});
        folderFirst.put("set", new byte[] {1});
        Path other = tarGz("other.tar.gz", folderFirst);
        assertFails(ErrorCode.BAD_DATA, () -> importFrom(other), other, "'set' as a file and as a folder");
        Path longName = tarGz("long.tar.gz", Map.of("x".repeat(300), new byte[] {1}));
        assertFails(ErrorCode.BAD_DATA, () -> importFrom(longName), longName);
    }

    @Test
    void whatCannotBeUsedIsNotKept() throws Exception {
        Path archive = tarGz("cifar-10-binary.tar.gz", Map.of("cifar-10-batches-bin/data_batch_1.bin", CifarReaderTest.records(2, 1, 10, 1)));
        DatasetImport.Use never = (format, shape) -> {
            throw new HasnasException(ErrorCode.BAD_INPUT, "not for images of " + shape);
        };
        for (int attempt = 0; attempt < 2; attempt++) {
            assertFails(ErrorCode.BAD_INPUT, () -> datasets.importInto(archive, data(), never, JobContext.NONE), "not for images of 3x32x32");
            assertEquals(List.of(), content(data()));
        }
    }

    @Test
    void linksInArchivesAreRefused() throws Exception {
        Path archive = folder.resolve("link.tar");
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(archive))) {
            TarArchiveEntry link = new TarArchiveEntry("data_batch_1.bin", TarConstants.LF_SYMLINK);
            link.setLinkName("/etc/hosts");
            out.putArchiveEntry(link);
            out.closeArchiveEntry();
        }
        assertFails(ErrorCode.BAD_DATA, () -> importFrom(archive), archive, "data_batch_1.bin", "link");
    }

    @Test
    void neverOverwritesADataSet() throws Exception {
        Path source = Files.createDirectory(folder.resolve("source"));
        Files.write(source.resolve("train.bin"), CifarReaderTest.records(1, 2, 100, 1));
        importFrom(source);
        assertFails(ErrorCode.BAD_INPUT, () -> importFrom(source), data().resolve("cifar-100-binary"), "exists already");
    }

    @Test
    void saysWhatItReadsWhenNothingIsRecognised() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertFails(ErrorCode.NOT_FOUND, () -> importFrom(empty), empty, "CIFAR-10", "CIFAR-100", "Tiny-ImageNet", "train-images-idx3-ubyte");
        assertFails(ErrorCode.NOT_FOUND, () -> importFrom(folder.resolve("nowhere")), "nowhere", "does not exist");
        Path text = Files.writeString(folder.resolve("notes.txt"), "hello");
        assertFails(ErrorCode.BAD_DATA, () -> importFrom(text), text, "neither a folder nor an archive");
        Path single = folder.resolve("images-idx3-ubyte.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(single))) {
            out.write(new byte[2000]);
        }
        assertFails(ErrorCode.BAD_DATA, () -> importFrom(single), single, "give their folder");
    }

    @Test
    void asksForOneOfSeveralDataSets() throws Exception {
        Path both = Files.createDirectory(folder.resolve("both"));
        Files.write(both.resolve("train.bin"), CifarReaderTest.records(1, 2, 100, 1));
        Files.write(both.resolve("data_batch_1.bin"), CifarReaderTest.records(1, 1, 10, 1));
        assertFails(ErrorCode.BAD_INPUT, () -> importFrom(both), both, "CIFAR-10", "CIFAR-100", "more than one");
        assertFails(ErrorCode.BAD_INPUT, () -> FormatByNames.of(both), both, "CIFAR-10", "CIFAR-100", "more than one");
    }

    @Test
    void aCancelledImportLeavesNothing() throws Exception {
        Path archive = tarGz("cifar-10-binary.tar.gz", Map.of("cifar-10-batches-bin/data_batch_1.bin", CifarReaderTest.records(50, 1, 10, 1)));
        JobContext cancelled = () -> {
            throw new CancellationException("cancelled by the test");
        };
        assertThrows(CancellationException.class, () -> datasets.importInto(archive, data(), ANY_USE, cancelled));
        assertEquals(List.of(), content(data()));
    }

    private Path data() {
        return folder.resolve("project/data");
    }

    private DatasetReference importFrom(Path source) throws HasnasException {
        return datasets.importInto(source, data(), ANY_USE, JobContext.NONE);
    }

    private static List<String> content(Path root) throws IOException {
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> !path.equals(root)).map(path -> root.relativize(path).toString()).sorted().toList();
        }
    }

    private Path tarGz(String name, Map<String, byte[]> entries) throws IOException {
        return tar(name, entries, GZIPOutputStream::new);
    }

    @FunctionalInterface
    private interface Packing {
        OutputStream of(OutputStream target) throws IOException;
    }

    private Path tar(String name, Map<String, byte[]> entries, Packing packing) throws IOException {
        Path archive = folder.resolve(name);
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(packing.of(Files.newOutputStream(archive)))) {
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(each.getKey(), true);
                entry.setSize(each.getValue().length);
                out.putArchiveEntry(entry);
                out.write(each.getValue());
                out.closeArchiveEntry();
            }
        }
        return archive;
    }

    private Path zip(String name, Path root) throws IOException {
        Path archive = folder.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive), StandardCharsets.UTF_8); Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new ZipEntry(root.relativize(file).toString().replace('\\', '/')));
                out.write(Files.readAllBytes(file));
            }
        }
        return archive;
    }
}
