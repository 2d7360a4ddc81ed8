package org.hasnas.ui.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hasnas.chip.inference.model.ChipConditions;
import org.hasnas.chip.inference.model.ChipParameter;
import org.hasnas.chip.inference.model.ChipReferences;
import org.hasnas.chip.inference.model.ChipWeights;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.job.RunStatus;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.Project;
import org.hasnas.testdata.Samples;
import org.hasnas.ui.ViewModelFixture;
import org.hasnas.ui.training.ProjectTrainings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ChipAccuracyViewModelTest extends ViewModelFixture {
    private final ProjectTrainings trainings = new ProjectTrainings(workbench.trainings, around, shared);
    private final ChipAccuracyViewModel model = new ChipAccuracyViewModel(workbench.crossbars, workbench.costs, around, shared, trainings, imports);
    @SuppressWarnings("NullAway.Init") // set before each test
    private Project project;

    @BeforeEach
    void openProjectWithTrainings() throws Exception {
        project = project("my p");
        workbench.trainings.add(project, Samples.trial(project.search(), 0).architecture(), RunStatus.FINISHED, 3);
        workbench.trainings.add(project, Samples.trial(project.search(), 1).architecture(), RunStatus.INTERRUPTED, 1);
        open(project);
    }

    @Test
    void onlyFinishedTrainingsAreOfferedAndTheNewestIsChosen() {
        assertEquals(List.of(new ChipWeights.OfTraining(1)), model.networks().stream().map(ChipNetwork::weights).toList());
        assertEquals(Optional.of(model.networks().getFirst()), model.networkProperty().get());
    }

    @Test
    void anImportedNetworkIsOfferedToo() throws Exception {
        workbench.exchange.costs.put("net.nir", Samples.report(new Candidate(project.search(), Samples.trial(project.search(), 1)).network(),
                SpikeSimSettings.DEFAULT));
        workbench.exchange.keep(project, Path.of("imported/net.nir"));
        shared.measured();
        settle();
        assertEquals("training 1", model.networkProperty().get().orElseThrow().name(), "the choice stays");
        model.networkProperty().set(Optional.of(model.networks().getLast()));
        model.copyAsCommand();
        assertTrue(dialogs.copied.getLast().contains("--imported imported/net.nir"), dialogs.copied.toString());
        model.start();
        settle();
        assertEquals("net.nir", model.shownProperty().get().orElseThrow().network());
        assertTrue(dialogs.notices.getLast().contains("net.nir"), dialogs.notices.toString());
    }

    @Test
    void aSweepEndsWithAllPointsAndIsExportedWithBothReferences() throws Exception {
        model.settings().sweepValuesProperty().set("3..5");
        model.start();
        assertTrue(model.job().live().get());
        settle();
        assertFalse(model.job().live().get());
        ChipMeasurement measured = model.shownProperty().get().orElseThrow();
        assertEquals(3, measured.points().size());
        assertEquals(4, measured.value(1));
        assertTrue(measured.report().isPresent());
        Path file = temporary.resolve("points.csv");
        dialogs.files.add(file);
        model.exportCsv();
        settle();
        List<String> lines = Files.readAllLines(file);
        assertEquals(4, lines.size());
        assertEquals("parameter,value,on_chip_accuracy,low,high,seeds,images,float32_accuracy,quantized_accuracy,images_are", lines.getFirst());
        assertTrue(lines.get(1).startsWith("adc-bits,3.0,") && lines.get(1).endsWith(",3,100,0.96,0.94,held-out"), lines.get(1));
    }

    @Test
    void aCancelledMeasurementGivesNoReport() {
        workbench.crossbars.jobs.hold();
        model.start();
        settle();
        assertTrue(model.job().live().get());
        model.job().cancel();
        settle();
        assertFalse(model.job().live().get());
        assertTrue(model.shownProperty().get().orElseThrow().report().isEmpty());
        assertEquals(List.of(), dialogs.problems);
    }

    @Test
    void theAccuraciesWithoutTheChipAreShownBeforeTheFirstPoint() {
        workbench.crossbars.jobs.hold();
        model.start();
        settle();
        ChipMeasurement shown = model.shownProperty().get().orElseThrow();
        assertEquals(List.of(), shown.points());
        assertEquals(Optional.of(new ChipReferences(8, 0.96, 0.94)), shown.references());
    }

    @Test
    void aMeasurementCancelledBeforeItBeganEndsAllTheSame() {
        workbench.crossbars.jobs.hold();
        model.start();
        model.job().cancel();
        List<String> ended = new ArrayList<>();
        model.job().cancelThen(() -> ended.add("left"));
        assertEquals(List.of(), ended);
        settle();
        assertEquals(List.of("left"), ended);
        assertFalse(model.job().live().get());
    }

    @Test
    void theCommandMeasuresTheSame() {
        model.settings().sweepParameterProperty().set(Optional.of(ChipParameter.SIGMA));
        model.settings().sweepValuesProperty().set("0, 0.1");
        model.settings().condition(ChipParameter.AGE).textProperty().set("86400");
        model.settings().condition(ChipParameter.WIRE_OHM).textProperty().set("0.5");
        model.settings().condition(ChipParameter.STUCK_ON).textProperty().set("0.01");
        model.settings().compensationProperty().set(ChipConditions.Compensation.COLUMN_GAIN);
        model.settings().seeds().textProperty().set("2");
        model.copyAsCommand();
        assertEquals(List.of("hasnas chip-accuracy '" + project.folder() + "' --network 1 --hardware neurosim-22nm-rram --compensation column-gain"
                + " --conditions stuck-on=0.01,age=86400,wire-ohm=0.5"
                + " --sweep sigma=0,0.1 --images 100 --seeds 2 --threads 2"), dialogs.copied);
    }

    @Test
    void aMeasuredDieIsRepairedInEveryWayUnlessOneIsChosen() {
        dialogs.folders.add(Path.of("/dies/7"));
        model.chooseDie();
        model.settings().seeds().textProperty().set("1");
        model.copyAsCommand();
        assertEquals("hasnas chip-accuracy '" + project.folder() + "' --network 1 --hardware neurosim-22nm-rram --die /dies/7"
                + " --images 100 --seeds 1 --threads 2", dialogs.copied.getLast());
        model.settings().compensationProperty().set(ChipConditions.Compensation.BATCH_NORM);
        model.copyAsCommand();
        assertTrue(dialogs.copied.getLast().contains("--die /dies/7 --compensation batch-norm"), dialogs.copied.getLast());
    }

    @Test
    void wrongEntriesAreExplainedAndNothingIsMeasured() {
        model.settings().sweepValuesProperty().set("8..3");
        model.settings().condition(ChipParameter.AGE).textProperty().set("0");
        model.start();
        assertFalse(model.job().live().get());
        assertTrue(dialogs.problems.getLast().contains("'8..3' is no range"), dialogs.problems.toString());
        assertTrue(dialogs.problems.getLast().contains("age must be a finite number of at least 1"), dialogs.problems.toString());
        model.settings().sweepParameterProperty().set(Optional.empty());
        assertEquals("", model.settings().sweepProblemProperty().get(), "no sweep, no values");
    }
}
