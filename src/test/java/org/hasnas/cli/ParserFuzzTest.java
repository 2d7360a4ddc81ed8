package org.hasnas.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.hasnas.checks.verification.CircuitCase;
import org.hasnas.checks.verification.CrossbarOracle;
import org.hasnas.checks.verification.EventsOracle;
import org.hasnas.checks.verification.FitnessOracle;
import org.hasnas.checks.verification.ForwardOracle;
import org.hasnas.checks.verification.NeuroSimOracle;
import org.hasnas.checks.verification.NeuroSimVersion;
import org.hasnas.checks.verification.NirOracle;
import org.hasnas.checks.verification.SpikeSimOracle;
import org.hasnas.chip.catalog.ComponentCatalog;
import org.hasnas.chip.catalog.DeviceFiles;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.cost.SpikeSimElaModel;
import org.hasnas.chip.inference.MeasuredDie;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.data.DatasetImport;
import org.hasnas.data.DatasetLoader;
import org.hasnas.data.event.EventFiles;
import org.hasnas.data.event.EventFormat;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.data.model.Orientation;
import org.hasnas.document.InputFile;
import org.hasnas.document.NumpyFile;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.CandidateJson;
import org.hasnas.files.codec.LayerListCsv;
import org.hasnas.files.codec.ProjectYaml;
import org.hasnas.files.codec.Requests;
import org.hasnas.files.codec.SearchRequestJson;
import org.hasnas.files.codec.SpikeRatesJson;
import org.hasnas.files.codec.TrainingRequestJson;
import org.hasnas.files.codec.WeightsFile;
import org.hasnas.files.codec.WeightsFiles;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.nir.NetworkGraph;
import org.hasnas.nir.NirNetwork;
import org.hasnas.nir.NirReader;
import org.hasnas.nir.NirRecording;
import org.hasnas.nir.NirWriter;
import org.hasnas.score.spikenas.BenchmarkTable;
import org.hasnas.score.spikenas.LearningCurves;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.RunSummary;
import org.hasnas.testdata.LivelyWeights;
import org.hasnas.testdata.OddSides;
import org.hasnas.testdata.SharedData;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.workbench.settings.SettingsFile;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/**
 * Changed files of every format: each is read or refused in a sentence, within a second of a processor and without more memory than it deserves. The
 * environment variable HASNAS_FUZZ_CASES gives the number of cases per parser, for a long run that tells how far it is; HASNAS_FUZZ_FORMAT names one
 * format alone, and HASNAS_FUZZ_FROM the first case, to go on with what was stopped. The seed of a failure is in its message.
 */
final class ParserFuzzTest {
    private static final long CASES = Long.parseLong(System.getenv().getOrDefault("HASNAS_FUZZ_CASES", "60"));
    private static final long FROM = Long.parseLong(System.getenv().getOrDefault("HASNAS_FUZZ_FROM", "0"));
    private static final long TOLD = 50_000;
    private static final String FORMAT = System.getenv().getOrDefault("HASNAS_FUZZ_FORMAT", "");
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** All that is allocated while a file is read, of which most is free again at once; texts become trees, which are larger. */
    private static final long MOST_BYTES = 64 << 20;
    private static final long BYTES_PER_BYTE = 100;
    private static final String GESTURES = "oracle/events/dvsgesture/DvsGesture/user24_led";
    private static final String NIR_CASE = "oracle/nir/cases/exact_threshold/exact_lif";
    private static final String EVENT_CASE = "oracle/events/prophesee/evt2_words.raw";
    private static final List<String> IMAGES = List.of("one/1.png", "one/2.png", "two/3.png", "two/4.png");
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final List<String> WORDS = List.of("NaN", "-1", "1e99999999999", "9223372036854775807", "\u0000", "\"", "[[[[", "{", "}", ",", ":",
            "null", "true", "!!java", "&a *a", "\n", "\r\n", "\u001b]0;x\u0007", "0", "1e-400", "\ufeff", "''", "- ", "%s", "99999999999999999999");

