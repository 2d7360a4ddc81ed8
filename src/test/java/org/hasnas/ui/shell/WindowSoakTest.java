package org.hasnas.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.hasnas.error.HasnasException;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.score.model.ScoreId;
import org.hasnas.search.model.Project;
import org.hasnas.testdata.Held;
import org.hasnas.workbench.Workbench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/**
 * The window in use by a script, round after round: a new project, a search, its candidates, limits, workspaces, themes. Heap, open files and threads
 * stay what they were after the first rounds. HASNAS_SOAK_MINUTES makes it long.
 */
@Timeout(7200)
final class WindowSoakTest extends WindowTest {
    private static final double MINUTES = Double.parseDouble(System.getenv().getOrDefault("HASNAS_SOAK_MINUTES", "0"));
    private static final int LEAST_ROUNDS = 4;
    /** In which caches fill: of images, styles, prices. */
    private static final int FIRST_ROUNDS = 2;
    private static final double MOST_MORE_MEGABYTES = 12;
    private static final int BUDGET = 40;
    private static final List<KeyCode> WORKSPACES = List.of(KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4, KeyCode.DIGIT5, KeyCode.DIGIT1);

    @Start
    void start(Stage primary) throws HasnasException {
        show(primary, Workbench.local(file -> SqliteStore.open(file, "test")), 1200, 900);
    }

    @Test
    void theWindowLeavesNothingBehindRoundAfterRound(FxRobot robot) throws Exception {
        long end = System.nanoTime() + (long) (MINUTES * TimeUnit.MINUTES.toNanos(1));
        List<Held> held = new ArrayList<>();
        for (int round = 1; round <= LEAST_ROUNDS || System.nanoTime() < end; round++) {
            use(robot, round);
            if (round >= FIRST_ROUNDS) {
                held.add(Held.now());
                System.out.println(String.format(Locale.ROOT, "round %d: %s", round, held.getLast()));
            }
        }
        Held.requireFlat(held, MOST_MORE_MEGABYTES);
        assertEquals(List.of(), dialogs.problems);
    }

    private void use(FxRobot robot, int round) throws Exception {
        Project made = workbench.projects().create(temporary.resolve("round-" + round), "digits");
        Project project = made.withSearch(made.search().withBudget(BUDGET)
                .withFitness(made.search().fitness().withScore(ScoreId.CHAIN)));
        workbench.projects().save(project);
        dialogs.folders.add(project.folder());
        robot.push(KeyCode.CONTROL, KeyCode.O);
        await(() -> studio.project().opened().filter(opened -> opened.folder().equals(project.folder())).isPresent());
        robot.push(KeyCode.F5);
        await(() -> studio.project().known().size() == BUDGET && studio.search().search().liveStatusProperty().get().isEmpty());

        Slider area = robot.lookup("#slider-area").queryAs(Slider.class);
        double before = area.getValue();
        robot.interact(() -> area.setValue(0.5));
        robot.interact(() -> area.setValue(before));
        for (int candidate = 0; candidate < 3; candidate++) {
            int chosen = candidate;
            robot.interact(() -> studio.project().selectedProperty().set(chosen));
            await(() -> studio.explore().candidate().costProperty().get().isPresent());
            robot.push(KeyCode.CONTROL, KeyCode.D); // into the comparison
        }
        for (KeyCode workspace : WORKSPACES) {
            robot.push(KeyCode.ALT, workspace);
        }
        robot.push(KeyCode.CONTROL, KeyCode.P).push(KeyCode.CONTROL, KeyCode.P); // parallel coordinates, and back
        robot.push(KeyCode.CONTROL, KeyCode.T).push(KeyCode.CONTROL, KeyCode.T); // the other theme, and back
        robot.push(KeyCode.CONTROL, KeyCode.F);
        await(() -> robot.lookup("#closest").query().isVisible());
        robot.push(KeyCode.ESCAPE);
        await(() -> !robot.lookup("#closest").query().isVisible());
        assertTrue(stage.isShowing());
    }
}
