package org.hasnas.ui.shell;

import java.util.List;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.hasnas.ui.project.RunningWork;
import org.hasnas.ui.workspace.Workspace;
import org.hasnas.ui.workspace.WorkspaceTabs;

/** The whole window: menus and tools on top, the search left, what is explored in the middle, workspaces and status below. */
final class MainWindow extends BorderPane {
    /** 20 times a second: faster than the eye follows points, slow enough to leave the processor to the search. */
    private static final Duration PULSE = Duration.millis(50);

    MainWindow(MainMenu menu, Node search, Node explore, List<Workspace> workspaces, Node status, RunningWork work) {
        getStyleClass().add("studio");
        setTop(new VBox(menu.bar(), menu.tools()));
        setCenter(center(search, explore, workspaces));
        setBottom(status);
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

    private static SplitPane center(Node search, Node explore, List<Workspace> workspaces) {
        WorkspaceTabs tabs = new WorkspaceTabs(workspaces);
        tabs.setId("lower-tabs");
        SplitPane right = new SplitPane(explore, tabs);
        right.setOrientation(Orientation.VERTICAL);
        right.setDividerPositions(0.64);
        SplitPane all = new SplitPane(search, right);
        all.setDividerPositions(0.21);
        SplitPane.setResizableWithParent(search, Boolean.FALSE);
        return all;
    }
}
