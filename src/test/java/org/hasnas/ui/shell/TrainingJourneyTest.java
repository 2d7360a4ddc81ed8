package org.hasnas.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.hasnas.error.HasnasException;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.testdata.LoopbackCluster;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.ui.chart.CurveChart;
import org.hasnas.ui.chip.ChipMeasurement;
import org.hasnas.ui.training.TrainingSnapshot;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.chart.Curves;
import org.hasnas.workbench.settings.UserSettings.Theme;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** A user's way from a candidate to its trained and its on-chip accuracy, over the real program. Draws both tabs in both themes. */
final class TrainingJourneyTest extends WindowTest {
    private static final double WIDTH = 1400;
    private static final double HEIGHT = 900;

    @Start
    void start(Stage primary) throws HasnasException {
        show(primary, Workbench.local(file -> SqliteStore.open(file, "test"), address -> new LoopbackCluster()), WIDTH, HEIGHT);
    }

    private Project open(FxRobot robot) throws Exception {
        Project digits = workbench.projects().create(temporary.resolve("digits"), "digits");
        SearchRequest search = digits.search();
        Project small = digits.withSearch(search.withTemplate(search.template().withFirstWidth(8).withTimeSteps(2)));
        workbench.projects().save(small);
        dialogs.folders.add(small.folder());
        robot.push(KeyCode.CONTROL, KeyCode.O);
        await(() -> studio.project().opened().isPresent());
        return small;
    }

    /** A project with a candidate in view. */
    private Project openCandidate(FxRobot robot) throws Exception {
        Project project = open(robot);
        Path file = temporary.resolve("candidate.json");
        workbench.candidates().write(new Candidate(project.search(), new Trial(0, Architecture.parse("0003 0000 0000 0000"),
                new TrialOutcome.Failed("not searched"), 0)), file);
        dialogs.files.add(file);
        robot.push(KeyCode.CONTROL, KeyCode.I);
        await(() -> studio.explore().candidate().candidateProperty().get().isPresent());
        return project;
    }

    @Test
    void aCandidateIsTrainedOnTheClusterThatWasChosenAndTheListOfWorkShowsIt(FxRobot robot) throws Exception {
        openCandidate(robot);
        Window dialog = dialogOf("menu-cluster");
        perform(() -> robot.lookup("#cluster-master").queryAs(TextField.class).setText("spark://127.0.0.1:7077"));
        shoot(dialog, "cluster-dialog");
        robot.clickOn("Run there");
        await(() -> dialogs.notices.contains("here: workers 1, cores 2, running tasks 0"));
        perform(() -> studio.trainings().settings().epochs().textProperty().set("1000"));
        robot.push(KeyCode.CONTROL, KeyCode.R);
        await(() -> studio.trainings().list().running().get());
        robot.clickOn("#tasks");
        await(() -> robot.lookup("#task-cluster").queryAs(Label.class).getText().equals("here: workers 1, cores 2, running tasks 1"));
        shoot(robot.lookup("#task-cluster").query().getScene().getWindow(), "cluster-tasks");
        robot.clickOn("#cancel-training-1");
        await(() -> !studio.trainings().list().running().get());
        assertEquals(RunStatus.STOPPED, snapshot().stage());
        assertEquals(List.of(), dialogs.problems);
    }

    @Test
    void aCandidateIsTrainedAndMeasuredOnTheChip(FxRobot robot) throws Exception {
        Project project = openCandidate(robot);
        perform(() -> studio.trainings().settings().epochs().textProperty().set("2"));
        robot.push(KeyCode.CONTROL, KeyCode.R);
        await(() -> !studio.trainings().list().items().isEmpty());
        assertTrue(robot.lookup("#workspace-train").queryAs(ToggleButton.class).isSelected(), "a training that starts is shown");
        await(() -> snapshot().stage() == RunStatus.FINISHED);
        assertEquals(2, snapshot().epochs().size());
        TrainingSummary stored = workbench.trainings().list(project).getFirst();
        assertEquals(RunStatus.FINISHED, stored.status());
        assertEquals(stored.epochs(), snapshot().epochs());
        await(() -> robot.lookup("#training-result").queryAs(Label.class).getText().contains("Trained accuracy"));
        shoot("training-light", Theme.LIGHT);
        shoot("training-dark", Theme.DARK);

        perform(() -> {
            studio.trainings().settings().epochs().textProperty().set("1");
            robot.lookup("#training-weight-bits").queryAs(TextField.class).setText("4");
        });
        robot.interact(() -> robot.lookup("#training-fine-tune").queryButton().fire());
        await(() -> studio.trainings().list().items().size() == 2 && snapshot().stage() == RunStatus.FINISHED);
        await(() -> robot.lookup("#training-result").queryAs(Label.class).getText().contains("with rounded weights"));
        assertTrue(robot.lookup("#training-result").queryAs(Label.class).getText().contains(", from training 1, 4-bit weights"));
        robot.interact(() -> robot.lookup("#training-copy").queryButton().fire());
        assertTrue(dialogs.copied.getLast().contains(" --from 1 --epochs 1 "), dialogs.copied.toString());
        shoot("training-rounded-light", Theme.LIGHT);
        perform(() -> robot.lookup("#trainings").queryTableView().getSelectionModel().selectAll());
        CurveChart accuracy = robot.lookup("#training-accuracy").queryAs(CurveChart.class);
        assertEquals(List.of("training 2", "training 1"), accuracy.data().orElseThrow().curves().stream().map(Curves.Curve::name).toList());
        shoot("training-compared-light", Theme.LIGHT);

        robot.push(KeyCode.ALT, KeyCode.DIGIT4);
        perform(() -> {
            studio.chip().settings().sweepValuesProperty().set("3,5");
            studio.chip().settings().images().textProperty().set("20");
            studio.chip().settings().seeds().textProperty().set("2");
        });
        await(() -> studio.chip().networkProperty().get().isPresent());
        robot.interact(() -> robot.lookup("#chip-start").queryButton().fire());
        await(() -> !studio.chip().running().get());
        assertEquals(List.of(), dialogs.problems);
        ChipMeasurement measured = studio.chip().shownProperty().get().orElseThrow();
        assertEquals(2, measured.points().size());
        assertEquals(AccuracyKind.ON_CHIP, measured.points().getFirst().accuracy().kind());
        assertTrue(measured.report().isPresent(), "both references are known");
        shoot("chip-dark", Theme.DARK);
        shoot("chip-light", Theme.LIGHT);
    }

    private TrainingSnapshot snapshot() {
        return WaitForAsyncUtils.waitForAsyncFx(1000 * SECONDS, () -> studio.trainings().list().items().getFirst().snapshot());
    }

    private void shoot(String name, Theme theme) throws Exception {
        perform(() -> studio.settings().setTheme(theme));
        shoot(stage, name);
    }
}