    @TempDir
    private Path folder;

    /** What reads a file. */
    @FunctionalInterface
    private interface Parser {
        void read(Path file) throws HasnasException, IOException;
    }

    /** @param name of the file, which some formats go by */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Kind(String title, String name, Parser parser, byte[] sound) {}

    @TestFactory
    Stream<DynamicTest> everyChangedFileIsReadOrRefused() throws Exception {
        return Stream.concat(ofTheProject().map(format -> DynamicTest.dynamicTest(format.title, () -> fuzz(format))), ofOthers())
                .filter(test -> FORMAT.isEmpty() || test.getDisplayName().equals(FORMAT));
    }

    private Stream<Kind> ofTheProject() throws Exception {
        byte[] digits = ("1,".repeat(64) + "3\n").repeat(4).getBytes(StandardCharsets.US_ASCII);
        String circuit = "{\"rows\": 2, \"cols\": 2, \"mode\": \"1R\", \"wire_row_ohm\": 1, \"wire_col_ohm\": 1,"
                + " \"conductance_S\": [[1e-5, 1e-5], [1e-5, 1e-5]], \"row_voltage_V\": [0.1, 0]}";
        return Stream.of(
                new Kind("project", "project.yaml", file -> new ProjectYaml((_, _) -> Optional.empty()).read(file),
                        Files.readAllBytes(Path.of("sample-projects/digits-quickstart/project.yaml"))),
                new Kind("layer list of DNN+NeuroSim", "NetWork.csv", LayerListCsv::read,
                        text("32,32,3,3,3,64,0,1\n32,32,64,3,3,64,1,1\n16,16,64,1,1,128,0,2\n1,1,8192,1,1,10,0,1\n")),
                new Kind("layer list", "layers.csv", LayerListCsv::read,
                        text("name,in_channels,out_channels,in_dim,out_dim,kernel_size\nstem,3,64,32,32,3\nconv1,64,64,32,16,3\n")),
                new Kind("benchmark table", "table.csv", BenchmarkTable::read,
                        text("arch_id,parameters,test_accuracy\n3,17917668,88.25\n75,17917668,10\n")),
                new Kind("catalogue", "catalog.json", ComponentCatalog::read, Files.readAllBytes(Path.of("assets/catalog/spikesim-ela.json"))),
                new Kind("chip profile", "profile.json", file -> HardwareProfiles.settings(file.toString(), "", file.resolveSibling(""),
                        new SpikeRateSource.Given(SpikeRates.of(0.1))), anyProfile()),
                new Kind("device", "device.json", file -> DeviceFiles.find(file.toString()),
                        Files.readAllBytes(Path.of("assets/device/reram-wan-2022.json"))),
                new Kind("circuit", "circuit.json", CircuitCase::read, text(circuit)),
                new Kind("weights", "weights.hnw", WeightsFiles::read, weights()),
                new Kind("sealed weights", "weights.hnw", file -> WeightsFiles.read(sealed(file)), weights()),
                new Kind("digits", "digits.csv", file -> load(Format.DIGITS, file), digits),
                new Kind("IDX", "train-images-idx3-ubyte", file -> new DatasetLoader().shape(new DatasetReference(Format.IDX, file.toString()),
                        file.resolveSibling("")), new byte[] {0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4}),
                new Kind("candidate", "candidate.json", CandidateJson::read,
                        text(CandidateJson.write(new Candidate(Requests.digits(), Requests.trial(0))))),
                new Kind("designs", "designs.zip", CandidateJson::readAll, designs()),
                new Kind("run store", "runs.db", ParserFuzzTest::readStore, store()),
                new Kind("settings of a cluster", "spark-defaults.conf", file -> InputFile.properties(file, InputFile.Kind.DOCUMENT, ""),
                        text("# made for a test\nspark.authenticate true\nspark.authenticate.secret = a\\u0062c\\\n  d\nspark.ui.enabled: false\n")),
                new Kind("search request", "request.json", file -> SearchRequestJson.read(text(file), "request"),
                        text(SearchRequestJson.write(Requests.digits()))),
                new Kind("training request", "training.json", file -> TrainingRequestJson.read(text(file), "request"), text(trainingRequest())),
                new Kind("spike rates", "rates.json", file -> SpikeRatesJson.read(file, Optional.empty()),
                        text("{\"common\": 0.1, \"layers\": {\"stem\": 0.5, \"cell1.0->1\": 0.2}}")),
                new Kind("learning curves", "curves.csv", LearningCurves::read,
                        text("arch_id,epochs,train_seconds,val_acc_epoch1,val_acc_epoch2\n0,2,10.5,20,30\n1,2,11,25,35\n")),
                new Kind("NIR", "net.nir", file -> NirNetwork.of(NirReader.read(file), NetworkGraph.DT), nir()),
                new Kind("PNG", "train/one/1.png", file -> load(Format.FOLDERS, file.resolve("../../..").normalize()), image("png")),
                new Kind("JPEG", "train/one/1.jpg", file -> load(Format.FOLDERS, file.resolve("../../..").normalize()), image("jpg")),
                new Kind("packed data set", "set.zip", ParserFuzzTest::unpack, zip()),
                packedAs("tar.gz", GZIPOutputStream::new),
                packedAs("tar.bz2", BZip2CompressorOutputStream::new),
                packedAs("tar.xz", bytes -> new XZOutputStream(bytes, new LZMA2Options(0))),
                new Kind("list of recordings", "trials.txt", EventFiles::gestureTrials, text("\n\n")),
                new Kind("CIFAR", "data_batch_1.bin", file -> load(Format.CIFAR10, file.resolveSibling("")), new byte[3073]),
                new Kind("die as text", "stem.0.0.csv", file -> MeasuredDie.read(file.resolveSibling("")), text("1e-5,2e-5\n,3e-5\n")),
                new Kind("die", "stem.0.0.npy", file -> MeasuredDie.read(file.resolveSibling("")), array()),
                new Kind("arrays", "weights.npz", NumpyFile::read, arrays()),
                new Kind("settings", "settings.json", ParserFuzzTest::readSettings, settings()),
                new Kind("cache of frames", "frames", this::readFrames, frames()),
                new Kind("sealed cache of frames", "frames", file -> readFrames(summed(file)), frames()),
                new Kind("N-MNIST", "1.bin", file -> EventFormat.N_MNIST.read(file, Orientation.RAW),
                        new byte[] {3, 4, (byte) 0x80, 1, 0, 5, 6, 0, 2, 0}),
                new Kind("AEDAT 2", "1.aedat", file -> EventFormat.AEDAT_2.read(file, Orientation.RAW),
                        text("#!AER-DAT2.0\r\n# made for a test\r\n\u0000\u0000\u0011\u0012\u0000\u0000\u0000\u0007")));
    }

