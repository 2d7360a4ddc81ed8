package org.hasnas.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Point;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.WeightsFiles;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.job.JobContext;
import org.hasnas.job.JobEnd;
import org.hasnas.job.JobHandle;
import org.hasnas.network.Architecture;
import org.hasnas.search.model.Project;
import org.hasnas.testdata.Awaited;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.TrainingProgress;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.cluster.Cluster;
import org.hasnas.workbench.cluster.ClusterAddress;
import org.hasnas.workbench.cluster.ClusterContract;
import org.hasnas.workbench.cluster.ClusterState;
import org.hasnas.workbench.cluster.ClusterTask;
import org.hasnas.workbench.cluster.ClusterTaskFailure;
import org.hasnas.workbench.cluster.ClusterWorker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The same work in this process and on a cluster: a real master with two real workers, each with a process of its own for the tasks. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "starts a shell script")
final class SparkClusterTest extends ClusterContract {
    private static final String SECRET = "known to few";
    /** After which a task is begun a second time. */
    private static final int STRAGGLING_SECONDS = 3;
    /** In the tables of Linux, the state of a socket. */
    private static final String LISTENING = "0A";
    /** There, 127.x.y.z, the same as an address of IPv6, and ::1; each word of four bytes is written from its last one on. */
    private static final Pattern LOOPBACK = Pattern.compile("(0{16}FFFF0000)?[0-9A-F]{6}7F:.*|0{24}01000000:.*");

    @TempDir
    static Path folder;

    private static final Architecture OTHER = Architecture.parse("0302 0030 3003 0000");

    private Optional<Process> running = Optional.empty();
    private final List<ProcessHandle> workers = new ArrayList<>();
    private Workbench here = local();
    private Workbench there = here;
    private Optional<SparkLibraries> libraries = Optional.empty();
    private String master = "";

