package org.hasnas.ui.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
final class DividersTest {
    @SuppressWarnings("NullAway.Init") // set by start
    private Stage stage;

    @Start
    void start(Stage primary) {
        stage = primary;
    }

    /** As on a busy machine, where the window is laid out for the first time long after its parts were made. */
    @Test
    void partsThatAreLaidOutLateStandWhereTheyWereLeft() throws Exception {
        Dividers dividers = new Dividers(Map.of("left", List.of(0.4)));
        SplitPane left = pane();
        SplitPane usual = pane();
        WaitForAsyncUtils.asyncFx(() -> {
            dividers.place("left", left, 0.2);
            dividers.place("usual", usual, 0.2);
        }).get();
        WaitForAsyncUtils.waitForFxEvents();
        SplitPane both = WaitForAsyncUtils.asyncFx(() -> {
            SplitPane all = new SplitPane(left, usual);
            stage.setScene(new Scene(all, 2000, 400));
            stage.show();
            return all;
        }).get();
        WaitForAsyncUtils.waitForFxEvents();
        WaitForAsyncUtils.asyncFx(() -> {
            both.layout();
            left.layout();
            usual.layout();
        }).get();
        assertEquals(0.4, left.getDividerPositions()[0], 0.01);
        assertEquals(0.2, usual.getDividerPositions()[0], 0.01);
    }

    private static SplitPane pane() {
        Region first = new Region();
        first.setPrefWidth(500);
        SplitPane.setResizableWithParent(first, Boolean.FALSE);
        Region second = new Region();
        second.setPrefWidth(500);
        return new SplitPane(first, second);
    }
}
