package org.hasnas.ui.workspace;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;

/** A tab for each workspace; what is in it is made when it is first shown. */
public final class WorkspaceTabs extends TabPane {
    public WorkspaceTabs(List<Workspace> workspaces) {
        setTabClosingPolicy(TabClosingPolicy.UNAVAILABLE);
        getStyleClass().add(Styles.DENSE);
        for (Workspace workspace : workspaces) {
            Tab tab = new Tab(workspace.title());
            tab.setId(workspace.id());
            tab.selectedProperty().subscribe(selected -> {
                if (selected && tab.getContent() == null) {
                    tab.setContent(workspace.view().get());
                }
            });
            workspace.calls().subscribe((before, now) -> getSelectionModel().select(tab));
            getTabs().add(tab);
        }
    }
}
