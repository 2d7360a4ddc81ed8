package org.hasnas.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.Project;
import org.hasnas.ui.FakeWorkbench;
import org.hasnas.workbench.settings.UserSettings.Theme;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Both studies by menu and button, drawn in both themes into {@code target/screenshots}. */
final class StudyWindowTest extends WindowTest {
    private final FakeWorkbench fake = new FakeWorkbench();
    @Start
    void start(Stage primary) {
        show(primary, fake.all());
    }

    @Test
    void studiesAreStartedAndShownInWindowsOfTheirOwn() throws Exception {
        Project project = fake.projects.create(temporary.resolve("project"), NetworkTemplates.DIGITS.name());
        perform(() -> studio.openProject(project.folder()));
        await(() -> studio.project().opened().isPresent());
        dialogs.files.add(temporary.resolve("table.csv"));
        for (String kind : List.of("operations", "templates")) {
            perform(() -> item(kind).fire());
            await(() -> Window.getWindows().size() == 2);
            Window window = Window.getWindows().getLast();
            if (kind.equals("operations")) {
                perform(() -> ((Button) window.getScene().lookup("#study-table-file")).fire());
            }
            perform(() -> ((Button) window.getScene().lookup("#study-start")).fire());
            await(() -> window.getScene().lookup("#study-table") != null);
            TableView<?> table = (TableView<?>) window.getScene().lookup("#study-table");
            assertEquals(kind.equals("operations") ? 4 : 10, table.getItems().size());
            ComboBox<?> measure = (ComboBox<?>) window.getScene().lookup("#study-measure");
            assertTrue(measure.getItems().size() >= 5);
            for (Theme theme : Theme.values()) {
                perform(() -> studio.settings().setTheme(theme));
                shoot(window, "study-" + kind + "-" + theme.name().toLowerCase(Locale.ROOT));
            }
            perform(window::hide);
        }
    }

    @Test
    void networksOfEachTemplateAreTrainedOnDemand(FxRobot robot) throws Exception {
        Project project = fake.projects.create(temporary.resolve("project"), NetworkTemplates.DIGITS.name());
        perform(() -> studio.openProject(project.folder()));
        await(() -> studio.project().opened().isPresent());
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        await(() -> Window.getWindows().size() == 2);
        Window window = Window.getWindows().getLast();
        assertTrue(window.getScene().lookup("#study-train-networks").isDisabled());
        robot.clickOn("#study-train");
        robot.clickOn("#study-train-networks").push(KeyCode.CONTROL, KeyCode.A).write("4");
        robot.clickOn("#study-train-epochs").push(KeyCode.CONTROL, KeyCode.A).write("3");
        robot.clickOn("#study-start");
        await(() -> window.getScene().lookup("#study-summary") instanceof Label summary && summary.getText().contains("Kendall tau-b"));
        TableView<?> table = (TableView<?>) window.getScene().lookup("#study-table");
        assertTrue(table.getColumns().stream().anyMatch(column -> column.getText().equals("Accuracy %\n(short training)")));
        ComboBox<?> measure = (ComboBox<?>) window.getScene().lookup("#study-measure");
        perform(() -> measure.getSelectionModel().select(1));
        assertEquals("Accuracy change, points (short training)", measure.getValue());
        for (Theme theme : Theme.values()) {
            perform(() -> studio.settings().setTheme(theme));
            shoot(window, "study-templates-trained-" + theme.name().toLowerCase(Locale.ROOT));
        }
        robot.clickOn("#study-start");
        await(() -> !studio.studies().templates().running().get());
        assertEquals("Accuracy change, points (short training)", ((ComboBox<?>) window.getScene().lookup("#study-measure")).getValue(), "stays");
        perform(window::hide);
        assertEquals(List.of(), dialogs.problems);
    }

    private MenuItem item(String kind) {
        MenuBar bar = (MenuBar) stage.getScene().lookup(".menu-bar");
        return bar.getMenus().stream().flatMap(menu -> menu.getItems().stream()).filter(candidate -> ("menu-" + kind).equals(candidate.getId()))
                .findFirst().orElseThrow();
    }
}
