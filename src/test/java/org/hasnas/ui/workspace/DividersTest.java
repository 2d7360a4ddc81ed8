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
        perform(() -> {
            dividers.place("left", left, 0.2);
            dividers.place("usual", usual, 0.2);
        });
        perform(() -> {
            stage.setScene(new Scene(new SplitPane(left, usual), 2000, 400));
            stage.show();
        });
        assertEquals(0.4, left.getDividerPositions()[0], 0.01);
        assertEquals(0.2, usual.getDividerPositions()[0], 0.01);
    }

    /** Before a window has its size, its parts may have been laid out in another one, which those that don't grow with it remember. */
    @Test
    void partsOfAWindowThatGetsItsSizeLateStandWhereTheyWereLeft() throws Exception {
        Dividers dividers = new Dividers(Map.of());
        SplitPane pane = pane();
        perform(() -> dividers.place("pane", pane, 0.2));
        perform(() -> {
            Scene scene = new Scene(pane);
            pane.applyCss();
            pane.resize(600, 400);
            pane.layout();
            pane.resize(2000, 400);
            pane.layout();
            assertEquals(0.06, pane.getDividerPositions()[0], 0.01, "a part that keeps its width");
            stage.setScene(scene);
            stage.setWidth(2000);
            stage.show();
        });
        assertEquals(0.2, pane.getDividerPositions()[0], 0.01);
    }

    /** A part comes to a pane that is seen: its dividers go to their places, and those of before are remembered. */
    @Test
    void dividersOfAFurtherPartGoToTheirPlaces() throws Exception {
        Dividers dividers = new Dividers(Map.of());
        SplitPane pane = pane();
        perform(() -> {
            dividers.place("two", pane, 0.2);
            stage.setScene(new Scene(pane, 2000, 400));
            stage.show();
        });
        perform(() -> {
            dividers.leave("two");
            pane.getItems().add(new Region());
            dividers.place("three", pane, 0.3, 0.6);
        });
        assertEquals(0.3, pane.getDividerPositions()[0], 0.01);
        assertEquals(0.6, pane.getDividerPositions()[1], 0.01);
        assertEquals(0.2, dividers.places().getOrDefault("two", List.of()).getFirst(), 0.01);
    }

    private static void perform(Runnable action) throws Exception {
        WaitForAsyncUtils.asyncFx(action).get();
        WaitForAsyncUtils.waitForFxEvents();
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
