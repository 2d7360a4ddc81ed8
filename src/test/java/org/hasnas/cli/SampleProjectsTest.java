package org.hasnas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hasnas.cli.console.CliEnvironment;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.testdata.SharedData;
import org.hasnas.workbench.Workbench;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample projects that need data of the user's own, from the command line to the stored run. Skipped where the data is not there. */
final class SampleProjectsTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"cifar10-paper, cifar-10-batches-bin", "cifar100-paper, cifar-100-binary"})
    void aCifarSampleSearchesTheUsersOwnCopy(String sample, String data) throws Exception {
        Path copy = SharedData.require("data/" + data).toAbsolutePath();
        Path project = Files.createDirectory(folder.resolve(sample));
        // the smallest batch and one draw: what is tested is the way, not the result
        Files.writeString(project.resolve("project.yaml"), Files.readString(Path.of("sample-projects", sample, "project.yaml"))
                .replace("data/" + data + "\n", copy + "\n").replaceFirst("batch-size: 16", "batch-size: 2")
                .replaceFirst("batches: 2", "batches: 1"));
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        ByteArrayOutputStream stderr = new ByteArrayOutputStream();
        CliEnvironment fake = new CliRun(new FakeWorkbench(), folder).environment();
        CliEnvironment real = new CliEnvironment(() -> Workbench.local(file -> SqliteStore.open(file, "test")), fake.gui(),
                fake.interrupts(), fake.workingFolder(), fake.logFile(), fake.version(), false);
        int exitCode = new Cli(real).run(new String[] {"search", sample, "--budget", "1", "--algorithm", "snasnet-random"},
                new PrintStream(stdout, true, StandardCharsets.UTF_8), new PrintStream(stderr, true, StandardCharsets.UTF_8));
        assertEquals(0, exitCode, () -> stderr.toString(StandardCharsets.UTF_8));
        String out = stdout.toString(StandardCharsets.UTF_8);
        assertTrue(out.contains("finished, 1 of 1 trials"), out);
        assertTrue(out.contains("4 000 000 parameters"), out);
    }
}
