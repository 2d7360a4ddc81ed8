package org.hasnas.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hasnas.checks.verification.CircuitCase;
import org.hasnas.chip.catalog.ComponentCatalog;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.data.DatasetLoader;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.LayerListCsv;
import org.hasnas.files.codec.ProjectYaml;
import org.hasnas.files.codec.WeightsFiles;
import org.hasnas.job.JobContext;
import org.hasnas.score.spikenas.BenchmarkTable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Changed files of every format: each is read or refused in a sentence, within a second and without more memory than it deserves. The environment
 * variable HASNAS_FUZZ_CASES gives the number of cases per parser, for a long run; the seed of a failure is in its message.
 */
final class ParserFuzzTest {
    private static final long CASES = Long.parseLong(System.getenv().getOrDefault("HASNAS_FUZZ_CASES", "60"));
    private static final long LONGEST_SECONDS = 1;
    private static final List<String> WORDS = List.of("NaN", "-1", "1e99999999999", "9223372036854775807", "\u0000", "\"", "[[[[", "{", "}", ",", ":",
            "null", "true", "!!java", "&a *a", "\n", "\r\n", "\u001b]0;x\u0007", "0", "1e-400", "\ufeff", "''", "- ", "%s", "99999999999999999999");

    @TempDir
    private Path folder;

    /** What reads a file. */
    @FunctionalInterface
    private interface Parser {
        void read(Path file) throws HasnasException;
    }

    /** @param name of the file, which some formats go by */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Kind(String title, String name, Parser parser, byte[] sound) {}

    @TestFactory
    Stream<DynamicTest> everyChangedFileIsReadOrRefused() throws Exception {
        byte[] digits = ("1,".repeat(64) + "3\n").repeat(4).getBytes(StandardCharsets.US_ASCII);
        String circuit = "{\"rows\": 2, \"cols\": 2, \"mode\": \"passive\", \"wire_row_ohm\": 1, \"wire_col_ohm\": 1,"
                + " \"conductance_S\": [[1e-5, 1e-5], [1e-5, 1e-5]], \"row_voltage_V\": [0.1, 0]}";
        return Stream.of(
                new Kind("project", "project.yaml", file -> new ProjectYaml((_, _) -> Optional.empty()).read(file),
                        Files.readAllBytes(Path.of("sample-projects/digits-quickstart/project.yaml"))),
                new Kind("layer list", "layers.csv", LayerListCsv::read,
                        text("name,in_channels,out_channels,in_dim,out_dim,kernel_size\nstem,3,64,32,32,3\nconv1,64,64,32,16,3\n")),
                new Kind("benchmark table", "table.csv", BenchmarkTable::read, text("Architecture,Params,Accuracy\n0,1,2\n")),
                new Kind("catalogue", "catalog.json", ComponentCatalog::read, Files.readAllBytes(Path.of("assets/catalog/spikesim-ela.json"))),
                new Kind("chip profile", "profile.json", file -> HardwareProfiles.settings(file.toString(), "", file.resolveSibling(""),
                        new SpikeRateSource.Given(SpikeRates.of(0.1))), anyProfile()),
                new Kind("circuit", "circuit.json", CircuitCase::read, text(circuit)),
                new Kind("weights", "weights.hnw", WeightsFiles::read, new byte[] {(byte) 0x89, 'H', 'N', 'W', '\r', '\n', 0x1A, '\n', 1, 0, 0, 0,
                    2, 0, 0, 0, '{', '}', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}),
                new Kind("digits", "digits.csv", file -> load(Format.DIGITS, file), digits),
                new Kind("IDX", "train-images-idx3-ubyte", file -> new DatasetLoader().shape(new DatasetReference(Format.IDX, file.toString()),
                        file.resolveSibling("")), new byte[] {0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4}),
                new Kind("CIFAR", "data_batch_1.bin", file -> load(Format.CIFAR10, file.resolveSibling("")), new byte[3073]))
                .map(format -> DynamicTest.dynamicTest(format.title, () -> fuzz(format)));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] anyProfile() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("assets"))) {
            Path profile = files.filter(file -> file.getFileName().toString().equals("neurosim-22nm-rram.json")).findFirst().orElseThrow();
            return Files.readAllBytes(profile);
        }
    }

    private static void load(Format format, Path place) throws HasnasException {
        new DatasetLoader().load(new DatasetReference(format, place.toString()), place, JobContext.NONE);
    }

    private void fuzz(Kind format) throws Exception {
        Path file = Files.createDirectory(folder.resolve(format.title)).resolve(format.name);
        Files.write(file, format.sound);
        readOrRefused(format, file); // loads classes, which is not what is timed
        long refused = 0;
        for (long seed = 0; seed < CASES; seed++) {
            byte[] changed = changed(format.sound, new Random(seed));
            Files.write(file, changed);
            long started = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            try {
                refused += readOrRefused(format, file) ? 0 : 1;
            } catch (RuntimeException | Error bug) {
                throw new AssertionError(format.title + ", seed " + seed + ": " + new String(changed, StandardCharsets.ISO_8859_1), bug);
            }
            long seconds = TimeUnit.NANOSECONDS.toSeconds(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - started);
            assertTrue(seconds <= LONGEST_SECONDS, format.title + ", seed " + seed + " takes " + seconds + " s");
        }
        assertTrue(refused > 0, format.title + ": nothing was refused, so nothing was tried");
    }

    /** Whether a file was read; one that is refused gets a sentence that is fit for a terminal. */
    private static boolean readOrRefused(Kind format, Path file) {
        try {
            format.parser.read(file);
            return true;
        } catch (HasnasException told) {
            assertTrue(told.getMessage().length() <= 1200 && told.getMessage().chars().noneMatch(c -> Character.isISOControl(c) && c != '\n'
                    && c != '\t' && c != '\r'), () -> format.title + ": " + told.getMessage());
            return false;
        }
    }

    /** One to four changes: bytes, cuts, repeats, and words that formats trip over. */
    private static byte[] changed(byte[] sound, Random random) {
        byte[] bytes = sound.clone();
        for (int change = random.nextInt(4); change >= 0; change--) {
            int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
            int length = Math.min(bytes.length - at, 1 + random.nextInt(20));
            bytes = switch (random.nextInt(5)) {
                case 0 -> replaced(bytes, at, Math.min(1, length), new byte[] {(byte) random.nextInt(256)});
                case 1 -> Arrays.copyOf(bytes, at);
                case 2 -> replaced(bytes, at, length, new byte[0]);
                case 3 -> replaced(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
                default -> replaced(bytes, at, random.nextBoolean() ? length : 0, text(WORDS.get(random.nextInt(WORDS.size()))));
            };
        }
        return bytes;
    }

    private static byte[] replaced(byte[] bytes, int at, int length, byte[] other) {
        byte[] result = new byte[bytes.length - length + other.length];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(other, 0, result, at, other.length);
        System.arraycopy(bytes, at + length, result, at + other.length, bytes.length - at - length);
        return result;
    }
}
