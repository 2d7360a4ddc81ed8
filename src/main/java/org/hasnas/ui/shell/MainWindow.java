package org.hasnas.ui.shell;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.hasnas.ui.fx.Bubble;
import org.hasnas.ui.project.RunningWork;
import org.hasnas.ui.workspace.WorkspaceRail;

/** The whole window: menus and tools on top, the pages with their rail, and what runs below. */
final class MainWindow extends BorderPane {
    /** 20 times a second: faster than the eye follows points, slow enough to leave the processor to the search. */
    private static final Duration PULSE = Duration.millis(50);

    /**
     * @param status how far the search is
     * @param tasks the list of all that runs
     */
    MainWindow(MainMenu menu, WorkspaceRail pages, Node status, Node tasks, RunningWork work) {
        getStyleClass().add("studio");
        Bubble.prepare(this);
        setTop(new VBox(menu.bar(), menu.tools()));
        setCenter(pages);
        HBox.setHgrow(status, Priority.ALWAYS);
        HBox bottom = new HBox(status, tasks);
        bottom.getStyleClass().add("bottom");
        setBottom(bottom);
        Timeline pulse = new Timeline(new KeyFrame(PULSE, event -> work.pulse()));
        pulse.setCycleCount(Animation.INDEFINITE);
        work.runningProperty().subscribe(running -> {
            if (running) {
                pulse.play();
            } else {
                pulse.stop();
            }
        });
    }
}
