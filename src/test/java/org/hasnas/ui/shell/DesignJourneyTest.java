package org.hasnas.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.hasnas.error.HasnasException;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.network.Edge;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.settings.UserSettings.Theme;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/**
 * A designer's way on the real program: the design that a search found, its network, an idea of the designer's own made from it with one edge, trained,
 * compared with it, and both taken to a design review.
 */
final class DesignJourneyTest extends WindowTest {
    private static final int DESIGNS = 12;
    private static final Edge EDGE = new Edge(0, 3);

    @Start
    void start(Stage primary) throws HasnasException {
        show(primary, Workbench.local(file -> SqliteStore.open(file, "test")), 1440, 900);
    }

    private void openSearched(FxRobot robot) throws Exception {
        Project project = workbench.projects().create(temporary.resolve("own-idea"), "digits");
        SearchRequest search = project.search();
        Project small = project.withSearch(search.withTemplate(search.template().withFirstWidth(8).withTimeSteps(2))
                .withAlgorithm(SearchAlgorithmId.HASNAS).withBudget(DESIGNS));
        workbench.projects().save(small);
        workbench.searches().start(small, small.search(), 2).end().toCompletableFuture().join();
        dialogs.folders.add(small.folder());
        robot.push(KeyCode.CONTROL, KeyCode.O);
        await(() -> studio.project().known().size() == DESIGNS);
    }

    private Candidate looked() {
        return studio.project().candidateProperty().get().orElseThrow();
    }

