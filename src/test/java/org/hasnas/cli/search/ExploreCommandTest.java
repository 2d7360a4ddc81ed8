package org.hasnas.cli.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hasnas.cli.Cli;
import org.hasnas.cli.CliRun;
import org.hasnas.cli.FakeWorkbench;
import org.hasnas.cli.console.CliEnvironment;
import org.hasnas.cli.console.ResultStream;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.workbench.Workbench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way, with the real workbench: search, training, simulated chip. */
final class ExploreCommandTest {
    private static final List<String> SMALL = List.of("--top", "2", "--epochs", "1", "--images", "20", "--seeds", "1");

    @TempDir
    private Path folder = Path.of("");
    private String out = "";
    private String err = "";

    private int run(String... args) {
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        ByteArrayOutputStream stderr = new ByteArrayOutputStream();
        CliEnvironment fake = new CliRun(new FakeWorkbench(), folder).environment();
        CliEnvironment real = new CliEnvironment(() -> Workbench.local(file -> SqliteStore.open(file, "test")), fake.gui(),
                fake.interrupts(), fake.workingFolder(), fake.logFile(), fake.version(), fake.build(), false);
        int exitCode = new Cli(real).run(args, new ResultStream(stdout, StandardCharsets.UTF_8),
                new PrintStream(stderr, true, StandardCharsets.UTF_8));
        out = stdout.toString(StandardCharsets.UTF_8);
        err = stderr.toString(StandardCharsets.UTF_8);
        return exitCode;
    }

    private int explore(String... more) {
        return run(Stream.of(List.of("explore", "digits"), SMALL, List.of(more)).flatMap(List::stream).toArray(String[]::new));
    }

    private void sample() throws Exception {
        Path project = Files.createDirectory(folder.resolve("digits"));
        String sample = Files.readString(Path.of("sample-projects/digits-quickstart/project.yaml"));
        Files.writeString(project.resolve("project.yaml"),
                sample.replace("algorithm: ladder", "algorithm: hasnas").replace("score: chain", "score: sahd"));
    }

    @Test
    void searchesTrainsAndRunsTheBestOnTheChipAndPaysForNothingTwice() throws Exception {
        sample();
        assertEquals(0, explore("--budget", "12", "--json"), () -> err);
        JsonNode first = new ObjectMapper().readTree(out);
        assertEquals(2, first.path("candidates").size());
        for (JsonNode candidate : first.path("candidates")) {
            assertTrue(candidate.path("feasible").asBoolean(), out);
            for (String kind : List.of("trained_accuracy", "on_chip_accuracy")) {
                double accuracy = candidate.path(kind).asDouble(-1);
                assertTrue(accuracy >= 0 && accuracy <= 1, kind + " " + accuracy);
                assertTrue(candidate.path(kind + "_low_95").asDouble() <= accuracy && accuracy <= candidate.path(kind + "_high_95").asDouble(), out);
            }
        }
        assertFalse(first.path("candidates").get(0).path("matrix").equals(first.path("candidates").get(1).path("matrix")));

        assertEquals(0, explore("--run", "1", "--json"), () -> err);
        assertTrue(err.contains("is stored already") && err.contains("is measured already"), err);
        JsonNode second = new ObjectMapper().readTree(out);
        for (int i = 0; i < 2; i++) {
            for (String same : List.of("matrix", "training", "trained_accuracy", "on_chip_accuracy")) {
                assertEquals(first.path("candidates").get(i).path(same), second.path("candidates").get(i).path(same), same);
            }
        }

        assertEquals(0, explore("--run", "1", "--subset", "100", "--json"), () -> err);
        assertTrue(err.contains("100 of its training images, drawn with seed 1"), err);
        assertFalse(err.contains("is stored already"), err);
    }

    @Test
    void saysSoWhenNothingIsFeasible() throws Exception {
        sample();
        Path file = folder.resolve("digits/project.yaml");
        Files.writeString(file, Files.readString(file).replaceAll("area: [0-9.]+ mm2", "area: 0.01 mm2"));
        assertEquals(0, explore("--budget", "12"), () -> err);
        assertTrue(out.contains("area"), out);
        assertFalse(err.contains("training 1"), err);
    }

    @Test
    void refusesWhatBelongsElsewhere() throws Exception {
        sample();
        assertEquals(2, explore("--sweep", "adc-bits=3..5"));
        assertTrue(err.contains("chip-accuracy"), err);
        assertEquals(2, explore("--epochs", "0"));
        assertTrue(err.contains("epochs"), err);
    }
}