    /** Formats of event cameras as other programs write them. */
    private Stream<DynamicTest> ofOthers() {
        String events = "oracle/events/";
        return Stream.of(
                ofOthers("cases of SpikeSim", "cases.json", file -> new SpikeSimOracle(SpikeSimElaModel.bundled()).verify(file, JobContext.NONE),
                        "oracle/spikesim/cases.json"),
                ofOthers("cases of circuits", "case.json", file -> new CrossbarOracle().verify(file, JobContext.NONE),
                        "oracle/crossbar/r1_2x2_rw1.json"),
                ofOthers("cases of fitness", "cases.json", file -> new FitnessOracle().verify(file, JobContext.NONE), "oracle/fitness/cases.json"),
                ofOthers("cases of NeuroSim", "cases.json", file -> new NeuroSimOracle(NeuroSimVersion.V1_3).verify(file, JobContext.NONE),
                        "oracle/neurosim/subarray_oracle.json"),
                ofOthers("cases of whole networks", "manifest.json", ParserFuzzTest::forward, "oracle/forward/fw_0/manifest.json"),
                ofOthers("values of whole networks", "data.bin", ParserFuzzTest::forward, "oracle/forward/fw_0/data.bin"),
                ofOthers("cases of NIR", "case.json", ParserFuzzTest::nirCase, NIR_CASE + ".json"),
                ofOthers("cases of events", "1.raw.json", ParserFuzzTest::eventCase, EVENT_CASE + ".json"),
                ofOthers("recorded spikes", "spikes.nird", NirRecording::read, "oracle/nir/nirdata/spikes_events.nird"),
                ofOthers("labels of gestures", "user24_led_labels.csv", file -> EventFiles.samples(Files.copy(SharedData.require(GESTURES + ".aedat"),
                        file.resolveSibling("user24_led.aedat"), StandardCopyOption.REPLACE_EXISTING), (_, _) -> {}), GESTURES + "_labels.csv"),
                ofOthers("AEDAT 3", "1.aedat", file -> EventFormat.AEDAT_3.read(file, Orientation.RAW),
                        GESTURES + ".aedat"),
                ofOthers("AEDAT 4", "1.aedat4", file -> EventFormat.AEDAT_4.read(file, Orientation.RAW),
                        events + "cifar10dvs4/set/ship/cifar10_ship_8.aedat4"),
                ofOthers("DAT", "1.dat", file -> EventFormat.DAT_2.read(file, Orientation.RAW), events + "prophesee/percent_bytes.dat"),
                ofOthers("EVT 2", "1.raw", file -> EventFormat.EVT_2.read(file, Orientation.RAW), events + "prophesee/evt2_words.raw"),
                ofOthers("speech", "shd_train.h5", file -> EventFiles.samples(file, (_, _) -> {}), events + "shd/cases/superblock3.h5"));
    }

