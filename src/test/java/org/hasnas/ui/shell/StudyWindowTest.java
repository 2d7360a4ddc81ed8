package org.hasnas.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.hasnas.domain.architecture.NetworkTemplates;
import org.hasnas.ui.FakeDialogs;
import org.hasnas.ui.FakeWorkbench;
import org.hasnas.ui.settings.UserSettings.Theme;
import org.hasnas.workbench.Project;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Both studies by menu and button, drawn in both themes into {@code target/screenshots}. */
@ExtendWith(ApplicationExtension.class)
final class StudyWindowTest {
    private static final Path FOLDER = Path.of("target", "screenshots");

    private final FakeWorkbench workbench = new FakeWorkbench(20);
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final FakeDialogs dialogs = new FakeDialogs();
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temporary;
    @SuppressWarnings("NullAway.Init") // set by TestFX
    private Studio studio;
    @SuppressWarnings("NullAway.Init") // set by TestFX
    private Stage stage;

    @Start
    void start(Stage primary) {
        stage = primary;
        studio = new Studio(workbench, executor, temporary.resolve("settings"), temporary.resolve("samples"), dialogs);
        studio.show(primary);
    }

    @AfterEach
    void end() {
        workbench.close();
        executor.shutdownNow();
    }

    @Test
    void studiesAreStartedAndShownInWindowsOfTheirOwn() throws Exception {
        Project project = workbench.projects().create(temporary.resolve("project"), NetworkTemplates.DIGITS.name());
        WaitForAsyncUtils.asyncFx(() -> studio.openProject(project.folder())).get();
        await(() -> studio.parts().search().projectProperty().get().isPresent());
        dialogs.files.add(temporary.resolve("table.csv"));
        for (String kind : List.of("operations", "templates")) {
            WaitForAsyncUtils.asyncFx(() -> item(kind).fire()).get();
            await(() -> Window.getWindows().size() == 2);
            Window window = Window.getWindows().getLast();
            if (kind.equals("operations")) {
                WaitForAsyncUtils.asyncFx(() -> ((Button) window.getScene().lookup("#study-table-file")).fire()).get();
            }
            WaitForAsyncUtils.asyncFx(() -> ((Button) window.getScene().lookup("#study-start")).fire()).get();
            await(() -> window.getScene().lookup("#study-table") != null);
            TableView<?> table = (TableView<?>) window.getScene().lookup("#study-table");
            assertEquals(kind.equals("operations") ? 4 : 10, table.getItems().size());
            ComboBox<?> measure = (ComboBox<?>) window.getScene().lookup("#study-measure");
            assertTrue(measure.getItems().size() >= 5);
            for (Theme theme : Theme.values()) {
                WaitForAsyncUtils.asyncFx(() -> studio.parts().settings().setTheme(theme)).get();
                shoot(window, "study-" + kind + "-" + theme.name().toLowerCase(Locale.ROOT));
            }
            WaitForAsyncUtils.asyncFx(window::hide).get();
        }
    }

    @Test
    void networksOfEachTemplateAreTrainedOnDemand(FxRobot robot) throws Exception {
        Project project = workbench.projects().create(temporary.resolve("project"), NetworkTemplates.DIGITS.name());
        WaitForAsyncUtils.asyncFx(() -> studio.openProject(project.folder())).get();
        await(() -> studio.parts().search().projectProperty().get().isPresent());
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
        WaitForAsyncUtils.asyncFx(() -> measure.getSelectionModel().select(1)).get();
        assertEquals("Accuracy change, points (short training)", measure.getValue());
        for (Theme theme : Theme.values()) {
            WaitForAsyncUtils.asyncFx(() -> studio.parts().settings().setTheme(theme)).get();
            shoot(window, "study-templates-trained-" + theme.name().toLowerCase(Locale.ROOT));
        }
        robot.clickOn("#study-start");
        await(() -> !studio.parts().templates().runningProperty().get());
        assertEquals("Accuracy change, points (short training)", ((ComboBox<?>) window.getScene().lookup("#study-measure")).getValue(), "stays");
        WaitForAsyncUtils.asyncFx(window::hide).get();
        assertEquals(List.of(), dialogs.problems);
    }

    private MenuItem item(String kind) {
        MenuBar bar = (MenuBar) stage.getScene().lookup(".menu-bar");
        return bar.getMenus().stream().flatMap(menu -> menu.getItems().stream()).filter(candidate -> ("menu-" + kind).equals(candidate.getId()))
                .findFirst().orElseThrow();
    }

    private static void await(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, condition); // a machine that does other things, too
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static void shoot(Window window, String name) throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        Files.createDirectories(FOLDER);
        WritableImage image = WaitForAsyncUtils.asyncFx(() -> {
            window.getScene().getRoot().applyCss();
            window.getScene().getRoot().layout();
            return window.getScene().snapshot(null);
        }).get();
        assertTrue(ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", FOLDER.resolve(name + ".png").toFile()), "a PNG writer");
    }
}
