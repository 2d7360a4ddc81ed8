package org.hasnas.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.error.HasnasException;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.job.RunStatus;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.ParetoArchive;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.ui.plot.canvas.PlotValue;
import org.hasnas.workbench.Workbench;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** A user's way through the window over the real program: open, search, look, limit, export, stop, continue. */
final class StudioJourneyTest extends WindowTest {
    private static final double WIDTH = 980;
    private static final double HEIGHT = 960;
    /** Enough trials for a search to be still running while the journey looks at it. */
    private static final int BUDGET = 250;

    @Start
    void start(Stage primary) throws HasnasException {
        show(primary, Workbench.local(file -> SqliteStore.open(file, "test")), WIDTH, HEIGHT);
    }

    private Project open(FxRobot robot) throws Exception {
        Project made = workbench.projects().create(temporary.resolve("digits-quickstart"), "digits");
        Project project = made.withSearch(made.search().withBudget(BUDGET));
        workbench.projects().save(project);
        dialogs.folders.add(project.folder());
        robot.push(KeyCode.CONTROL, KeyCode.O);
        await(() -> studio.project().opened().isPresent());
        return project;
    }

    private int known() {
        return studio.project().known().size();
    }

    /** A copy made on the JavaFX thread, which is the only one that may read the list while it grows. */
    private List<Trial> trials() {
        return WaitForAsyncUtils.waitForAsyncFx(1000 * SECONDS, () -> List.copyOf(studio.project().known().trials()));
    }

    private boolean running() {
        return studio.search().search().liveStatusProperty().get().isPresent();
    }

