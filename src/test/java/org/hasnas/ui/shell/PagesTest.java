package org.hasnas.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.hasnas.chip.model.CostKind;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.search.model.Project;
import org.hasnas.testdata.SampleLadders;
import org.hasnas.ui.FakeWorkbench;
import org.hasnas.workbench.settings.UserSettings.Theme;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** A user's way over the pages of the window, which share project, selection and running work. Every page is drawn in four sizes. */
final class PagesTest extends WindowTest {
    private static final int DESIGNS = 300;

    /** The first is what a task bar leaves of 1920x1080 at scale 2. */
    private static final List<int[]> SIZES = List.of(new int[] {960, 520}, new int[] {1000, 700}, new int[] {1440, 900}, new int[] {2560, 1440});

    private final FakeWorkbench fake = new FakeWorkbench();

    @Start
    void start(Stage primary) {
        show(primary, fake.all());
    }

    private Project open() throws Exception {
        Map<Integer, LadderProgress> made = new ConcurrentHashMap<>();
        fake.searches.ladder = (request, trials) -> request.ladder().map(settings -> made.computeIfAbsent(Math.min(DESIGNS, trials.size()),
                count -> SampleLadders.progress(request, trials.subList(0, count))));
        Project created = fake.projects.create(temporary.resolve("digits-ladder"), NetworkTemplates.DIGITS.name());
        Project project = created.withSearch(SampleLadders.request(DESIGNS));
        fake.projects.save(project);
        fake.searches.add(project, SampleLadders.request(DESIGNS), DESIGNS, RunStatus.FINISHED);
        perform(() -> studio.openProject(project.folder()));
        await(() -> studio.project().outlooks().exist());
        return project;
    }

    private Architecture architecture(int position) {
        return studio.project().known().trials().get(position).architecture();
    }

    @Test
    void everyPageHasTheWholeWindow(FxRobot robot) throws Exception {
        Project project = open();
        fake.trainings.add(project, architecture(3), RunStatus.FINISHED, 8);
        fake.trainings.add(project, architecture(5), RunStatus.STOPPED, 3);
        perform(() -> studio.project().measured());
        await(() -> studio.trainings().list().items().size() == 2);
        perform(() -> studio.project().selectedProperty().set(3));
        await(() -> studio.explore().candidate().costProperty().get().isPresent());
        draw("explore");
        pickByRange(robot);
        compareThree(robot);
        draw("compare");
        Path file = temporary.resolve("comparison.png");
        dialogs.files.add(file);
        robot.interact(() -> robot.lookup("#compare-save").queryButton().fire());
        await(() -> dialogs.notices.stream().anyMatch(notice -> notice.contains("comparison.png")));
        assertTrue(Files.size(file) > 1000);
        robot.push(KeyCode.ALT, KeyCode.DIGIT3);
        assertTrue(robot.lookup("#trainings").query().isVisible());
        draw("train");
        robot.push(KeyCode.ALT, KeyCode.DIGIT4);
        assertTrue(robot.lookup("#chip-chart").query().isVisible());
        draw("chip");
        robot.push(KeyCode.ALT, KeyCode.DIGIT1);
        assertEquals(17, studio.project().selectedProperty().get(), "the selection is the window's, not a page's");
    }

    /** A range drawn up on the axis of the energy with the mouse is a filter of the table, and one click makes it a limit. */
    private void pickByRange(FxRobot robot) throws Exception {
        if (robot.lookup("#parallel").tryQuery().isEmpty()) {
            robot.push(KeyCode.CONTROL, KeyCode.P);
        }
        perform(() -> { // the pictures were larger than the screen
            stage.getScene().getRoot().resize(stage.getScene().getWidth(), stage.getScene().getHeight());
            stage.getScene().getRoot().layout();
        });
        TableView<?> table = robot.lookup("#trials").queryTableView();
        Region lines = robot.lookup("#parallel").queryAs(Region.class);
        int axes = 9; // memory, area, latency, energy, width, time steps, bits, fitness, expected
        double x = 46 + 3 * (lines.getWidth() - 92) / (axes - 1);
        Point2D from = lines.localToScreen(x, lines.getHeight() - 22);
        robot.drag(from, MouseButton.PRIMARY).moveBy(0, -30).moveBy(0, -10).drop();
        await(() -> table.getItems().size() < DESIGNS);
        assertFalse(table.getItems().isEmpty());
        draw("brushed");
        robot.interact(() -> robot.lookup("#parallel-colour").<String>queryComboBox().setValue("expected"));
        draw("coloured");
        robot.interact(() -> robot.lookup("#parallel-colour").<String>queryComboBox().setValue(""));
        robot.interact(() -> robot.lookup("#parallel-limits").queryButton().fire());
        await(() -> Double.isFinite(studio.project().limits().limit(CostKind.ENERGY)));
        robot.interact(() -> robot.lookup("#parallel-clear").queryButton().fire());
        await(() -> table.getItems().size() == DESIGNS);
        perform(() -> studio.project().limitsProperty().set(ConstraintSet.UNLIMITED));
    }

    /** By keys from the table, and the first of them with the menu of a row. */
    private void compareThree(FxRobot robot) throws Exception {
        robot.push(KeyCode.ALT, KeyCode.DIGIT2);
        assertTrue(robot.lookup("#compare .empty-text").query().isVisible(), "says how to add designs");
        robot.push(KeyCode.CONTROL, KeyCode.D);
        await(() -> robot.lookup("#compare-numbers").tryQuery().isPresent());
        robot.push(KeyCode.ALT, KeyCode.DIGIT1);
        for (int position : new int[] {5, 17}) {
            perform(() -> studio.project().selectedProperty().set(position));
            robot.push(KeyCode.CONTROL, KeyCode.D);
        }
        robot.push(KeyCode.ALT, KeyCode.DIGIT2);
        assertEquals(List.of(3, 5, 17), studio.project().comparison().candidates().stream().map(design -> design.trial().index()).toList());
        await(() -> robot.lookup("#compare-components .label").queryAll().size() > 3);
    }

    @Test
    void whatRunsIsSeenAndStoppedFromEveryPage(FxRobot robot) throws Exception {
        open();
        Node tasks = robot.lookup("#tasks").query();
        assertFalse(tasks.isVisible());
        perform(() -> studio.project().selectedProperty().set(3));
        robot.push(KeyCode.CONTROL, KeyCode.R);
        await(() -> studio.trainings().list().running().get());
        robot.push(KeyCode.ALT, KeyCode.DIGIT4);
        assertTrue(tasks.isVisible());
        robot.clickOn("#tasks");
        await(() -> robot.lookup("#cancel-training-1").tryQuery().isPresent());
        robot.clickOn("#cancel-training-1");
        await(() -> !studio.trainings().list().running().get());
        assertFalse(tasks.isVisible());
    }

    /** In both themes and all sizes. */
    private void draw(String page) throws Exception {
        for (Theme theme : Theme.values()) {
            perform(() -> studio.settings().setTheme(theme));
            for (int[] size : SIZES) {
                shoot("page-" + page + "-" + theme.name().toLowerCase(Locale.ROOT) + "-" + size[0], size[0], size[1]);
                WritableImage all = picture(size[0], size[1]);
                assertEquals(List.of(size[0], size[1]), List.of((int) Math.round(all.getWidth()), (int) Math.round(all.getHeight())),
                        page + ": nothing leaves the window");
            }
        }
    }
}