    private DynamicTest ofOthers(String title, String name, Parser parser, String reference) {
        return DynamicTest.dynamicTest(title, () -> fuzz(new Kind(title, name, parser, Files.readAllBytes(SharedData.require(reference)))));
    }

    private static final byte[] RECORDING = {3, 4, (byte) 0x80, 1, 0, 5, 6, 0, 2, 0};

    private Path recordings() throws IOException {
        Path set = folder.resolve("recordings/set");
        for (String part : List.of("Train/0", "Train/1", "Test/0", "Test/1")) {
            Path recording = Files.createDirectories(set.resolve(part)).resolve("1.bin");
            if (!Files.exists(recording)) { // written again it is newer, and has another cache
                Files.write(recording, RECORDING);
            }
        }
        return set;
    }

    private static Path cache(Path set) throws IOException {
        try (Stream<Path> beside = Files.list(set.resolveSibling(""))) {
            return beside.filter(file -> file.toString().contains(".frames-")).findFirst().orElseThrow();
        }
    }

    private byte[] frames() throws Exception {
        Path set = recordings();
        load(Format.N_MNIST, set);
        return Files.readAllBytes(cache(set));
    }

    /** A cache that is not taken is written again from the recordings. */
    private void readFrames(Path file) throws HasnasException, IOException {
        Path set = folder.resolve("recordings/set");
        Path cache = cache(set);
        byte[] changed = Files.readAllBytes(file);
        Files.write(cache, changed);
        load(Format.N_MNIST, set);
        if (!Arrays.equals(changed, Files.readAllBytes(cache))) {
            throw new HasnasException(ErrorCode.BAD_DATA, "written again");
        }
    }

