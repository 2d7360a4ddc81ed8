package org.hasnas.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // the extension calls start before every test
final class TipsTest {
    private Button button;

    @Start
    void start(Stage stage) {
        button = new Button("Train");
        Tips.set(button, "first");
        Tips.set(button, "second");
        assertNull(button.getTooltip());
        assertEquals("second", button.getAccessibleHelp());
        stage.setScene(new Scene(new StackPane(button), 300, 200));
        stage.show();
    }

    @Test
    void theTooltipIsMadeWhenTheMouseComesAndKeptUpToDate(FxRobot robot) throws Exception {
        robot.moveTo(button);
        robot.moveBy(1, 0); // as a hand does, which is never quite still
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> button.getTooltip() != null && button.getTooltip().isShowing());
        assertEquals("second", button.getTooltip().getText());
        robot.interact(() -> Tips.set(button, "third"));
        assertEquals("third", button.getTooltip().getText());
        assertTrue(button.getTooltip().isShowing());
    }
}