    @Test
    void anIdeaOfOnesOwnIsMadeTrainedComparedAndReported(FxRobot robot) throws Exception {
        openSearched(robot);
        robot.push(KeyCode.ALT, KeyCode.DIGIT5);
        draw("network-empty");
        perform(() -> studio.project().selectedProperty().set(studio.project().known().best()));
        await(() -> robot.lookup("#box-stem").tryQuery().isPresent());
        Candidate found = looked();
        int digit = found.trial().architecture().cell(0).digit(EDGE) == 3 ? 2 : 3;
        robot.clickOn("#edge-0-3");
        await(() -> robot.lookup("#operation-" + digit).tryQuery().isPresent());
        robot.clickOn("#operation-" + digit);
        await(() -> looked().trial().fitness().isPresent() && looked().trial().architecture().cell(0).digit(EDGE) == digit);
        Architecture own = looked().trial().architecture();
        assertNotEquals(found.trial().architecture(), own);
        assertTrue(text(robot, "#network-score").contains("before"), text(robot, "#network-score"));
        assertEquals(looked().trial().cost(), studio.explore().candidate().costProperty().get().map(report -> report.total()));
        draw("network-own");
        robot.clickOn("#box-stem");
        assertEquals("8x8x1 \u2192 8x8x8", text(robot, "#layer-shape"));

        perform(() -> studio.trainings().settings().epochs().textProperty().set("1"));
        robot.push(KeyCode.CONTROL, KeyCode.R);
        await(() -> !studio.trainings().list().items().isEmpty()
                && studio.trainings().list().items().getFirst().snapshot().stage() == RunStatus.FINISHED);
        robot.push(KeyCode.ALT, KeyCode.DIGIT5);
        assertEquals(own, looked().trial().architecture(), "the own design is still the one of the window");
        Node weights = robot.lookup("#layer-weights").query();
        await(weights::isVisible);
        draw("network-trained");
        perform(() -> robot.lookup("#network .tab-pane").queryAs(TabPane.class).getSelectionModel().select(2));
        Node map = robot.lookup("#crossbar-map").query();
        await(() -> map.isVisible() && text(robot, "#crossbar-note").contains("weights of training 1"));
        draw("crossbar");
        robot.rightClickOn("#crossbar-currents");
        await(() -> robot.lookup("#chart-csv").tryQuery().isPresent());
        shoot(stage, "design-chart-menu");
        String data = saved("currents.csv", () -> robot.clickOn("#chart-csv"));
        assertTrue(data.startsWith("curve,column,current") && data.lines().count() > 3 * 50, data);
        robot.rightClickOn("#crossbar-currents");
        await(() -> robot.lookup("#chart-svg").tryQuery().isPresent());
        String picture = saved("currents.svg", () -> robot.clickOn("#chart-svg"));
        assertTrue(picture.startsWith("<svg"), picture);
        robot.rightClickOn("#crossbar-map");
        await(() -> robot.lookup("#chart-copy").tryQuery().isPresent());
        assertTrue(robot.lookup("#chart-csv").tryQuery().isEmpty(), "a picture without data");
        Path page = temporary.resolve("map.pdf");
        dialogs.files.add(page);
        robot.clickOn("#chart-pdf");
        await(() -> Files.exists(page));
        assertTrue(Files.readString(page, StandardCharsets.ISO_8859_1).startsWith("%PDF-1.4"));
        robot.rightClickOn("#crossbar-map");
        await(() -> robot.lookup("#chart-copy").tryQuery().isPresent());
        robot.clickOn("#chart-copy");
        assertTrue(dialogs.copied.getLast().matches("[0-9]{3,} by [0-9]{2,}"), dialogs.copied.toString());
        perform(() -> robot.lookup("#crossbar-wire").queryAs(Slider.class).setValue(20));
        robot.interact(() -> robot.lookup("#crossbar-cells").queryComboBox().getSelectionModel().select(1));
        String before = text(robot, "#crossbar-note");
        await(() -> !text(robot, "#crossbar-note").equals(before));
        draw("crossbar-error");
        perform(() -> robot.lookup("#network .tab-pane").queryAs(TabPane.class).getSelectionModel().select(3));
        Node raster = robot.lookup("#activity-map").query();
        await(() -> raster.isVisible() && text(robot, "#activity-note").startsWith("Test image 0 of 0 to 359"));
        robot.interact(() -> robot.lookup("#film-play").queryButton().fire());
        await(() -> text(robot, "#film-where").equals("time step 2 of 2"));
        draw("activity");

        robot.push(KeyCode.CONTROL, KeyCode.D);
        robot.interact(() -> robot.lookup("#network-undo").queryButton().fire());
        assertEquals(found.trial(), looked().trial());
        robot.push(KeyCode.CONTROL, KeyCode.D);
        robot.push(KeyCode.ALT, KeyCode.DIGIT2);
        assertEquals(List.of(own, found.trial().architecture()),
                studio.project().comparison().candidates().stream().map(design -> design.trial().architecture()).toList());
        await(() -> robot.lookup("#compare-components .label").queryAll().size() > 3);
        draw("compare-own");

        String designs = saved("designs.html", () -> robot.interact(() -> robot.lookup("#compare-report").queryButton().fire()));
        assertTrue(designs.contains(own.text()) && designs.contains(found.trial().architecture().text()) && designs.contains("training 1, "),
                designs);
        String run = saved("run.html", () -> robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.R));
        assertTrue(run.contains(found.trial().architecture().text()) && run.contains("class=\"diagram\""), run);
    }

    private static String text(FxRobot robot, String label) {
        return robot.lookup(label).queryAs(Label.class).getText();
    }

    private String saved(String name, Runnable action) throws Exception {
        Path file = temporary.resolve(name);
        dialogs.files.add(file);
        action.run();
        await(() -> dialogs.notices.stream().anyMatch(notice -> notice.contains(name)));
        assertEquals(List.of(), dialogs.problems);
        return Files.readString(file);
    }

    /** In both themes and two sizes, then as it was. */
    private void draw(String page) throws Exception {
        for (Theme theme : Theme.values()) {
            perform(() -> studio.settings().setTheme(theme));
            for (int[] size : new int[][] {{1000, 700}, {1440, 900}}) {
                shoot("design-" + page + "-" + theme.name().toLowerCase(Locale.ROOT) + "-" + size[0], size[0], size[1]);
            }
        }
        perform(() -> {
            studio.settings().setTheme(Theme.LIGHT);
            stage.getScene().getRoot().resize(stage.getScene().getWidth(), stage.getScene().getHeight());
            stage.getScene().getRoot().layout();
        });
        WaitForAsyncUtils.waitForFxEvents();
    }
}
