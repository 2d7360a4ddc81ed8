package org.hasnas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.hasnas.files.codec.UserChips;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PhysicalCostCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private CliRun.Outcome cost(String... more) {
        List<String> words = new ArrayList<>(List.of("cost", "--preset", "snasnet-cifar10", "--matrix", "0303 0030 2002 0200"));
        words.addAll(List.of(more));
        return new CliRun(new FakeWorkbench(), folder).run(words.toArray(String[]::new));
    }

    @Test
    void jsonNamesModelProfileAndCatalogueAndAddsUp() {
        JsonNode json = cost("--model", "physical", "--hardware", "neurosim-22nm-rram", "--spike-rates", "0.1", "--json").json();
        assertEquals("physical", json.path("model").asText());
        assertEquals("neurosim-22nm-rram", json.path("hardware").path("id").asText());
        assertEquals(64, json.path("catalog_hash").asText().length());
        double energy = 0;
        for (JsonNode component : json.path("components")) {
            energy += component.path("energy_uJ").asDouble();
        }
        assertEquals(json.path("energy_uJ").asDouble(), energy, 1e-9 * energy);
        assertTrue(json.path("warnings").size() > 0 && json.path("limits").isMissingNode());
    }

    @Test
    void textAndCsvHaveLayersAndComponents() {
        CliRun.Outcome text = cost("--model", "physical", "--hardware", "neurosim-32nm-rram", "--spike-rates", "0.1");
        assertEquals(0, text.exitCode(), text.err());
        for (String part : List.of("profile neurosim-32nm-rram", "stem", "output", "interconnect", "LIF units", "Warning: The ADC loses",
                "leakage")) {
            assertTrue(text.out().contains(part), part + " in " + text.out());
        }
        CliRun.Outcome csv = cost("--model", "physical", "--hardware", "spikesim-like-65nm", "--spike-rates", "0.1", "--csv");
        assertTrue(csv.out().contains("\nlayer,component,area_mm2,latency_ms,energy_uJ\nstem,cells,"), csv.out());
        assertTrue(csv.out().contains("\nchip,total,"), csv.out());
    }

    /** What the program says of a network it says of the list of its layers, too, but for what merges maps. */
    @Test
    void aListOfLayersCostsWhatTheNetworkDoes() throws Exception {
        Network network = Network.of(NetworkTemplates.DIGITS.template(), NetworkTemplates.DIGITS.space(),
                Architecture.parse("0300 0030 0003 0000"));
        StringBuilder list = new StringBuilder();
        for (ConvolutionLayer layer : network.convolutions()) {
            list.append(String.join(",", List.of("" + layer.inHeight(), "" + layer.inWidth(), "" + layer.inChannels(), "" + layer.kernelSize(),
                    "" + layer.kernelSize(), "" + layer.outChannels(), layer.pooledHeight() < layer.outHeight() ? "1" : "0", "1"))).append('\n');
        }
        Files.writeString(folder.resolve("NetWork.csv"), list.toString());
        RealProgram program = new RealProgram(folder);
        JsonNode ofList = program.json(0, words("--layers", "NetWork.csv", "--time-steps", "" + network.template().timeSteps(), "--spike-rates",
                "0.1")).path("layers");
        JsonNode ofNetwork = program.json(0, words("--preset", "digits", "--matrix", network.architecture().text(), "--spike-rates", "0.1"))
                .path("layers");
        assertEquals(network.convolutions().size(), ofList.size());
        for (int layer = 0; layer < ofList.size(); layer++) {
            for (String key : List.of("parameters", "crossbars", "input_bits", "spike_rate", "utilization")) {
                assertEquals(ofNetwork.path(layer).path(key), ofList.path(layer).path(key), key + " of layer " + layer);
            }
        }
        String refused = program.run(2, words("--layers", "NetWork.csv", "--spike-rates", "simulate"));
        assertTrue(refused.contains("needs a network"), refused);
        Files.writeString(folder.resolve("NetWork.csv"), list + "1,1,64,1,1,10,0,1\n");
        String text = program.run(0, "cost", "--layers", "NetWork.csv");
        assertTrue(text.contains("and 1 linear layer of") && text.contains("classifier mapped too"), text);
    }

    private static String[] words(String... more) {
        List<String> words = new ArrayList<>(List.of("cost", "--model", "physical", "--hardware", "neurosim-22nm-rram", "--json"));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    @Test
    void ratesOfLayersComeFromAFile() throws Exception {
        Files.writeString(folder.resolve("rates.json"), "{\"common\": 0.1, \"layers\": {\"stem\": 0.5}}");
        JsonNode json = cost("--model", "physical", "--hardware", "neurosim-22nm-rram", "--spike-rates", "rates.json", "--json").json();
        assertEquals(0.5, json.path("layers").path(0).path("spike_rate").asDouble());
        assertEquals(0.1, json.path("layers").path(1).path("spike_rate").asDouble());
        Files.writeString(folder.resolve("rates.json"), "{\"common\": 0.1, \"layers\": {\"steam\": 0.5}}");
        CliRun.Outcome wrong = cost("--model", "physical", "--hardware", "neurosim-22nm-rram", "--spike-rates", "rates.json");
        assertTrue(wrong.exitCode() != 0 && wrong.err().contains("no layer 'steam'"), wrong.err());
    }

    @Test
    void ratesCanBeSimulatedAndLimitsBeGiven() {
        JsonNode json = cost("--model", "physical", "--hardware", "neurosim-22nm-rram", "--spike-rates", "simulate", "--data", "d", "--format",
                "cifar10", "--limits",
                "area=1 mm2", "--json").json();
        assertEquals(0.4, json.path("layers").path(0).path("spike_rate").asDouble());
        assertTrue(json.path("spike_rate_source").asText().startsWith("simulated: untrained network, cifar10 "), json.toString());
        assertEquals("area", json.path("violated").path(0).asText());
        CliRun.Outcome text = cost("--model", "physical", "--hardware", "neurosim-22nm-rram", "--spike-rates", "0.1", "--limits", "area=1 mm2");
        assertTrue(text.out().contains("Over the limit: area"), text.out());
    }

    @Test
    void aUsersCatalogueCanReplaceTheProfiles() throws Exception {
        UserChips.write(folder, "chip.json", "mine.json");
        JsonNode own = cost("--model", "physical", "--hardware", "chip.json", "--spike-rates", "0.1", "--json").json();
        JsonNode other = cost("--model", "physical", "--hardware", "neurosim-22nm-rram", "--catalog", "mine.json", "--spike-rates", "0.1", "--json")
                .json();
        assertEquals(own.path("catalog_hash").asText(), other.path("catalog_hash").asText());
        assertEquals("my-chip", own.path("hardware").path("id").asText());
        assertEquals("neurosim-22nm-rram", other.path("hardware").path("id").asText());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--model physical | needs a profile and spike rates",
        "--model physical --hardware neurosim-22nm-rram | --spike-rates 0.1",
        "--model physical --hardware neurosim-7nm --spike-rates 0.1 | There is no hardware profile 'neurosim-7nm'",
        "--model physical --hardware neurosim-22nm-rram --spike-rates 1.5 | must be from 0 to 1, was 1.5",
        "--model physical --hardware neurosim-22nm-rram --spike-rates gone.json | neither a number from 0 to 1 nor a file",
        "--spike-rates 0.1 | belong to --model physical",
        "--model physical --hardware neurosim-22nm-rram --spike-rates 0.1 --crossbar 64 | belong to --model spikesim-ela",
        "--model physical --hardware neurosim-22nm-rram --spike-rates simulate | say with --data",
    })
    void wrongOptionsAreExplained(String options, String expected) {
        CliRun.Outcome outcome = cost(options.split(" ", -1));
        assertTrue(outcome.exitCode() != 0, outcome.out());
        assertTrue(outcome.err().contains(expected), outcome.err());
    }

    @Test
    void chipsAndSourcesAreCompared() throws Exception {
        JsonNode json = cost("--model", "physical", "--spike-rates", "0.1", "--json", "--hardware",
                "neurosim-22nm-rram,neurosim-1.4-22nm-rram,neurosim-1.4-7nm-sram").json();
        assertEquals(List.of("neurosim-1.3-22nm-rram", "neurosim-1.4-22nm-rram", "neurosim-1.4-7nm-sram"),
                StreamSupport.stream(json.path("chips").spliterator(), false).map(chip -> chip.path("catalog").asText()).toList());
        JsonNode single = cost("--model", "physical", "--spike-rates", "0.1", "--json", "--hardware", "neurosim-1.4-7nm-sram").json();
        assertEquals(single.path("area_mm2").asDouble(), json.path("chips").get(2).path("area_mm2").asDouble());
        assertEquals(single.path("energy_uJ").asDouble() + single.path("leakage_uW").asDouble() / 30,
                single.path("energy_uJ_at_30_images_per_second").asDouble(), 1e-9);
        JsonNode other = cost("--model", "physical", "--spike-rates", "0.1", "--json", "--hardware", "neurosim-22nm-rram", "--catalog",
                "neurosim-1.4-22nm-rram").json();
        JsonNode bySource = json.path("chips").get(0).path("by_other_sources");
        assertEquals(1, bySource.size(), "its node and cell has two sources");
        assertEquals(other.path("latency_ms").asDouble(), bySource.get(0).path("latency_ms").asDouble());
        assertEquals(0, json.path("chips").get(2).path("by_other_sources").size());
        assertTrue(json.path("chips").get(1).path("expected_error").path("area").path("worst").asDouble() > 0);
    }

    @Test
    void energyIsToldForAnyRateOfImages() {
        JsonNode json = cost("--model", "physical", "--spike-rates", "0.1", "--json", "--hardware", "neurosim-22nm-rram", "--images-per-second", "60")
                .json();
        assertEquals(json.path("energy_uJ").asDouble() + json.path("leakage_uW").asDouble() / 60, json.path("energy_uJ_per_image").asDouble(), 1e-9);
        assertEquals(json.path("latency_ms").asDouble() * 60 <= 1000, json.path("follows_images").asBoolean());
        CliRun.Outcome wrong = cost("--model", "physical", "--spike-rates", "0.1", "--hardware", "neurosim-22nm-rram", "--images-per-second", "0");
        assertTrue(wrong.err().contains("--images-per-second must be above 0"), wrong.err());
        String[] some =
                {"--model", "physical", "--spike-rates", "0.1", "--hardware", "neurosim-22nm-rram,neurosim-32nm-rram", "--images-per-second", "60"};
        assertTrue(cost(some).err().contains("--images-per-second is told of one chip"));
        String one = cost("--model", "physical", "--spike-rates", "0.1", "--hardware", "neurosim-22nm-rram", "--measured", "/dev/zero").err();
        assertTrue(one.contains("--measured has an effect only beside several chips"), one);
    }

    @Test
    void allChipsOfTheProgramStandBesideTheLimits() throws Exception {
        CliRun.Outcome text = cost("--model", "physical", "--spike-rates", "0.1", "--hardware", "all", "--limits", "area=0.5 mm2");
        assertTrue(text.out().contains("neurosim-22nm-rram by neurosim-1.3-22nm-rram and by neurosim-1.4-22nm-rram: area "), text.out());
        assertTrue(text.out().contains("neurosim-32nm-rram") && text.out().contains("over: area"), text.out());
        CliRun.Outcome csv = cost("--model", "physical", "--spike-rates", "0.1", "--hardware", "all", "--csv");
        String[] lines = csv.out().split("\n", -1);
        List<String> titles = List.of(lines[0].split(",", -1));
        String[] first = lines[1].split(",", -1);
        double area = Double.parseDouble(first[titles.indexOf("area_mm2")]);
        assertTrue(Double.parseDouble(first[titles.indexOf("area_mm2_least")]) < area, csv.out());
        assertEquals(area, Double.parseDouble(first[titles.indexOf("area_mm2_most")]), "V1.4 has smaller converters");
        assertEquals("true", first[titles.indexOf("limits_met")]);
    }

    /** The chip, the limits and the choices of a design are the project's; what the design chooses of the template is its own. */
    @Test
    void aDesignOfAProjectCostsWhatItsProjectSays() throws Exception {
        Path project = Files.createDirectory(folder.resolve("mine"));
        Files.writeString(project.resolve("project.yaml"), """
                hasnas-project: 1
                name: mine
                dataset: {format: digits}
                template: digits
                space: {cells: snasnet, time-steps: [1, 4]}
                hardware: {model: spikesim-ela, crossbar-size: 64, pes-per-tile: 8, device: sram}
                limits: {memory: 60 k, area: 5 mm2, latency: 2 ms, energy: 1 uJ}
                """);
        RealProgram program = new RealProgram(folder);
        JsonNode own = program.json(0, "cost", "--project", "mine", "--matrix", "0302 0030 3003 0000 @ time-steps=1", "--json");
        JsonNode same = program.json(0, "cost", "--preset", "digits", "--matrix", "0302 0030 3003 0000", "--time-steps", "1", "--device", "sram",
                "--limits", "memory=60 k,area=5 mm2,latency=2 ms,energy=1 uJ", "--json");
        assertEquals(same.path("matrix").asText() + " @ time-steps=1", own.path("matrix").asText());
        for (String key : List.of("parameters", "area_mm2", "latency_ms", "energy_uJ", "limits", "margins")) {
            assertEquals(same.path(key), own.path(key), key);
        }
        String wrong = program.run(2, "cost", "--project", "mine", "--matrix", "0302 0030");
        assertTrue(wrong.contains("--matrix"), wrong);
        assertTrue(program.run(2, "cost", "--project", "mine", "--matrix", "0302 0030 3003 0000", "--device", "sram").contains("has no effect with"));
        Path sample = Files.createDirectory(folder.resolve("digits"));
        String digits = Files.readString(Path.of("sample-projects", "digits-quickstart", "project.yaml"));
        Files.writeString(sample.resolve("project.yaml"), digits);
        String physical = program.run(0, "cost", "--project", "digits", "--matrix", "0001 0000 0000 0000");
        assertTrue(physical.contains("spike rates of the project") && physical.contains("All four limits are met"), physical);
        Files.writeString(sample.resolve("project.yaml"), digits.replace("spike-rate: 0.1", "spike-rate: measured"));
        String measured = program.run(0, "cost", "--project", "digits", "--matrix", "0001 0000 0000 0000");
        assertTrue(measured.contains("spike rates simulated: untrained network, digits"), measured);
    }
}