    /** The cache with the checksum that fits. */
    private static Path summed(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int end = Math.max(0, bytes.length - Long.BYTES);
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, end);
        return Files.write(file, replaced(bytes, end, bytes.length - end, ByteBuffer.allocate(Long.BYTES).putLong(sum.getValue()).array()));
    }

    /** Copies what a case needs beside it, once. */
    private static Path beside(Path file, String name, String reference) throws IOException {
        Path copy = file.resolveSibling(name);
        if (!Files.exists(copy)) {
            Files.copy(SharedData.require(reference), copy);
        }
        return copy;
    }

    private static void forward(Path file) throws HasnasException, IOException {
        for (String name : List.of("manifest.json", "data.bin")) {
            beside(file, name, "oracle/forward/fw_0/" + name);
        }
        new ForwardOracle().verify(file.resolveSibling("manifest.json"), JobContext.NONE);
    }

    private static void nirCase(Path file) throws HasnasException, IOException {
        beside(file, NIR_CASE.substring(NIR_CASE.lastIndexOf('/') + 1) + ".nir", NIR_CASE + ".nir");
        new NirOracle().verify(file, JobContext.NONE);
    }

    private static void eventCase(Path file) throws HasnasException, IOException {
        beside(file, "1.raw", EVENT_CASE);
        new EventsOracle().verify(file, JobContext.NONE);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Path file) throws HasnasException {
        return InputFile.text(file, InputFile.Kind.DOCUMENT, "");
    }

    private static String trainingRequest() {
        return TrainingRequestJson.write(TrainingRequest.ofDesign(DatasetReference.EMBEDDED_DIGITS, NetworkTemplates.DIGITS.template(),
                NetworkTemplates.DIGITS.space(), Architecture.parse("0302 0030 3003 0000"), TrainingSettings.defaults(Format.DIGITS)));
    }

    private byte[] weights() throws HasnasException, IOException {
        Path file = folder.resolve("sound.hnw");
        WeightsFiles.write(file, new WeightsFile(WeightsFile.Kind.WEIGHTS, NetworkTemplates.DIGITS.template(), NetworkTemplates.DIGITS.space(),
                Architecture.parse("0302 0030 3003 0000"), DatasetReference.EMBEDDED_DIGITS, Map.of("trained", "0 epochs"),
                Map.of("stem", new float[2][3])));
        return Files.readAllBytes(file);
    }

    /** The file with a checksum that fits, as somebody who wants to do harm would give it. */
    private static Path sealed(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int end = Math.max(0, bytes.length - 32);
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(bytes, end));
            return Files.write(file, replaced(bytes, end, bytes.length - end, sum));
        } catch (IOException | NoSuchAlgorithmException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private byte[] nir() throws Exception {
        Network network = OddSides.twoStages();
        Path file = folder.resolve("sound.nir");
        NirWriter.write(NetworkGraph.of(network, LivelyWeights.of(network, false), Map.of("design", "any")), file);
        return Files.readAllBytes(file);
    }

    private static byte[] image(String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY), format, bytes);
        return bytes.toByteArray();
    }

    private static byte[] array() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        NumpyFile.Array.of(List.of(2, 2), 1e-5, 2e-5, 0, 3e-5).writeTo(bytes);
        return bytes.toByteArray();
    }

    private byte[] arrays() throws Exception {
        Path file = folder.resolve("sound.npz");
        NumpyFile.write(file, Map.of("a", NumpyFile.Array.of(List.of(2, 2), 1.0, 2.0, 3.0, 4.0)));
        return Files.readAllBytes(file);
    }

    private static void readSettings(Path file) throws HasnasException {
        Optional<String> problem = new SettingsFile(file.resolveSibling(""), 1).start().problem();
        if (problem.isPresent()) {
            throw new HasnasException(ErrorCode.BAD_DATA, problem.get());
        }
    }

    private byte[] settings() throws Exception {
        SettingsFile file = new SettingsFile(folder, 2);
        file.write(file.start().settings());
        return Files.readAllBytes(folder.resolve("settings.json"));
    }

    private byte[] designs() throws Exception {
        Path zip = folder.resolve("sound.zip");
        CandidateJson.write(zip, List.of(new Candidate(Requests.digits(), Requests.trial(0)), new Candidate(Requests.digits(), Requests.trial(1))));
        return Files.readAllBytes(zip);
    }

    private byte[] store() throws Exception {
        Path file = folder.resolve("sound.db");
        try (SqliteStore store = SqliteStore.open(file, "test")) {
            long run = store.runs().create(Requests.digits()).id();
            store.runs().append(run, List.of(Requests.trial(0), Requests.trial(1)));
            store.runs().annotate(run, "#any");
        }
        return Files.readAllBytes(file);
    }

    private static void readStore(Path file) throws HasnasException {
        for (String beside : List.of("runs.db-wal", "runs.db-shm")) { // of the case before
            file.resolveSibling(beside).toFile().delete();
        }
        try (SqliteStore store = SqliteStore.open(file, "test")) {
            for (RunSummary run : store.runs().list()) {
                store.runs().trials(run.id());
                store.runs().steps(run.id());
            }
            store.trainings().list();
            store.trainings().accuracies();
        }
    }

    /** What packs a stream of bytes. */
    @FunctionalInterface
    private interface Packing {
        OutputStream of(OutputStream bytes) throws IOException;
    }

    /** A data set as a tar in one of the packings. */
    private static Kind packedAs(String ending, Packing packing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(packing.of(bytes))) {
            for (String image : IMAGES) {
                byte[] content = image("png");
                TarArchiveEntry entry = new TarArchiveEntry("set/train/" + image);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return new Kind("data set as " + ending, "set." + ending, ParserFuzzTest::unpack, bytes.toByteArray());
    }

    private static void unpack(Path file) throws HasnasException {
        new DatasetImport().importInto(file, emptied(file.resolveSibling("to")), (_, _) -> {}, JobContext.NONE);
    }

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String image : IMAGES) {
                zip.putNextEntry(new ZipEntry("set/train/" + image));
                zip.write(image("png"));
            }
        }
        return bytes.toByteArray();
    }

    /** A folder with nothing in it. */
    private static Path emptied(Path place) {
        try (Stream<Path> inside = Files.exists(place) ? Files.walk(place) : Stream.of()) {
            for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
            return place;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
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
        Files.createDirectories(file.getParent());
        if (format.name.startsWith("train/one/")) { // two classes, of which the changed image is in one
            Files.write(Files.createDirectories(file.resolveSibling("../two").normalize()).resolve("2.png"), image("png"));
        }
        Files.write(file, format.sound);
        format.parser.read(file); // is read; and loads classes, which is not what is timed
        long refused = 0;
        long began = THREADS.getCurrentThreadCpuTime();
        for (long seed = FROM; seed < CASES; seed++) {
            if (seed > FROM && seed % TOLD == 0) {
                System.out.println(format.title + ": " + seed + " of " + CASES);
            }
            byte[] changed = changed(format.sound, new SplittableRandom(seed));
            Files.write(file, changed);
            long started = THREADS.getCurrentThreadCpuTime();
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            try {
                refused += readOrRefused(format, file) ? 0 : 1;
            } catch (RuntimeException | Error bug) {
                throw new AssertionError(format.title + ", seed " + seed + ": " + new String(changed, StandardCharsets.ISO_8859_1), bug);
            }
            long nanos = THREADS.getCurrentThreadCpuTime() - started;
            assertTrue(nanos <= LONGEST_NANOS, format.title + ", seed " + seed + " takes " + nanos + " ns");
            long bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
            assertTrue(bytes <= MOST_BYTES + BYTES_PER_BYTE * changed.length, format.title + ", seed " + seed + " takes " + bytes + " bytes");
        }
        assertTrue(refused > 0, format.title + ": nothing was refused, so nothing was tried");
        System.out.println(String.format(Locale.ROOT, "%s: %d cases, %d refused, in %.1f s of a processor", format.title, CASES - FROM, refused,
                (THREADS.getCurrentThreadCpuTime() - began) / 1e9));
    }

    /** Whether a file was read; one that is refused gets a sentence that is fit for a terminal. */
    private static boolean readOrRefused(Kind format, Path file) throws IOException {
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
    private static byte[] changed(byte[] sound, RandomGenerator random) {
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
