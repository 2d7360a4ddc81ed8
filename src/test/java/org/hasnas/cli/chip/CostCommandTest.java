package org.hasnas.cli.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.cli.CliRun;
import org.hasnas.cli.CommandFixture;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpaces;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.testdata.Samples;
import org.junit.jupiter.api.Test;

final class CostCommandTest extends CommandFixture {
    private static final String PICK = "0303 0030 2002 0200";

    @Test
    void printsLayersComponentsLimitsAndCoverage() {
        CliRun.Outcome outcome = cli.run("cost", "--preset", "snasnet-cifar10", "--matrix", PICK);
        assertEquals(0, outcome.exitCode(), outcome.err());
        for (String part : List.of("snasnet-cifar10, cell " + PICK, "stem", "reduction1", "crossbars", "all layers", "whole chip",
                "19 520 356 parameters", "memory counts all parameters; with 'convolutions only' it would be 11 016 960 parameters",
                "Over the limit: memory", "Coverage: All convolutions are covered", "ignores the crossbar", "Component catalogue: test")) {
            assertTrue(outcome.out().contains(part), part + " in " + outcome.out());
        }
        assertEquals("", outcome.err());
        assertEquals("close", workbench.calls.getLast());
    }

    @Test
    void jsonHasTheFourCostsTheLimitsAndTheirMargins() {
        JsonNode json = cli.run("cost", "--preset", "snasnet-cifar10", "--matrix", PICK, "--json").json();
        assertEquals(19_520_356, json.path("parameters").asLong());
        assertEquals(11_016_960, json.path("convolution_parameters").asLong());
        Network network = Network.of(NetworkTemplates.SNASNET_CIFAR10.template(), SearchSpaces.SNASNET, Architecture.parse(PICK));
        assertEquals(Samples.report(network, SpikeSimSettings.DEFAULT).total().area().squareMillimetres(), json.path("area_mm2").asDouble());
        assertTrue(json.path("latency_ms").isNumber());
        assertTrue(json.path("energy_uJ").isNumber());
        assertEquals("spikesim-ela", json.path("model").asText());
        assertEquals("all parameters", json.path("memory_scope").asText());
        assertEquals("100.0", json.path("limits").path("area_mm2").asText());
        assertEquals(100 * (1 - 19_520_356 / 4e6), json.path("margins").path("memory_left_percent").asDouble(), 1e-9);
        assertEquals("memory", json.path("violated").path(0).asText());
        assertEquals(false, json.path("feasible").asBoolean(true));
        assertEquals("test", json.path("catalog_hash").asText());
        assertEquals("convolutions only", json.path("other_memory_scope").path("memory_scope").asText());
        assertTrue(json.path("layers").size() > 2);
        assertEquals("crossbars", json.path("components").path(0).path("component").asText());
    }

    @Test
    void theMatrixNeedsNoQuotes() {
        CliRun.Outcome outcome = cli.run("cost", "--matrix", "0303", "0030", "2002", "0200", "--preset", "snasnet-cifar10", "--json");
        assertEquals(PICK, outcome.json().path("matrix").asText());
    }

    @Test
    void limitsScopeAndTimeStepsCanBeSet() {
        JsonNode json = cli.run("cost", "--preset", "digits", "--matrix", "0001 0000 0000 0000", "--limits", "unlimited,area=2 cm2,memory=1k",
                "--memory-scope", "convolutions", "--time-steps", "7", "--json").json();
        assertEquals(200, json.path("limits").path("area_mm2").asDouble(), 1e-9);
        assertEquals(1000, json.path("limits").path("parameters").asDouble());
        assertTrue(json.path("limits").path("energy_uJ").isNull());
        assertEquals("convolutions only", json.path("memory_scope").asText());
        assertEquals(7, json.path("time_steps").asInt());
    }

    @Test
    void aCostFarBeyondItsLimitIsTimesTheLimit() {
        String out = cli.run("cost", "--preset", "snasnet-cifar10", "--matrix", PICK, "--limits", "memory=1k,area=0 mm2").out();
        assertTrue(out.contains("19520 times the limit"), out);
        assertTrue(out.contains("over a limit of 0"), out);
    }

    @Test
    void layersComeFromCsvWhateverTheOrderOfItsColumns() throws IOException {
        Files.writeString(folder.resolve("layers.csv"), "# VGG\nout_dim, in_dim, in_channels, out_channels\n32,32,3,64\n16,32,64,64\n");
        JsonNode json = cli.run("cost", "--layers", "layers.csv", "--json").json();
        assertEquals(3 * 64 * 9 + 64 * 64 * 9, json.path("parameters").asLong());
        assertEquals(5, json.path("time_steps").asInt());
        assertEquals(16, workbench.costs.layers.get(1).pooledHeight());
        assertEquals(32, workbench.costs.layers.get(1).inHeight());
    }

