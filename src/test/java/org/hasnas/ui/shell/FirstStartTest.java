package org.hasnas.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.hasnas.ui.FakeWorkbench;
import org.hasnas.workbench.settings.SettingsFile;
import org.hasnas.workbench.settings.UserSettings.Theme;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** What the window does for those who come new. */
final class FirstStartTest extends WindowTest {
    private final FakeWorkbench fake = new FakeWorkbench();

    @Start
    void start(Stage primary) {
        showFirst(primary, fake.all());
    }

    @Test
    void theFirstStartOffersATourOfThreeStepsOnce(FxRobot robot) throws Exception {
        Node tour = robot.lookup("#tour").query();
        assertTrue(tour.lookup("#tour-sample").isVisible(), "the first step opens the sample");
        for (Theme theme : Theme.values()) {
            perform(() -> studio.settings().setTheme(theme));
            await(() -> robot.lookup("#tour").tryQuery().isPresent());
            shoot(robot.lookup("#tour").query().getScene().getWindow(), "tour-" + theme);
            Color text = (Color) ask(() -> robot.lookup("#tour .label").queryAs(Label.class).getTextFill());
            assertEquals(theme == Theme.DARK, text.getBrightness() > 0.5, "a bubble that is open follows the theme: " + theme + " " + text);
        }
        SettingsFile settings = new SettingsFile(temporary.resolve("settings"), 1);
        for (int step = 1; step <= 3; step++) {
            assertTrue(robot.lookup("#tour .text-muted").queryAs(Label.class).getText().startsWith(step + " of 3"));
            robot.interact(() -> robot.lookup("#tour-next").queryButton().fire());
            WaitForAsyncUtils.waitForFxEvents();
        }
        assertTrue(robot.lookup("#tour").tryQuery().isEmpty());
        await(() -> Files.exists(temporary.resolve("settings").resolve("settings.json")) && settings.start().settings().toured());
        perform(studio::tour);
        robot.interact(() -> robot.lookup("#tour-leave").queryButton().fire());
        assertTrue(robot.lookup("#tour").tryQuery().isEmpty(), "it may be left at any step");
    }

    @Test
    void theTourWaitsWhileADialogIsOpen(FxRobot robot) throws Exception {
        assertTrue(robot.lookup("#tour").tryQuery().isPresent());
        robot.interact(() -> robot.lookup("#tour-next").queryButton().fire());
        Stage dialog = opened("menu-about");
        await(() -> robot.lookup("#tour").tryQuery().isEmpty());
        assertTrue(dialog.isFocused(), "the dialog has the keys");
        robot.push(KeyCode.ESCAPE);
        await(() -> !dialog.isShowing());
        await(() -> robot.lookup("#tour").tryQuery().isPresent());
        assertTrue(robot.lookup("#tour .text-muted").queryAs(Label.class).getText().startsWith("2 of 3"), "it goes on where it was");
        robot.interact(() -> robot.lookup("#tour-leave").queryButton().fire());
        Stage another = opened("menu-about");
        perform(another::hide);
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(robot.lookup("#tour").tryQuery().isEmpty(), "it is over");
    }

    /** The dialog of an item of the menu; the tour, which may be shown, is no stage. */
    private Stage opened(String item) throws Exception {
        dialogOf(item);
        await(() -> stages().findFirst().isPresent());
        return ask(() -> stages().findFirst().orElseThrow());
    }

    private Stream<Stage> stages() {
        return List.copyOf(Window.getWindows()).stream().filter(Stage.class::isInstance).map(Stage.class::cast).filter(one -> !one.equals(stage));
    }

    @Test
    void theWindowComesBackToWhereItWasLeftAsItWasLeft(FxRobot robot) throws Exception {
        robot.interact(() -> robot.lookup("#tour-leave").queryButton().fire());
        perform(() -> {
            stage.setX(20);
            stage.setY(30);
            stage.setWidth(1000);
            stage.setHeight(690);
        });
        robot.push(KeyCode.ALT, KeyCode.DIGIT3);
        perform(() -> {
            stage.getScene().getRoot().layout();
            robot.lookup(".trainings .split-pane").queryAs(SplitPane.class).setDividerPositions(0.3);
            stage.getScene().getRoot().layout();
        });
        perform(() -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
        await(() -> !stage.isShowing());
        perform(() -> {
            stage.setHeight(700);
            showFirst(stage, fake.all());
            stage.getScene().getRoot().layout();
        });
        assertTrue(robot.lookup("#workspace-train").queryAs(ToggleButton.class).isSelected(), "the page that was open");
        await(() -> Math.abs(robot.lookup(".trainings .split-pane").queryAs(SplitPane.class).getDividerPositions()[0] - 0.3) < 0.02);
        assertEquals(List.of(20.0, 30.0, 1000.0, 690.0), List.of(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight()));
    }
}
