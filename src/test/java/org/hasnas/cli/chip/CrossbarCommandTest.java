package org.hasnas.cli.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.hasnas.cli.CliRun;
import org.hasnas.cli.CommandFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CrossbarCommandTest extends CommandFixture {
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
    void solveTellsEachInput() {
        JsonNode inputs = cli.run("crossbar", "solve", "two.json", "--json").json().path("inputs");
        assertEquals(2, inputs.size());
        assertEquals(9e-6, inputs.path(1).path("column_current_A").path(0).asDouble());
        String text = cli.run("crossbar", "solve", "two.json").out();
        assertTrue(text.contains("one cell, input 1 of 2") && text.contains("one cell, input 2 of 2"), text);
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
    void mapLooksAtOneCrossbar() {
        CliRun.Outcome outcome = map("--array", "0", "--adc-bits", "4", "--wire-ohm", "5");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertTrue(outcome.out().contains("crossbar 0 of 0 to ") && outcome.out().contains("converters of 4 bits"), outcome.out());
        JsonNode json = map("--array", "0", "--json").json();
        assertEquals(json.path("columns").asInt(), json.path("real_amperes").size());
        assertEquals(json.path("rows").asInt(), json.path("effective_siemens").size());
        assertTrue(json.path("relative_error_rms").asDouble() > 0);
        CliRun.Outcome none = map("--array", "999");
        assertEquals(2, none.exitCode());
        assertTrue(none.err().contains("crossbars 0 to"), none.err());
        assertEquals(2, map("--adc-bits", "4").exitCode());
        assertTrue(map("--array", "0", "--active", "1.5").err().contains("must be 0 to 1"));
    }

    @Test
    void mapTakesCrossbarsFromAProfile() {
        CliRun.Outcome outcome = map("--hardware", "neurosim-22nm-rram", "--spread", "0.1", "--stuck-on", "0.01", "--drift", "0.05", "--age", "1000",
                "--json");
        assertEquals(0, outcome.exitCode(), outcome.err());
        String call = workbench.calls.getFirst();
        assertTrue(call.contains("crossbarSize=128, cellBits=2, weightBits=8, coding=OFFSET, onOhms=6000.0, offOhms=900000.0"), call);
        assertTrue(call.contains("lognormalRatio=0.1") && call.contains("stuckOnProbability=0.01") && call.contains("ageRatio=1000.0"), call);
        assertEquals("offset", outcome.json().path("coding").asText());
        assertEquals(2.5, outcome.json().path("weight_error_rms").asDouble());
        assertEquals(0.04, outcome.json().path("relative_output_error_rms").asDouble());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --hardware neurosim-22nm-rram --crossbar 64 | are in the hardware profile
            --hardware neurosim-22nm-rram --coding offset | are in the hardware profile
            --hardware none | There is no hardware profile 'none'
            --age 10 | --age changes nothing without drift
            --drift 0.1 | --drift changes nothing at age 1
            --drift-spread 0.1 | --drift-spread is relative to --drift
            --coding odd | differential
            """)
    void contradictionsAreNamed(String options, String sentence) {
        CliRun.Outcome outcome = map(options.split(" ", -1));
        assertTrue(outcome.exitCode() == 2 || outcome.exitCode() == 3, outcome.toString());
        assertTrue(outcome.err().contains(sentence), outcome.err());
    }

    private CliRun.Outcome map(String... options) {
        return cli.run(Stream.concat(Stream.of("crossbar", "map", "--preset", "digits", "--matrix", "0302 0030 3003 0000", "--layer", "stem"),
                Stream.of(options)).toArray(String[]::new));
    }

    @Test
    void aMissingSubcommandIsAskedFor() {
        CliRun.Outcome outcome = cli.run("crossbar");
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().contains("what to do with the crossbar: solve, map."), outcome.err());
    }
}