    /** Empty while there is no such label. */
    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).tryQueryAs(Label.class).map(Label::getText).orElse("");
    }

    @Test
    void aSearchFromOpenToExportAndItsContinuation(FxRobot robot) throws Exception {
        Project project = open(robot);
        assertEquals("no candidates yet", text(robot, "#passing-area"));

        robot.push(KeyCode.F5);
        await(() -> known() > 20);
        assertTrue(running());

        // A slider moves while the search runs: counts change at once, the request and the trials do not.
        SearchRequest asked = studio.search().runs().shownProperty().get().orElseThrow().request();
        await(() -> text(robot, "#passing-area").contains(" pass"));
        List<Trial> before = trials();
        Slider area = robot.lookup("#slider-area").queryAs(Slider.class);
        robot.interact(() -> area.setValue(0));
        await(() -> text(robot, "#passing-area").startsWith("0 of "));
        await(() -> known() > before.size());
        assertEquals(before, trials().subList(0, before.size()));
        assertEquals(asked, studio.search().runs().shownProperty().get().orElseThrow().request());
        robot.interact(() -> area.setValue(1));
        await(() -> !text(robot, "#passing-area").startsWith("0 of "));

        // Select in the table: the candidate appears, and the selection stays while rows arrive.
        robot.interact(() -> studio.project().selectedProperty().set(3));
        await(() -> studio.explore().candidate().costProperty().get().isPresent());
        Trial selected = trials().get(3); // fourth to arrive, which need not be the fourth asked for
        assertEquals("Candidate " + selected.index(), text(robot, "#candidate-title"));
        assertEquals(selected.architecture().text(),
                robot.lookup("#candidate-matrix").queryAs(TextField.class).getText());
        int seen = known();
        await(() -> known() > seen);
        assertEquals(3, studio.project().selectedProperty().get());

        // Export by key.
        Path file = temporary.resolve("best.json");
        dialogs.files.add(file);
        robot.push(KeyCode.CONTROL, KeyCode.E);
        await(() -> Files.exists(file));
        assertEquals(List.of("candidate-" + selected.index() + ".json"), dialogs.suggestedNames);
        assertEquals(selected, workbench.candidates().read(file).trial());

        // Stop, and continue to the end.
        robot.clickOn("#status-stop");
        await(() -> !running());
        await(() -> studio.search().search().canContinue().get());
        int stoppedAt = known();
        assertTrue(stoppedAt < asked.budget());
        perform(stage.getScene().getRoot()::layout); // the button has just appeared
        robot.clickOn("#status-continue");
        await(() -> known() == asked.budget() && !running()); // what is left may take no time
        RunSummary run = workbench.searches().list(project).getFirst();
        assertEquals(RunStatus.FINISHED, run.status());
        assertEquals(1, workbench.searches().list(project).size());
        assertEquals(List.of(), dialogs.problems);
    }

    @Test
    void aSearchByTrainingsShowsWhatItExpectsAndKeepsItsTrainings(FxRobot robot) throws Exception {
        Project made = workbench.projects().create(temporary.resolve("digits-ladder"), "digits");
        Project project = new Project(made.folder(), made.name(), "", made.search(), made.training().withEpochs(3), Optional.empty())
                .withSearch(made.search().withBudget(12));
        workbench.projects().save(project);
        dialogs.folders.add(project.folder());
        robot.push(KeyCode.CONTROL, KeyCode.O);
        await(() -> studio.project().opened().isPresent());
        robot.interact(() -> {
            studio.project().form().algorithmProperty().set(SearchAlgorithmId.LADDER);
            studio.project().form().minutes().textProperty().set("0.25");
        });
        robot.push(KeyCode.F5);
        await(() -> studio.project().outlooks().exist());
        assertEquals(PlotValue.EXPECTED, studio.explore().plot().valueProperty().get());
        await(() -> text(robot, "#speed").startsWith("front of "));
        await(() -> !running());
        assertEquals(12, known());
        assertTrue(studio.project().outlooks().best() >= 0);
        robot.interact(() -> studio.project().selectedProperty().set(studio.project().outlooks().best()));
        await(() -> text(robot, "#expected-accuracy").endsWith(" %"));
        // What the search has trained is in the list of trainings.
        int trained = workbench.trainings().list(project).size();
        assertTrue(trained > 0);
        robot.clickOn("#workspace-train");
        await(() -> robot.lookup("#trainings").queryTableView().getItems().size() == trained);
        assertEquals(List.of(), dialogs.problems);
    }

    @Test
    void pauseHoldsTheSearchAndContinueGoesOn(FxRobot robot) throws Exception {
        open(robot);
        robot.push(KeyCode.F5);
        await(() -> known() > 4);
        robot.push(KeyCode.F6);
        await(() -> studio.search().search().liveStatusProperty().get().filter(RunStatus.PAUSED::equals).isPresent());
        assertTrue(robot.lookup("#status-continue").query().isVisible());
        int held = known();
        robot.push(KeyCode.F7);
        await(() -> known() > held);
    }

    @Test
    void clickingARowSelectsThePointAndFilteringKeepsIt(FxRobot robot) throws Exception {
        open(robot);
        robot.push(KeyCode.F5);
        await(() -> known() > 10);
        robot.push(KeyCode.SHIFT, KeyCode.F5);
        await(() -> !running());
        TableView<?> table = robot.lookup("#trials").queryTableView();
        robot.clickOn(robot.from(table).lookup(".table-row-cell").nth(1).<Node>query());
        await(() -> studio.project().selectedProperty().get() >= 0);
        int chosen = studio.project().selectedProperty().get();
        robot.clickOn("#filter").write("no such matrix");
        await(() -> table.getItems().isEmpty());
        assertEquals(chosen, studio.project().selectedProperty().get());
    }

    @Test
    void theClosestFeasibleCandidateIsFoundByKeysAndFromThePlot(FxRobot robot) throws Exception {
        open(robot);
        robot.push(KeyCode.F5);
        await(() -> known() > 20);
        robot.push(KeyCode.SHIFT, KeyCode.F5);
        await(() -> !running());
        robot.interact(() -> studio.project().selectedProperty().set(-1));
        robot.push(KeyCode.CONTROL, KeyCode.F);
        await(() -> robot.lookup("#closest-memory").query().isFocused());
        assertEquals("100 mm\u00b2", robot.lookup("#closest-area").queryAs(TextField.class).getText(), "the limit");
        robot.interact(() -> List.of("#closest-area", "#closest-latency").forEach(id -> robot.lookup(id).queryAs(TextField.class).clear()));
        robot.push(KeyCode.CONTROL, KeyCode.A).write("20 k").push(KeyCode.ENTER);
        await(() -> text(robot, "#closest-answer").startsWith("Candidate "));
        ConstraintSet limits = studio.project().limits();
        Trial expected = ParetoArchive.closest(trials(), limits, Map.of(CostKind.MEMORY, 20e3, CostKind.ENERGY, 120e-6)).orElseThrow();
        assertEquals(expected, trials().get(studio.project().selectedProperty().get()));
        assertTrue(text(robot, "#closest-answer").startsWith("Candidate " + expected.index() + " is the closest of "));
        assertEquals("Candidate " + expected.index(), text(robot, "#candidate-title"));

        robot.push(KeyCode.ESCAPE);
        await(() -> !robot.lookup("#closest").query().isVisible());
        robot.rightClickOn("#plot");
        robot.clickOn("#closest-here");
        await(() -> text(robot, "#closest-answer").startsWith("Candidate "));
        assertTrue(robot.lookup("#closest-area").queryAs(TextField.class).getText().endsWith(" mm\u00b2"));
        assertEquals("", robot.lookup("#closest-memory").queryAs(TextField.class).getText());
        assertEquals(List.of(), dialogs.problems);
    }

    @Test
    void anotherChipPricesTheCandidatesAnewAndIsSavedWithTheProject(FxRobot robot) throws Exception {
        Project project = open(robot);
        robot.push(KeyCode.F5);
        await(() -> known() > 10);
        robot.push(KeyCode.SHIFT, KeyCode.F5);
        await(() -> !running());
        List<Trial> before = trials();
        robot.interact(() -> studio.project().selectedProperty().set(0));
        await(() -> text(robot, "#cost-model").equals("Cost model spikesim-ela"));

        robot.clickOn("#hardware-model").type(KeyCode.DOWN).type(KeyCode.ENTER);
        await(() -> text(robot, "#plot-chip").equals("Costs: physical, neurosim-22nm-rram"));
        await(() -> text(robot, "#cost-model").equals("Cost model physical, profile neurosim-22nm-rram"));
        assertTrue(robot.lookup("#cost-bars").query().isVisible());
        assertTrue(robot.lookup("#limits-physical").query().isVisible());
        assertTrue(trials().stream().flatMap(trial -> trial.cost().stream()).allMatch(cost -> cost.model() == CostModelId.PHYSICAL));
        assertEquals(before.stream().map(Trial::fitness).toList(), trials().stream().map(Trial::fitness).toList());
        robot.interact(() -> robot.lookup("#hardware-profile").queryComboBox().getSelectionModel().select("neurosim-32nm-rram"));
        await(() -> text(robot, "#cost-model").equals("Cost model physical, profile neurosim-32nm-rram"));

        robot.push(KeyCode.CONTROL, KeyCode.S);
        await(() -> Files.readString(project.file()).contains("profile: neurosim-32nm-rram"));
        assertEquals(CostModelId.PHYSICAL, workbench.projects().open(project.folder()).search().hardware().model());
        robot.push(KeyCode.F5);
        await(this::running);
        await(() -> known() > 2);
        assertTrue(trials().stream().flatMap(trial -> trial.cost().stream()).allMatch(cost -> cost.model() == CostModelId.PHYSICAL));
        assertEquals(List.of(), dialogs.problems);
    }

    @Test
    void aWrongLimitIsExplainedBesideTheFieldAndKeepsTheOldValue(FxRobot robot) throws Exception {
        open(robot);
        robot.doubleClickOn("#value-area").push(KeyCode.CONTROL, KeyCode.A).write("12 apples").push(KeyCode.ENTER);
        await(() -> robot.lookup("#problem-area").query().isVisible());
        assertTrue(text(robot, "#problem-area").contains("apples"), text(robot, "#problem-area"));
        assertEquals("100 mm\u00b2", studio.search().constraints().limits().get(1).textProperty().get());
        robot.push(KeyCode.CONTROL, KeyCode.A).write("50 mm2").push(KeyCode.ENTER);
        await(() -> !robot.lookup("#problem-area").query().isVisible());
        assertEquals("50 mm\u00b2", robot.lookup("#value-area").queryAs(TextField.class).getText());
    }

    @Test
    void choosingARunInTheListShowsItsCandidates(FxRobot robot) throws Exception {
        open(robot);
        for (int round = 0; round < 2; round++) {
            robot.push(KeyCode.F5);
            await(this::running);
            await(() -> known() > 6);
            robot.push(KeyCode.SHIFT, KeyCode.F5);
            await(() -> !running());
        }
        ListView<?> runs = robot.lookup("#runs").queryListView();
        await(() -> runs.getItems().size() == 2);
        long shown = studio.search().runs().shownProperty().get().orElseThrow().id();
        robot.interact(() -> {
            runs.requestFocus();
            runs.getSelectionModel().clearAndSelect(1);
        });
        robot.push(KeyCode.DOWN);
        await(() -> studio.search().runs().shownProperty().get().orElseThrow().id() != shown);
        assertNotEquals(shown, studio.search().runs().shownProperty().get().orElseThrow().id());
    }
}
