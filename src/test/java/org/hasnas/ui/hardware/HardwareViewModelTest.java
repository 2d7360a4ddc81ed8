package org.hasnas.ui.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.files.codec.UserChips;
import org.hasnas.job.RunStatus;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.Trial;
import org.hasnas.testdata.Samples;
import org.hasnas.ui.ViewModelFixture;
import org.hasnas.ui.constraints.ConstraintsViewModel;
import org.hasnas.ui.project.KnownTrials;
import org.hasnas.ui.search.RunsViewModel;
import org.hasnas.ui.search.SearchViewModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HardwareViewModelTest extends ViewModelFixture {
    private final KnownTrials known = shared.known();
    private final ConstraintsViewModel constraints = new ConstraintsViewModel(shared, around.texts());
    private final RunsViewModel runs = new RunsViewModel(workbench.searches, workbench.costs, workbench.trainings, around, shared);
    private final SearchViewModel search = new SearchViewModel(workbench.searches, around, shared, runs);
    private final HardwareViewModel model = new HardwareViewModel(workbench.costs, around, shared, runs);
    @SuppressWarnings("NullAway.Init") // set before each test
    private Project project;

    @BeforeEach
    void openAProjectWithARun() throws Exception {
        project = project("project");
        workbench.searches.add(project, project.search(), 200, RunStatus.STOPPED);
        open(project);
        assertEquals(200, known.size());
    }

    private PhysicalSettings chip() {
        return (PhysicalSettings) shared.chip();
    }

    @Test
    void anotherModelPricesAllKnownTrialsAnewAndBackGivesTheStoredCosts() {
        List<Trial> stored = List.copyOf(known.trials());
        shared.selectedProperty().set(7);
        assertEquals(List.of("neurosim-22nm-rram", "neurosim-32nm-rram"), model.profiles());
        model.modelProperty().set(CostModelId.PHYSICAL);
        settle();
        assertEquals("neurosim-22nm-rram", chip().profileName());
        assertEquals("neurosim-22nm-rram", model.profileProperty().get());
        assertTrue(known.trials().stream().flatMap(trial -> trial.cost().stream()).map(HardwareCost::model).allMatch(CostModelId.PHYSICAL::equals));
        assertEquals(stored.stream().map(Trial::fitness).toList(), known.trials().stream().map(Trial::fitness).toList());
        assertEquals(7, shared.selectedProperty().get());
        assertEquals(chip(), known.candidate(7).orElseThrow().request().hardware());
        List<Trial> at22 = List.copyOf(known.trials());
        model.profileProperty().set("neurosim-32nm-rram");
        settle();
        assertEquals("neurosim-32nm-rram", chip().profile().id());
        assertNotEquals(at22, known.trials());
        model.modelProperty().set(CostModelId.SPIKESIM_ELA);
        settle();
        assertEquals(stored, known.trials());
        assertTrue(dialogs.problems.isEmpty(), dialogs.problems.toString());
    }

    @Test
    void aChipOfOnesOwnIsAFileThatCostsFollow() throws Exception {
        model.modelProperty().set(CostModelId.PHYSICAL);
        settle();
        Path file = project.folder().resolve("wide.json");
        dialogs.files.add(file);
        model.edit();
        settle();
        assertEquals("wide.json", model.profileProperty().get(), model.editProblemProperty().get() + dialogs.problems);
        assertEquals("wide", chip().profile().id());
        List<Trial> before = List.copyOf(known.trials());
        model.put("crossbar-size", "256");
        settle();
        assertEquals(256, chip().profile().array().size());
        assertNotEquals(before, known.trials(), "what-if: all known designs are priced anew");
        String written = Files.readString(file);
        model.put("adc-bits", "11");
        settle();
        assertTrue(model.editProblemProperty().get().contains("adcBits"), model.editProblemProperty().get());
        assertEquals(written, Files.readString(file), "what is wrong is not written");
        model.put("read-volts", "much");
        settle();
        assertTrue(model.editProblemProperty().get().contains("read"), model.editProblemProperty().get());
        model.put("read-volts", "0,4");
        settle();
        assertEquals("", model.editProblemProperty().get());
        assertEquals(0.4, chip().profile().device().readVolts());
        assertEquals("", model.editedProperty().get().source("read-volts"), "the source spoke of another value");
        assertFalse(model.editedProperty().get().source("adc-bits").isEmpty());
        model.putSource("read-volts", "data sheet, page 3");
        settle();
        assertTrue(Files.readString(file).contains("\"readVolts\" : \"data sheet, page 3\""), Files.readString(file));
        assertTrue(model.constantsProperty().get().stream().anyMatch(entry -> entry.key().equals("cell.area")
                && entry.source().citation().contains("NeuroSim")));
    }

    @Test
    void everyModelHasItsOwnLimitsButThatOfMemory() {
        ConstraintSet own = project.search().limits().withLimit(CostKind.AREA, 3e-6);
        shared.limitsProperty().set(own);
        model.modelProperty().set(CostModelId.PHYSICAL);
        settle();
        assertEquals(ConstraintSet.UNLIMITED.withLimit(CostKind.MEMORY, own.limit(CostKind.MEMORY)), shared.limits());
        constraints.limit(CostKind.ENERGY).enter("2 uJ");
        constraints.limit(CostKind.MEMORY).enter("20 k");
        model.modelProperty().set(CostModelId.SPIKESIM_ELA);
        settle();
        assertEquals(own.withLimit(CostKind.MEMORY, 20e3), shared.limits());
        model.modelProperty().set(CostModelId.PHYSICAL);
        settle();
        assertEquals(2e-6, shared.limits().limit(CostKind.ENERGY), 1e-12);
        constraints.reset();
        assertEquals(ConstraintSet.UNLIMITED, shared.limits(), "there are no published limits of this model");
    }

    @Test
    void theChipBelongsToTheProjectAndToItsCommand() {
        assertFalse(shared.isModified());
        model.modelProperty().set(CostModelId.PHYSICAL);
        model.profileProperty().set("neurosim-32nm-rram");
        settle();
        model.enterSpikeRate("0.25");
        settle();
        assertEquals(new SpikeRateSource.Given(SpikeRates.of(0.25)), chip().spikeRates());
        assertTrue(shared.isModified());
        assertEquals(chip(), shared.request().orElseThrow().hardware());
        shared.saved(project.withSearch(shared.request().orElseThrow()));
        assertFalse(shared.isModified());
        shared.open(project); // as it was
        settle();
        assertEquals(SpikeSimSettings.DEFAULT, shared.chip());
        assertEquals(CostModelId.SPIKESIM_ELA, model.modelProperty().get());
        workbench.searches.add(project, project.search(), 2, RunStatus.FINISHED);
        open(project);
        model.modelProperty().set(CostModelId.PHYSICAL);
        settle();
        String line = search.command().orElseThrow();
        assertTrue(line.contains(" --model physical --hardware neurosim-32nm-rram --spike-rates 0.25 "), line);
    }

    @Test
    void aWrongSpikeRateIsExplainedAndChangesNothing() {
        model.modelProperty().set(CostModelId.PHYSICAL);
        settle();
        PhysicalSettings before = chip();
        for (String wrong : List.of("1.5", "often", "", "NaN")) {
            model.enterSpikeRate(wrong);
            settle();
            assertTrue(model.problemProperty().get().contains("write a number from 0 to 1"), wrong);
            assertEquals(before, chip());
        }
        model.enterSpikeRate(" measured ");
        assertEquals("", model.problemProperty().get());
    }

    @Test
    void aProfileFileInTheProjectIsNamedFromThere() throws Exception {
        dialogs.files.add(UserChips.write(project.folder(), "chip.json", "mine.json"));
        model.modelProperty().set(CostModelId.PHYSICAL);
        settle();
        model.chooseFile();
        settle();
        assertEquals("chip.json", chip().profileName());
        assertEquals("my-chip", chip().profile().id());
        model.profileProperty().set("gone.json");
        settle();
        assertTrue(dialogs.problems.getLast().contains("There is no hardware profile 'gone.json'"), dialogs.problems.toString());
        assertEquals("chip.json", model.profileProperty().get(), "the one that is used");
    }

    @Test
    void trialsOfARunningSearchArePricedForTheChosenChip() throws Exception {
        shared.form().budget().textProperty().set("300");
        search.start();
        settle();
        for (int pulse = 0; known.size() < 20; pulse++) {
            assertTrue(pulse < 10_000, "no trials");
            search.pulse();
            settle();
            TimeUnit.MILLISECONDS.sleep(1);
        }
        model.modelProperty().set(CostModelId.PHYSICAL);
        for (int pulse = 0; known.size() < 300 || search.liveStatusProperty().get().isPresent(); pulse++) {
            assertTrue(pulse < 10_000, "waited too long");
            search.pulse();
            settle();
            TimeUnit.MILLISECONDS.sleep(1);
        }
        assertTrue(known.trials().stream().flatMap(trial -> trial.cost().stream()).map(HardwareCost::model).allMatch(CostModelId.PHYSICAL::equals));
        assertEquals(Samples.trials(runs.shownProperty().get().orElseThrow().request(), 300).stream().map(Trial::architecture).toList(),
                known.trials().stream().map(Trial::architecture).toList());
        assertEquals(known.best(), shared.selectedProperty().get());
    }
}
