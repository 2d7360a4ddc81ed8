package org.hasnas.files.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.network.DesignChoices;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpaces;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.ScoreId;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.testdata.Samples;
import org.hasnas.training.model.Augmentation;
import org.hasnas.training.model.KeptEpoch;
import org.hasnas.training.model.LossId;
import org.hasnas.training.model.OptimizerId;
import org.hasnas.training.model.TrainingRecipe;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.training.model.TrainingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProjectYamlTest {
    private static final String SHORTEST = "hasnas-project: 1\nname: n\ndataset: {format: digits}\ntemplate: digits\n";
    private static final Path NOWHERE = Path.of("");

    static List<SearchRequest> requests() {
        return Requests.all();
    }

    private static Project parse(String text) throws HasnasException {
        return Samples.YAML.parse(text, "project.yaml", NOWHERE);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aWrittenProjectComesBackToTheBit(SearchRequest request) throws HasnasException {
        Project project = new Project(NOWHERE, "a name", "words", request);
        String text = Samples.YAML.format(project);
        assertEquals(project, parse(text), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "2026", "yes", "null", "~", "1e5", "0x1F", "2026-01-01", "12:30", "a: b", "a #b", "#", "- x", "'q' \"d\"",
        "{x}", "[x]", "*a", "&a", "!t", "%d", "@x", "`x`", "a\\b", "tab\tx", "\u00b5m\u00b2 \u00e9", "\ud83d\ude00", " lead", "trail ", "a,b", "?",
        "-", "null: ~", "line\u2028sep", "multi\nline", "multi\n\nline\n", "multi\n indented", "end\n\n", "\nstart", "a\r\nb", "x \ny"})
    void anyTextSurvivesAsNameAndDescription(String text) throws HasnasException {
        Project project = new Project(NOWHERE, text, text, Requests.digits());
        assertEquals(project, parse(Samples.YAML.format(project)), Samples.YAML.format(project));
    }

    @Test
    void choicesOfASpaceAreReadAndWritten() throws HasnasException {
        Project file = parse(SHORTEST.replaceFirst("(?m)^space:.*\\R?", "")
                + "space: {cells: snasnet-forward, widths: [8, 16], time-steps: [1, 2], weight-bits: [4, 8]}\n");
        assertEquals(SearchSpaces.SNASNET_FORWARD.with(new DesignChoices(List.of(8, 16), List.of(1, 2), List.of(4, 8))), file.search().space());
        assertEquals(file.search().space(), parse(Samples.YAML.format(file)).search().space());
        String stored = SearchRequestJson.write(file.search().withAlgorithm(SearchAlgorithmId.LADDER));
        for (String later : List.of("cellsPerStage", "\"chip\"", "onChip")) {
            assertFalse(stored.contains(later), "as requests were stored before designs chose more: " + stored);
        }
    }

    @Test
    void choicesOfStagesAndOfTheChipAreReadAndWritten() throws HasnasException {
        String plain = SHORTEST + "hardware: {model: physical, profile: neurosim-22nm-rram}\n";
        Project file = parse(plain + "space: {cells: snasnet-forward, widths: [[8, 16], [8, 24]], cells-per-stage: [1, 2],"
                + " chip: {crossbar-size: [64, 128], adc-bits: [4, 5], adc-kind: [sar, flash], cell-bits: [1, 2], columns-per-adc: [8]}}\n");
        DesignChoices choices = file.search().space().choices();
        assertEquals(64, choices.all().size());
        assertEquals("width=8-16 cells-per-stage=1 crossbar-size=64 cell-bits=1 adc-bits=4 adc-kind=flash columns-per-adc=8",
                choices.all().getFirst().text());
        assertEquals(file.search(), parse(Samples.YAML.format(file)).search());
        SearchRequest request = file.search();
        assertEquals(request, SearchRequestJson.read(SearchRequestJson.write(request), "test"));
        for (String wrong : List.of("chip: {columns-per-adc: [48]}", "chip: {pes-per-tile: [8]}", "chip: {mux: [8]}", "widths: [[8, 16, 32]]",
                "widths: [8, [8, 16]]", "chip: {adc-bits: [0]}", "chip: {adc-kind: [pipeline]}", "chip: {adc-kind: [1]}")) {
            HasnasException refused = assertThrows(HasnasException.class, () -> parse(plain + "space: {cells: snasnet-forward, " + wrong + "}\n"),
                    wrong);
            assertEquals(ErrorCode.BAD_INPUT, refused.code(), refused::toString);
        }
    }

    @Test
    void settingsOfATrainingAreReadAndWritten() throws HasnasException {
        Project file = parse(SHORTEST + "training: {label-smoothing: 0.2, averaging: 0.9, keep: last, augment: true}\n");
        assertEquals(0.2, file.training().labelSmoothing());
        assertEquals(0.9, file.training().averaging());
        assertEquals(KeptEpoch.LAST, file.training().keep());
        assertEquals(Augmentation.USUAL, file.training().augment());
        assertEquals(Augmentation.CROP_AND_FLIP, parse(SHORTEST + "training: {augment: crop-and-flip}\n").training().augment());
        assertEquals(file.training(), parse(Samples.YAML.format(file)).training());
    }

    @Test
    void settingsAreChangedByKeyAndValueAndBack() throws HasnasException {
        TrainingSettings base = TrainingSettings.defaults(DatasetReference.Format.DIGITS);
        List<String> changes = List.of("optimizer=adamw", "weight-decay=0.02", "warm-up-epochs=2", "loss=every-step", "mse-share=0.05", "mixup=0.2");
        TrainingSettings changed = TrainingMapping.changed(base, changes, "--set");
        assertEquals(OptimizerId.ADAMW, changed.optimizer());
        assertEquals(TrainingSettings.usualLearningRate(OptimizerId.ADAMW), changed.learningRate());
        assertEquals(new TrainingRecipe(2, LossId.EVERY_STEP, 0.05, 1, 0, 0.2, false, false, false, 0, 0.5), changed.recipe());
        assertEquals(changed, TrainingMapping.changed(base, TrainingMapping.changes(changed, base), "--set"));
        assertEquals(base, TrainingMapping.changed(base, List.of(), "--set"));
        assertTrue(refused(base, "los=mean").contains("did you mean 'loss'?"));
        assertTrue(refused(base, "loss").contains("write KEY=VALUE"));
        assertTrue(refused(base, "cutout=2").contains("the cutout of a training is 0 (none) to 1"));
        assertTrue(refused(base, "mse-share=0.1").contains("unless the loss is that of every step"));
    }

    private static String refused(TrainingSettings base, String change) {
        return assertThrows(HasnasException.class, () -> TrainingMapping.changed(base, List.of(change), "--set")).getMessage();
    }

    /** Trainings that were stored before there were these settings did without them. */
    @Test
    void aStoredTrainingWithoutLaterSettingsIsRead() throws HasnasException {
        TrainingRequest now = new TrainingRequest(DatasetReference.EMBEDDED_DIGITS, NetworkTemplates.DIGITS.template(), SearchSpaces.SNASNET,
                Architecture.parse("0302 0030 3003 0000"), TrainingSettings.defaults(DatasetReference.Format.DIGITS));
        String json = TrainingRequestJson.write(now);
        assertEquals(now, TrainingRequestJson.read(json, "now"));
        TrainingSettings read = TrainingRequestJson.read(json.replaceAll("\"(labelSmoothing|averaging|keep)\":[^,}]+,", ""), "before").settings();
        assertEquals(0, read.labelSmoothing());
        assertEquals(0, read.averaging());
        assertEquals(KeptEpoch.BEST, read.keep());
        assertEquals(now, TrainingRequestJson.read(json.replaceAll(",\"weightBits\":0", ""), "before weights were rounded"));
        TrainingSettings rich = now.settings().withRecipe(new TrainingRecipe(2, LossId.EVERY_STEP, 0.1, 0.5, 0.25, 0.2, true, false, true, 3, 0.7)
                .withChip(0.12, 0.5));
        String recipe = TrainingRequestJson.write(new TrainingRequest(now.dataset(), now.template(), now.space(), now.architecture(), rich));
        assertEquals(rich, TrainingRequestJson.read(recipe, "with a recipe").settings());
        assertEquals(now.settings(),
                TrainingRequestJson
                        .read(recipe.replaceAll(
                                ",\"(warmUpEpochs|loss|mseShare|surrogateWidth|cutout|mixup|learnTau|learnThreshold|membraneNorm|teacher|teacherShare|weightNoise|adcStep)\":[^,}]+",
                                ""), "before there were recipes")
                        .settings());
        TrainingRequest tuned = new TrainingRequest(now.dataset(), now.template(), now.space(), now.architecture(), now.settings().withWeightBits(3),
                OptionalLong.of(7));
        assertEquals(tuned, TrainingRequestJson.read(TrainingRequestJson.write(tuned), "tuned"));
    }

    @Test
    void whatIsLeftOutHasTheDocumentedDefaults() throws HasnasException {
        Project project = parse(SHORTEST);
        assertEquals(new Project(NOWHERE, "n", "", new SearchRequest(DatasetReference.EMBEDDED_DIGITS, NetworkTemplates.DIGITS.template(),
                SearchSpaces.SNASNET, SpikeSimSettings.DEFAULT, ConstraintSet.PUBLISHED, SearchAlgorithmId.HASNAS, 200,
                new FitnessSettings(32, 2), 1)), project);
        assertEquals(project, parse(SHORTEST + "limits: {}\nhardware: {}\nsearch: {}\n"));
        assertEquals(SearchSpaces.SPIKENAS_BENCH, parse("""
                hasnas-project: 1
                name: n
                dataset: {format: cifar10, path: d}
                template: spikenas-bench-cifar10
                """).search().space());
    }

    @Test
    void limitsHaveUnitsAndEqualThePublishedOnesToTheBit() throws HasnasException {
        assertEquals(ConstraintSet.PUBLISHED, parse(SHORTEST
                + "limits: {memory: 4 M, area: 100 mm2, latency: 400 ms, energy: 120 uJ, memory-counts: all-parameters}\n").search().limits());
        assertEquals(ConstraintSet.PUBLISHED, parse(SHORTEST + "limits: {memory: 4e6, area: 1 cm2, latency: 0.4 s, energy: 0.12mJ}\n")
                .search().limits());
        assertEquals(ConstraintSet.UNLIMITED, parse(SHORTEST + "limits: unlimited\n").search().limits());
        assertEquals(ConstraintSet.PUBLISHED.withLimit(CostKind.AREA, Double.POSITIVE_INFINITY),
                parse(SHORTEST + "limits: {area: unlimited}\n").search().limits());
        String text = Samples.YAML.format(parse(SHORTEST));
        for (String line : List.of("  memory: 4 M\n", "  area: 100 mm2\n", "  latency: 400 ms\n", "  energy: 120 uJ\n", "template: digits\n",
                "space: snasnet\n", "  classifier: excluded\n")) {
            assertTrue(text.contains(line), text);
        }
    }

    @Test
    void thePhysicalModelNamesProfileCatalogueAndRates() throws HasnasException {
        String physical = SHORTEST + "hardware: {model: physical, profile: neurosim-22nm-rram";
        assertEquals(new SpikeRateSource.Measured(0), rates(physical + "}\n"));
        assertEquals(new SpikeRateSource.Measured(0.02), rates(physical + ", spike-rate: measured, spike-rate-at-least: 0.02}\n"));
        assertEquals(new SpikeRateSource.Given(SpikeRates.of(0.1)), rates(physical + ", spike-rate: 0.1}\n"));
        assertEquals(new SpikeRateSource.Given(new SpikeRates(0.1, Map.of("stem", 0.5, "cell1.0->3", 0.07))),
                rates(physical + ", spike-rate: {common: 0.1, layers: {stem: 0.5, cell1.0->3: 0.07}}}\n"));
        assertEquals(ConstraintSet.UNLIMITED, parse(physical + "}\n").search().limits(), "published limits are of the other model");
        String devices = Samples.YAML.format(parse(physical + ", devices: pcm-joshi-2020}\n"));
        assertTrue(devices.contains("  devices: pcm-joshi-2020\n"), devices);
        assertEquals(devices, Samples.YAML.format(parse(devices)));
        HasnasException unknown = assertThrows(HasnasException.class, () -> parse(physical + ", devices: pcm-joshi}\n"));
        assertTrue(String.valueOf(unknown.getMessage()).contains("There is no device 'pcm-joshi'; give a file or one of reram-wan-2022"),
                unknown.getMessage());
        String text = Samples.YAML.format(parse(physical + ", catalog: neurosim-32nm, spike-rate: 0.1}\n"));
        assertTrue(text.contains("hardware:\n  model: physical\n  profile: neurosim-22nm-rram\n  catalog: neurosim-32nm\n  spike-rate: 0.1\n"), text);
    }

    private static SpikeRateSource rates(String text) throws HasnasException {
        return ((PhysicalSettings) parse(text).search().hardware()).spikeRates();
    }

    @Test
    void filesOfUsersAreRelativeToTheProject(@TempDir Path folder) throws Exception {
        Files.createDirectory(folder.resolve("chips"));
        UserChips.write(folder.resolve("chips"), "chip.json", "mine.json");
        Path file = folder.resolve("project.yaml");
        Files.writeString(file, SHORTEST + "hardware: {model: physical, profile: chips/chip.json} # mine\n");
        PhysicalSettings settings = (PhysicalSettings) Samples.YAML.read(file).search().hardware();
        assertEquals("my-chip", settings.profile().id());
        assertEquals(4, settings.profile().converter().bits());
        assertEquals("chips/mine.json", settings.profile().catalog());
        assertTrue(settings.catalogText().contains("\"id\": \"mine\""));
        Project project = Samples.YAML.read(file);
        Samples.YAML.write(new Project(folder, "other", "", project.search()));
        assertTrue(Files.readString(file).contains("name: other\n") && Files.readString(file).endsWith("chip.json} # mine\n"), "edited in its place");
        Files.writeString(file, SHORTEST + "hardware: {model: physical, profile: neurosim-22nm-rram, catalog: chips/mine.json}\n");
        assertEquals(settings.catalogHash(), ((PhysicalSettings) Samples.YAML.read(file).search().hardware()).catalogHash());
        UserChips.writeDevices(folder.resolve("chips"), "cells.json", 0.02);
        Files.writeString(file, SHORTEST + "hardware: {model: physical, profile: chips/chip.json, devices: chips/cells.json}\n");
        PhysicalSettings named = (PhysicalSettings) Samples.YAML.read(file).search().hardware();
        assertEquals(0.02, HardwareProfiles.devices(named).stuckOnProbability());
        Samples.YAML.write(new Project(folder, "other", "", Samples.YAML.read(file).search()));
        assertTrue(Files.readString(file).contains("devices: chips/cells.json"), "as it was written");
        Path chip = folder.resolve("chips/chip.json");
        Files.writeString(chip, Files.readString(chip).replaceFirst("\\{", "{ \"devices\": \"cells.json\","));
        Files.writeString(file, SHORTEST + "hardware: {model: physical, profile: chips/chip.json}\n");
        assertEquals(named, Samples.YAML.read(file).search().hardware(), "a profile names files from where it is");
        Files.writeString(file, SHORTEST + "hardware: {model: physical, profile: chip.json}\n");
        HasnasException gone = assertThrows(HasnasException.class, () -> Samples.YAML.read(file));
        assertEquals(ErrorCode.NOT_FOUND, gone.code());
        assertTrue(gone.getMessage().contains("line 5, column 38: There is no hardware profile 'chip.json'"), gone.getMessage());
    }

    @Test
    void aPresetCanBeChanged() throws HasnasException {
        NetworkTemplate template = parse(SHORTEST.replace("template: digits",
                "template: {preset: digits, time-steps: 6, neuron: {v-threshold: 0.5}}")).search().template();
        assertEquals("digits-custom", template.name());
        assertEquals(6, template.timeSteps());
        assertEquals(NetworkTemplates.DIGITS.template().neuron().withThreshold(0.5), template.neuron());
        assertEquals(NetworkTemplates.DIGITS.template().stages(), template.stages());
        String text = Samples.YAML.format(new Project(NOWHERE, "n", "", Requests.of(template, SearchSpaces.SNASNET)));
        assertTrue(text.contains("template:\n  preset: digits\n  time-steps: 6\n  neuron: {"), text);
        assertFalse(text.contains("stages"), text);
    }

    @Test
    void savingOtherValuesKeepsCommentsAndLayout(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("project.yaml");
        String text = """
                # \ud83d\ude00 mine
                hasnas-project: 1
                name: n   # why
                dataset: {format: digits}
                template: digits
                limits: {memory: 4e6, area: 50 mm2} # tight
                search:
                  # few
                  budget: 10
                  seed: 3
                """;
        Files.writeString(file, "\uFEFF" + text);
        Project old = Samples.YAML.read(file);
        Project wanted = new Project(folder, "m: 2", "", old.search().withBudget(99)
                .withLimits(old.search().limits().withLimit(CostKind.AREA, 0.1 + 0.2)));
        Samples.YAML.write(wanted);
        assertEquals(text.replace("name: n ", "name: \"m: 2\" ").replace("50 mm2", "300000.00000000004 mm2").replace("budget: 10", "budget: 99"),
                Files.readString(file));
        assertEquals(wanted, Samples.YAML.read(file));
    }

    @Test
    void savingMoreThanTheFileHasLaysItOutAnew(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("new").resolve("project.yaml");
        Project small = Samples.YAML.parse(SHORTEST, "project.yaml", file.resolveSibling(""));
        Samples.YAML.write(small);
        Files.writeString(file, "# gone\n" + SHORTEST);
        for (SearchRequest request : List.of(small.search().withSeed(77), Requests.unusual(), small.search())) {
            Project wanted = new Project(small.folder(), "x", "two\nlines", request);
            Samples.YAML.write(wanted);
            assertEquals(wanted, Samples.YAML.read(file));
            assertEquals(Samples.YAML.format(wanted), Files.readString(file));
        }
        Files.writeString(file, "no: project");
        Samples.YAML.write(small);
        assertEquals(small, Samples.YAML.read(file));
        try (var files = Files.list(file.resolveSibling(""))) {
            assertEquals(1, files.count(), "no temporary file stays");
        }
    }

    @Test
    void aFileThatIsAbsentOrBinaryOrCanNotBeWrittenIsTold(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("project.yaml");
        assertEquals(ErrorCode.NOT_FOUND, assertThrows(HasnasException.class, () -> Samples.YAML.read(file)).code());
        Files.write(file, new byte[] {(byte) 0xFF, (byte) 0xFE, 0});
        assertEquals(ErrorCode.BAD_INPUT, assertThrows(HasnasException.class, () -> Samples.YAML.read(file)).code());
        HasnasException refused = assertThrows(HasnasException.class,
                () -> Samples.YAML.write(Samples.YAML.parse(SHORTEST, "project.yaml", file)));
        assertEquals(ErrorCode.IO, refused.code());
        assertTrue(refused.getMessage().contains("choose another place"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"digits-quickstart", "cifar10-paper", "cifar100-paper", "fashion-mnist", "spikenas-bench"})
    void sampleProjectsAreReadAndSavedWithTheirComments(String name, @TempDir Path folder) throws Exception {
        Path sample = Path.of("sample-projects", name, "project.yaml");
        Project project = Samples.YAML.read(sample);
        assertTrue(Files.readString(sample.resolveSibling("README.md")).contains("hasnas search sample-projects/" + name));
        Path copy = Files.copy(sample, folder.resolve("project.yaml"));
        Samples.YAML.write(new Project(folder, project.name(), project.description(), project.search().withSeed(123), project.training(),
                project.benchmarkTable()));
        assertEquals(Files.readString(sample).replace("seed: 1\n", "seed: 123\n"), Files.readString(copy));
    }

    @Test
    void aProjectMayNameABenchmarkAndAScore() throws HasnasException {
        Project sample = Samples.YAML.read(Path.of("sample-projects", "spikenas-bench", "project.yaml"));
        assertEquals(Optional.of("cifar10.csv"), sample.benchmarkTable());
        assertEquals(ScoreId.HASNAS, sample.search().fitness().score());
        assertEquals(sample, Samples.YAML.parse(Samples.YAML.format(sample), "test", sample.folder()));
    }

    @Test
    void aBenchmarkOfOtherNetworksIsRefused() {
        HasnasException refused = assertThrows(HasnasException.class, () -> parse(SHORTEST + "\nbenchmark: {spikenas-bench: t.csv}\n"));
        assertTrue(refused.getMessage().contains("spikenas-bench-cifar10"), refused.getMessage());
    }

    @Test
    void theCifarSamplesHaveThePublishedLimits() throws HasnasException {
        SearchRequest ten = Samples.YAML.read(Path.of("sample-projects", "cifar10-paper", "project.yaml")).search();
        assertEquals(ConstraintSet.PUBLISHED, ten.limits());
        assertEquals(NetworkTemplates.HASNAS_CIFAR10.template(), ten.template());
        SearchRequest hundred = Samples.YAML.read(Path.of("sample-projects", "cifar100-paper", "project.yaml")).search();
        assertEquals(ConstraintSet.PUBLISHED, hundred.limits());
        assertEquals(NetworkTemplates.HASNAS_CIFAR100.template(), hundred.template());
    }
}
