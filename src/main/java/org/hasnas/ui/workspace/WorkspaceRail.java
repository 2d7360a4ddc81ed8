package org.hasnas.ui.workspace;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hasnas.ui.fx.Tips;
import org.kordamp.ikonli.javafx.FontIcon;

/** A button for each page at the left edge, and the page that is shown; a page is made when it is first shown, and kept. */
public final class WorkspaceRail extends BorderPane {
    private static final double WIDTH = 74;

    private final Workspaces workspaces;
    private final Map<Workspace, Region> pages = new HashMap<>();

    public WorkspaceRail(Workspaces workspaces) {
        this.workspaces = workspaces;
        getStyleClass().add("workspaces");
        VBox rail = new VBox();
        rail.getStyleClass().add("rail");
        rail.setMinWidth(WIDTH);
        ToggleGroup group = new ToggleGroup();
        for (Workspace workspace : workspaces.all()) {
            ToggleButton button = button(workspace);
            button.setToggleGroup(group);
            button.setOnAction(event -> {
                button.setSelected(true); // a page can be left only for another one
                workspaces.shownProperty().set(workspace);
            });
            workspaces.shownProperty().subscribe(now -> button.setSelected(now.equals(workspace)));
            rail.getChildren().add(button);
        }
        setLeft(rail);
        setMinSize(0, 0); // where room is short, pages give way, not what is around them
        workspaces.shownProperty().subscribe(now -> {
            Region page = pages.computeIfAbsent(now, shown -> shown.view().get());
            page.setMinSize(0, 0);
            setCenter(page);
        });
    }

    /** The title of the page that is shown. */
    public String title() {
        return workspaces.shownProperty().get().title();
    }

    private static ToggleButton button(Workspace workspace) {
        ToggleButton button = new ToggleButton(workspace.title(), new FontIcon(workspace.icon()));
        button.setId(workspace.id());
        button.setContentDisplay(ContentDisplay.TOP);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setFocusTraversable(false);
        Tips.set(button, workspace.meaning() + " (" + workspace.keys().getDisplayText() + ")");
        return button;
    }
}
