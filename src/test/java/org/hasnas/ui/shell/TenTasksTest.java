package org.hasnas.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.error.HasnasException;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.network.Edge;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.ui.table.TrialRow;
import org.hasnas.workbench.Workbench;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Ten tasks of a designer on the real program, and how many clicks, keys and entries each takes: the table of {@code tasks.md}. */
final class TenTasksTest extends WindowTest {
    private static final int DESIGNS = 12;
    private static final Path TABLE = Path.of("src", "site", "markdown", "tasks.md");

    private final List<String> counted = new ArrayList<>();
    private int clicks;
    private int keys;
    private int entries;

    @Start
    void start(Stage primary) throws HasnasException {
        show(primary, Workbench.local(file -> SqliteStore.open(file, "test")), 1440, 900);
    }

    @Test
    void tenTasksTakeAsManyActionsAsIsWrittenDown(FxRobot robot) throws Exception {
        open();
        double[] energies = studio.project().known().costs(CostKind.ENERGY, MemoryScope.ALL_PARAMETERS);
        double middle = Arrays.stream(energies).sorted().toArray()[DESIGNS / 2];
        click(robot, "#value-energy");
        key(robot, KeyCode.CONTROL, KeyCode.A);
        enter(robot, CostKind.ENERGY.quantity().format(middle));
        click(robot, "#select-best");
        await(() -> studio.project().selectedProperty().get() >= 0);
        int best = studio.project().selectedProperty().get();
        assertTrue(energies[best] <= middle * 1.001, "within the limit");
        done("best design below a limit of energy");

        int dear = dearest(energies);
        key(robot, KeyCode.CONTROL, KeyCode.D);
        clickRow(robot, dear);
        key(robot, KeyCode.CONTROL, KeyCode.D);
        key(robot, KeyCode.ALT, KeyCode.DIGIT2);
        await(() -> robot.lookup("#compare-components .label").queryAll().size() > 2);
        done("compare it with a dearer one");

        assertTrue(robot.lookup("#compare-layers").tryQuery().isPresent(), "bars by layer are on the same page");
        done("which layer costs most");

        for (int design : new int[] {best, dear}) {
            key(robot, KeyCode.ALT, KeyCode.DIGIT1);
            clickRow(robot, design);
            key(robot, KeyCode.CONTROL, KeyCode.R);
        }
        await(() -> studio.trainings().list().items().size() == 2
                && studio.trainings().list().items().stream().allMatch(item -> item.snapshot().stage() == RunStatus.FINISHED));
        done("train both");

        key(robot, KeyCode.ALT, KeyCode.DIGIT1);
        await(() -> !robot.lookup("#price-energy").queryAs(Label.class).getText().contains("No known design"));
        done("what the limit costs in accuracy");

        key(robot, KeyCode.ALT, KeyCode.DIGIT5);
        await(() -> robot.lookup("#box-stem").tryQuery().isPresent());
        Architecture before = looked();
        int digit = before.cell(0).digit(new Edge(0, 3)) == 3 ? 2 : 3;
        click(robot, "#edge-0-3");
        await(() -> robot.lookup("#operation-" + digit).tryQuery().isPresent());
        click(robot, "#operation-" + digit);
        await(() -> !looked().equals(before));
        done("try one edge with another operation");

        Path design = temporary.resolve("design.json");
        dialogs.files.add(design);
        key(robot, KeyCode.CONTROL, KeyCode.E);
        await(() -> Files.exists(design));
        done("export the design");

        Path report = temporary.resolve("report.html");
        dialogs.files.add(report);
        key(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.R);
        await(() -> Files.exists(report));
        done("report of the run");

        int copied = dialogs.copied.size();
        key(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.C);
        await(() -> dialogs.copied.size() > copied);
        assertTrue(dialogs.copied.getLast().contains("hasnas search"), dialogs.copied.getLast());
        done("the same search as a command");

        key(robot, KeyCode.CONTROL, KeyCode.Z);
        assertNotEquals(middle, studio.project().limits().limit(CostKind.ENERGY), 1e-3 * middle);
        done("take the limit back");

        String table = Files.readString(TABLE);
        for (String row : counted) {
            assertTrue(table.contains(row), "tasks.md lacks: " + row);
        }
        assertEquals(10, counted.size());
    }

    private void open() throws Exception {
        Project project = workbench.projects().create(temporary.resolve("tasks"), "digits");
        SearchRequest search = project.search();
        Project small = project.withSearch(search.withTemplate(search.template().withFirstWidth(8).withTimeSteps(1))
                .withAlgorithm(SearchAlgorithmId.HASNAS).withBudget(DESIGNS));
        workbench.projects().save(small);
        workbench.searches().start(small, small.search(), 2).end().toCompletableFuture().join();
        perform(() -> studio.openProject(small.folder()));
        await(() -> studio.project().known().size() == DESIGNS);
        perform(() -> studio.trainings().settings().epochs().textProperty().set("1"));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static int dearest(double[] energies) {
        int most = 0;
        for (int i = 1; i < energies.length; i++) {
            most = energies[i] > energies[most] ? i : most;
        }
        return most;
    }

    private Architecture looked() {
        return studio.project().candidateProperty().get().orElseThrow().trial().architecture();
    }

    private void click(FxRobot robot, String node) {
        robot.clickOn(node);
        clicks++;
    }

    /** Rows that lie out of sight are scrolled to, which is not counted. */
    private void clickRow(FxRobot robot, int position) throws Exception {
        TableView<TrialRow> table = robot.lookup("#trials").queryTableView();
        perform(() -> table.getItems().stream().filter(row -> row.position() == position).findFirst().ifPresent(table::scrollTo));
        WaitForAsyncUtils.waitForFxEvents();
        robot.clickOn(robot.from(table).lookup(".table-row-cell").<Node>queryAll().stream()
                .filter(row -> row instanceof TableRow<?> one && one.getItem() instanceof TrialRow shown && shown.position() == position).findFirst()
                .orElseThrow(), MouseButton.PRIMARY);
        clicks++;
    }

    /** A key, with those held meanwhile, counts once. */
    private void key(FxRobot robot, KeyCode... chord) {
        robot.push(chord);
        WaitForAsyncUtils.waitForFxEvents();
        keys++;
    }

    /** A value written and ended with Enter. */
    private void enter(FxRobot robot, String value) {
        robot.write(value).push(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
        entries++;
    }

    private void done(String task) {
        counted.add("| " + task + " | " + clicks + " | " + keys + " | " + entries + " |");
        clicks = 0;
        keys = 0;
        entries = 0;
    }
}