    private static Workbench local() {
        try {
            return Workbench.local(file -> SqliteStore.open(file, "test"));
        } catch (HasnasException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @BeforeAll
    void start() throws Exception {
        Path spark = sparkFolder();
        assumeTrue(Files.isDirectory(spark.resolve("jars")), "skipped: no Spark in " + spark);
        ProcessBuilder script =
                new ProcessBuilder("sh", spark.resolve("start-cluster").toString(), "2").redirectError(ProcessBuilder.Redirect.INHERIT);
        int port = freePort();
        script.environment().put("CLUSTER_PORT", String.valueOf(port));
        script.environment().put("CLUSTER_MEMORY", "1g");
        script.environment().put("CLUSTER_WORK", folder.resolve("work").toString());
        script.environment().put(SparkLibraries.SECRET, SECRET);
        script.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = script.start();
        running = Optional.of(process);
        BufferedReader said = process.inputReader();
        for (String line = said.readLine(); line != null && !line.startsWith("spark://"); line = said.readLine()) {
            if (line.startsWith("worker")) {
                workers.add(ProcessHandle.of(Long.parseLong(line.substring(line.indexOf(' ') + 1))).orElseThrow());
            }
        }
        assertEquals(2, workers.size());
        Awaited.until(() -> isListening(port));
        Path own = Files.createDirectories(Path.of("target/spark-with-settings")); // still there when Spark ends with this process
        Files.deleteIfExists(own.resolve("jars"));
        Files.createSymbolicLink(own.resolve("jars"), spark.resolve("jars"));
        Files.writeString(Files.createDirectories(own.resolve("conf")).resolve("spark-defaults.conf"),
                "spark.speculation.task.duration.threshold " + STRAGGLING_SECONDS + "s");
        libraries = Optional.of(new SparkLibraries(own, program()));
        master = "spark://127.0.0.1:" + port;
        there = joined(libraries()::open, address(Optional.of(SECRET)));
        Awaited.until(() -> cluster().state().equals(new ClusterState(master, 2, 2, 0)));
    }

    private SparkLibraries libraries() {
        return libraries.orElseThrow();
    }

    private ClusterAddress address(Optional<String> secret) {
        return new ClusterAddress(master, ClusterAddress.Images.SENT, secret);
    }

    @Override
    protected Workbench here() {
        return here;
    }

    @Override
    protected Workbench there() {
        return there;
    }

    @Override
    protected Path folder() {
        return folder;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The class path, its folders as jars: only files can be sent. */
    private static List<Path> program() {
        List<Path> jars = new ArrayList<>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(part);
            if (Files.isDirectory(path)) {
                Path jar = folder.resolve(jars.size() + ".jar");
                assertEquals(0, ToolProvider.findFirst("jar").orElseThrow().run(System.out, System.err, "--create", "--no-compress", "--file",
                        jar.toString(), "-C", path.toString(), "."));
                jars.add(jar);
            } else {
                jars.add(path);
            }
        }
        return jars;
    }

    @AfterAll
    void stop() {
        there.close();
        here.close();
        running.ifPresent(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    private static JobHandle<TrainingProgress, Accuracy> train(Workbench workbench, Project project, int epochs) throws HasnasException {
        return workbench.trainings().start(project, List.of(DESIGN), training(epochs), 1).getFirst();
    }

    private Cluster cluster() {
        return there.clusters().used().orElseThrow();
    }

    @Test
    void aTrainingHasTheSameBitsEvenIfAllWorkersAreKilled() throws Exception {
        Project local = project(here, "trained-here", 400);
        Accuracy expected = Awaited.result(train(here, local, 4));
        Project remote = project(there, "trained-there", 400);
        JobHandle<TrainingProgress, Accuracy> training = train(there, remote, 4);
        Awaited.until(() -> cluster().state().running() > 0);
        List<ProcessHandle> busy = workers.stream().flatMap(ProcessHandle::children).toList();
        assertTrue(!busy.isEmpty() && training.progress().epochs().isEmpty(), "workers have processes that have not ended their task");
        busy.forEach(ProcessHandle::destroyForcibly);
        assertEquals(expected, Awaited.result(training));
        assertEquals(WeightsFiles.checksum(here.trainings().weights(local, 1)), WeightsFiles.checksum(there.trainings().weights(remote, 1)));
    }

    /** Two trainings, of which one comes to the worker that stands still. */
    private static List<Object> trained(Workbench workbench, Project project) throws Exception {
        List<Object> found = new ArrayList<>();
        for (JobHandle<TrainingProgress, Accuracy> training : workbench.trainings().start(project, List.of(DESIGN, OTHER), training(2), 2)) {
            found.add(Awaited.result(training));
            training.progress().epochs().forEach(epoch -> found.add(List.of(epoch.epoch(), epoch.trainingLoss(), epoch.validationAccuracy())));
        }
        for (TrainingSummary stored : workbench.trainings().list(project)) {
            found.add(WeightsFiles.checksum(workbench.trainings().weights(project, stored.id())));
        }
        return found;
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "workers have an address each, as if on machines of their own, only there")
    void whatAWorkerThatStandsStillHasBegunIsDoneByAnotherAndStoredOnce() throws Exception {
        List<Object> expected = trained(here, project(here, "straggled-here", 80));
        ProcessHandle worker = workers.getFirst().children().findFirst().orElseThrow();
        signal(worker, "STOP");
        try {
            assertEquals(expected, trained(there, project(there, "straggled-there", 80)));
            assertEquals(1, cluster().state().running(), "what the worker that stands still has not yet been told to leave");
        } finally {
            signal(worker, "CONT");
        }
        Awaited.until(() -> cluster().state().running() == 0);
    }

    private static void signal(ProcessHandle process, String name) throws Exception {
        assertEquals(0, new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).inheritIO().start().waitFor());
    }

    @Test
    void cancellingStopsWhatRunsThere() throws Exception {
        JobHandle<TrainingProgress, Accuracy> training = train(there, project(there, "cancelled", 80), 1000);
        Awaited.until(() -> cluster().state().running() > 0);
        training.cancel();
        assertInstanceOf(JobEnd.Stopped.class, Awaited.end(training));
        Awaited.until(() -> cluster().state().running() == 0);
    }

    private record Failing(boolean refused, String shared) implements ClusterTask<String> {
        @Override
        public String run(ClusterWorker worker, JobContext job) throws HasnasException {
            if (refused) {
                throw new HasnasException(ErrorCode.BAD_DATA, "Nobody can " + shared + ".");
            }
            throw new IllegalStateException("no " + shared);
        }
    }

    @Test
    void aTaskThatFailsEverywhereIsToldApartFromOneThatIsRefused() {
        ClusterTaskFailure failure = assertThrows(ClusterTaskFailure.class, () -> cluster().run(new Failing(false, "fly"), JobContext.NONE));
        assertTrue(String.valueOf(failure.getMessage()).contains("no fly"), failure.getMessage());
        HasnasException refused = assertThrows(HasnasException.class, () -> cluster().run(new Failing(true, "fly"), JobContext.NONE));
        assertEquals("Nobody can fly.", refused.getMessage());
        assertEquals(ErrorCode.BAD_DATA, refused.code());
    }

    private record Foreign(Serializable what) implements ClusterTask<String> {
        @Override
        public String run(ClusterWorker worker, JobContext job) {
            return "read";
        }
    }

    private record FindingForeign() implements ClusterTask<Point> {
        @Override
        public Point run(ClusterWorker worker, JobContext job) {
            return new Point();
        }
    }

    @Test
    void neitherWorkersNorTheProgramMakeObjectsOfForeignTypes() throws Exception {
        assertEquals("read", cluster().run(new Foreign("own"), JobContext.NONE));
        ClusterTaskFailure refused = assertThrows(ClusterTaskFailure.class, () -> cluster().run(new Foreign(new Point()), JobContext.NONE));
        assertTrue(String.valueOf(refused.getMessage()).contains("REJECTED"), refused.getMessage());
        ClusterTaskFailure unread = assertThrows(ClusterTaskFailure.class, () -> cluster().run(new FindingForeign(), JobContext.NONE));
        assertTrue(String.valueOf(unread.getMessage()).contains("REJECTED"), unread.getMessage());
        Awaited.until(() -> cluster().state().running() == 0);
    }

    /** To a worker what every class of this program is to one with an older Java. */
    private static final class TooNew implements ClusterTask<String> {
        private static final long serialVersionUID = 1;

        private void readObject(ObjectInputStream in) {
            throw new UnsupportedClassVersionError("has been compiled by a more recent version of the Java Runtime");
        }

        @Override
        public String run(ClusterWorker worker, JobContext job) {
            return "read";
        }
    }

    @Test
    void aWorkerWithAnOlderJavaEndsTheWorkInsteadOfFailingEachOfItsTasks() {
        HasnasException told = assertThrows(HasnasException.class, () -> cluster().run(new TooNew(), JobContext.NONE));
        assertTrue(String.valueOf(told.getMessage()).contains("JDK 25") && String.valueOf(told.getMessage()).contains("127.0.0."), told.getMessage());
    }

    @Test
    void whoHasAnotherSecretOrNoneDoesNotJoin() {
        for (Optional<String> wrong : List.of(Optional.of("another"), Optional.<String>empty())) {
            HasnasException refused = assertThrows(HasnasException.class, () -> libraries().open(address(wrong)));
            assertTrue(String.valueOf(refused.getMessage()).contains("secret"), refused.getMessage());
        }
    }

    @Test
    void theMasterTakesNoProgramsThatShowNoSecret() throws Exception {
        String said = Files.readString(folder.resolve("work/master.log"));
        assertTrue(said.contains("Registered app") && !said.contains("REST server"), said);
    }

    /** Addresses at which something waits to be called, by what Linux calls the open file of the process that waits there. */
    private static Map<String, String> listening() throws IOException {
        Map<String, String> addresses = new HashMap<>();
        for (String protocol : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/net", protocol))) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields[3].equals(LISTENING)) {
                    addresses.put("socket:[" + fields[9] + "]", fields[1]);
                }
            }
        }
        return addresses;
    }

    private static List<String> addresses(ProcessHandle process) throws IOException {
        Map<String, String> listening = listening();
        List<String> addresses = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc", String.valueOf(process.pid()), "fd"))) {
            for (Path file : files) {
                try {
                    Optional.ofNullable(listening.get(Files.readSymbolicLink(file).toString())).ifPresent(addresses::add);
                } catch (NoSuchFileException closed) {
                    // meanwhile
                }
            }
        }
        return addresses;
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "looks into /proc")
    @EnabledIfEnvironmentVariable(named = "SPARK_HOME", matches = ".+", disabledReason = "workers find Spark's libraries by it")
    void nothingOfAClusterOnThisMachineIsReachedFromElsewhere() throws Exception {
        try (Cluster own = libraries().open(address("local-cluster[1,1,512]", ClusterAddress.Images.SENT))) {
            assertEquals(1, own.state().cores());
            List<String> found = new ArrayList<>(addresses(ProcessHandle.current()));
            int ofThisProcess = found.size();
            for (ProcessHandle process : ProcessHandle.current().descendants().toList()) {
                found.addAll(addresses(process));
            }
            assertTrue(ofThisProcess > 0 && found.size() > ofThisProcess + workers.size(), "this process and others listen: " + found);
            assertEquals(List.of(), found.stream().filter(address -> !LOOPBACK.matcher(address).matches()).toList());
        }
    }

