package org.hasnas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CrossbarCommandTest {
    @TempDir
    private Path folder = Path.of("");
    private FakeWorkbench workbench = new FakeWorkbench();
    private CliRun cli = new CliRun(workbench, folder);

    @BeforeEach
    void freshWorkbench() {
        workbench = new FakeWorkbench();
        cli = new CliRun(workbench, folder);
    }

    @Test
    void solveShowsCurrentsAndWhatTheWiresTake() {
        CliRun.Outcome outcome = cli.run("crossbar", "solve", "case.json", "--nodes");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertTrue(outcome.out().contains("9.000000000e-06") && outcome.out().contains("10.00") && outcome.out().contains("1.900000000e-01"),
                outcome.out());
        assertEquals("solve " + folder.resolve("case.json"), workbench.calls.getFirst());
    }

    @Test
    void solveWritesTheNamesOfTheReferenceFiles() {
        JsonNode json = cli.run("crossbar", "solve", "case.json", "--json").json();
        assertEquals(9e-6, json.path("column_current_A").path(0).asDouble());
        assertEquals(1e-5, json.path("ideal_column_current_A").path(0).asDouble());
        assertTrue(json.path("row_node_voltage_V").isMissingNode());
        json = cli.run("crossbar", "solve", "case.json", "--json", "--nodes").json();
        assertEquals(0.01, json.path("column_node_voltage_V").path(0).path(0).asDouble());
    }

    @Test
    void mapTellsArraysAndErrors() {
        CliRun.Outcome outcome = cli.run("crossbar", "map", "--preset", "digits", "--matrix", "0302 0030 3003 0000", "--layer", "stem",
                "--wire-ohm", "2", "--json", "--weights");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertEquals(0.012, outcome.json().path("mean_loss_fraction").asDouble());
        assertEquals(97.5, outcome.json().path("effective_weights").path(0).path(0).asDouble());
        assertTrue(workbench.calls.getFirst().contains("layer=stem") && workbench.calls.getFirst().contains("wireOhms=2.0"),
                workbench.calls.getFirst());
        String text = cli.run("crossbar", "map", "--preset", "digits", "--matrix", "0302 0030 3003 0000", "--layer", "stem").out();
        assertTrue(text.contains("block 1") && text.contains("mean loss of current 1.200"), text);
    }

    @Test
    void aMissingSubcommandIsAskedFor() {
        CliRun.Outcome outcome = cli.run("crossbar");
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().contains("solve or map"), outcome.err());
    }
}