    @Test
    void aWrongNumberInCsvIsNamedWithLineAndColumn() throws IOException {
        Files.writeString(folder.resolve("layers.csv"), "in_channels,out_channels,in_dim,out_dim\n3,64,32,32\n64,many,32,32\n");
        CliRun.Outcome outcome = cli.run("cost", "--layers", "layers.csv");
        assertEquals(4, outcome.exitCode());
        assertTrue(outcome.err().contains("layers.csv line 3: column out_channels: 'many' is not a whole number"), outcome.err());
    }

    @Test
    void aMissingColumnIsNamed() throws IOException {
        Files.writeString(folder.resolve("layers.csv"), "in_channels,in_dim,out_dim\n3,32,32\n");
        CliRun.Outcome outcome = cli.run("cost", "--layers", "layers.csv");
        assertEquals(4, outcome.exitCode());
        assertTrue(outcome.err().contains("column 'out_channels' is missing"), outcome.err());
    }

    @Test
    void aMissingCsvIsNotFound() {
        assertEquals(3, cli.run("cost", "--layers", "nowhere.csv").exitCode());
    }

    @Test
    void csvIsTheExportFormat() throws Exception {
        CliRun.Outcome outcome = cli.run("cost", "--preset", "digits", "--matrix", "0001 0000 0000 0000", "--csv");
        Network network = Network.of(NetworkTemplates.DIGITS.template(), NetworkTemplates.DIGITS.space(), Architecture.parse("0001 0000 0000 0000"));
        StringBuilder export = new StringBuilder();
        workbench.costs.export(workbench.costs.report(network, SpikeSimSettings.DEFAULT), ConstraintSet.PUBLISHED, export);
        assertEquals(export.toString(), outcome.out());
        assertTrue(outcome.out().contains("layer,stem,"), outcome.out());
    }

    @Test
    void anUnknownPresetNamesTheKnownOnes() {
        CliRun.Outcome outcome = cli.run("cost", "--preset", "vgg", "--matrix", PICK);
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().contains("there is no preset 'vgg'; known: digits, fashion-mnist, hasnas-cifar10"), outcome.err());
        assertEquals(0, cli.opened());
    }

    @Test
    void aWrongMatrixSaysWhatIsWrong() {
        assertTrue(cli.run("cost", "--preset", "digits", "--matrix", "0303 003 2002 0200").err()
                .contains("group 2 of connection matrix '0303 003 2002 0200' is '003'; it must have 4 digits"));
        assertTrue(cli.run("cost", "--preset", "digits", "--matrix", "0309 0030 2002 0200").err().contains("operations 0 to 4, not 9"));
        CliRun.Outcome backward = cli.run("cost", "--preset", "spikenas-bench-cifar10", "--matrix", PICK);
        assertEquals(2, backward.exitCode());
        assertTrue(backward.err().contains("forward edges only"), backward.err());
    }

    @Test
    void wrongHardwareAndLimitsAreSentences() {
        CliRun.Outcome crossbar = cli.run("cost", "--preset", "digits", "--matrix", PICK, "--crossbar", "63");
        assertEquals(2, crossbar.exitCode());
        assertTrue(crossbar.err().contains("multiple of 8"), crossbar.err());
        CliRun.Outcome limits = cli.run("cost", "--preset", "digits", "--matrix", PICK, "--limits", "area=3 miles");
        assertEquals(2, limits.exitCode());
        assertTrue(limits.err().contains("'miles' is not a unit of area"), limits.err());
        assertTrue(cli.run("cost", "--preset", "digits", "--matrix", PICK, "--limits", "speed=3").err().contains("memory, area, latency, energy"));
        String grouped = cli.run("cost", "--preset", "digits", "--matrix", PICK, "--limits", "memory=4,000,area=1 mm2").err();
        assertTrue(grouped.contains("memory: '4,000' can be read as a fraction and as a thousand"), grouped);
        assertEquals(1.5, cli.run("cost", "--preset", "digits", "--matrix", PICK, "--json", "--limits", "area=1,5 mm2; memory=2k,").json()
                .path("limits").path("area_mm2").asDouble(), 1e-12);
        assertTrue(cli.run("crossbar", "map", "--preset", "digits", "--matrix", PICK, "--layer", "stem", "--wire-ohm", "1e999").err()
                .contains("'1e999' is no number"));
    }

    @Test
    void saysWhatIsMissingOrTooMuch() {
        assertTrue(cli.run("cost").err().contains("say which network"));
        assertTrue(cli.run("cost", "--preset", "digits").err().contains("--matrix is missing"));
        assertTrue(cli.run("cost", "--matrix", PICK).err().contains("--preset is missing"));
        assertTrue(cli.run("cost", "--layers", "a.csv", "--preset", "digits").err().contains("leave out"));
        assertEquals(2, cli.run("cost", "--preset", "digits", "--matrix", PICK, "--json", "--csv").exitCode());
    }
}