    @Test
    void aMasterThatDoesNotAnswerIsToldApartFromOneThatRefuses() throws Exception {
        ClusterAddress nobody = new ClusterAddress("spark://127.0.0.1:" + freePort(), ClusterAddress.Images.SENT, Optional.of(SECRET));
        HasnasException refused = assertThrows(HasnasException.class, () -> libraries().open(nobody));
        assertTrue(String.valueOf(refused.getMessage()).contains("does not answer"), refused.getMessage());
    }

    @Test
    void aClusterElsewhereNeedsASecretAndAnAddressOfOneIsToldFromAnythingElse() {
        HasnasException refused = assertThrows(HasnasException.class,
                () -> new SparkLibraries(sparkFolder(), List.of()).open(address("spark://192.0.2.1:7077", ClusterAddress.Images.SENT)));
        assertTrue(String.valueOf(refused.getMessage()).contains("secret"), refused.getMessage());
        HasnasException unknown = assertThrows(HasnasException.class,
                () -> new SparkLibraries(sparkFolder(), List.of()).open(address("elsewhere", ClusterAddress.Images.SENT)));
        assertTrue(String.valueOf(unknown.getMessage()).contains("spark://"), unknown.getMessage());
    }

    private static Path sparkFolder() {
        return Path.of(Optional.ofNullable(System.getenv("HASNAS_CLUSTER")).orElse("target/hasnas-studio-cluster")).toAbsolutePath();
    }

    @Test
    void withoutSparkBesideTheProgramTheMessageSaysWhatToCopy() {
        HasnasException absent = assertThrows(HasnasException.class,
                () -> new SparkLibraries(folder.resolve("none"), List.of()).open(address("spark://127.0.0.1:7077", ClusterAddress.Images.SENT)));
        assertEquals(ErrorCode.NOT_FOUND, absent.code());
        assertTrue(String.valueOf(absent.getMessage()).contains("hasnas-studio-cluster"), absent.getMessage());
    }
}
