package org.hasnas.ui.search;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.VBox;
import org.hasnas.job.RunStatus;
import org.hasnas.search.model.RunSummary;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.project.OpenProject;

/** The stored runs of the project; choosing one shows its trials. */
public final class RunsView extends VBox {
    private static final DateTimeFormatter STARTED = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private static final double CELL_HEIGHT = 40;

    private final RunsViewModel model;
    private final SearchViewModel search;
    private final Texts texts;
    private final ListView<RunSummary> list;

    public RunsView(RunsViewModel model, SearchViewModel search, OpenProject project, Texts texts) {
        this.model = model;
        this.search = search;
        this.texts = texts;
        this.list = new ListView<>(model.runs());
        getStyleClass().add("runs");
        list.setId("runs");
        Label empty = new Label();
        project.projectProperty().subscribe(open -> empty.setText(
                open.isEmpty() ? texts.get("runs.no-project") : texts.get("runs.empty")));
        empty.setWrapText(true);
        list.setPlaceholder(empty);
        list.setFixedCellSize(CELL_HEIGHT);
        list.setPrefHeight(3 * CELL_HEIGHT + 2);
        list.setCellFactory(view -> new RunCell());
        // Not the selection itself: it also moves when the list changes under it, and that asks for nothing.
        list.setOnMouseClicked(event -> showChosen());
        list.setOnKeyReleased(event -> showChosen());
        model.shownProperty().subscribe(shown -> select(shown));
        model.runs().subscribe(() -> select(model.shownProperty().get()));
        search.liveStatusProperty().subscribe(status -> list.refresh());
        getChildren().add(list);
    }

    private void select(Optional<RunSummary> shown) {
        shown.ifPresentOrElse(run -> {
            for (int i = 0; i < list.getItems().size(); i++) {
                if (list.getItems().get(i).id() == run.id()) {
                    list.getSelectionModel().select(i);
                }
            }
        }, list.getSelectionModel()::clearSelection);
    }

    private void showChosen() {
        RunSummary chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            model.show(chosen);
        }
    }

    private String describe(RunSummary run) {
        boolean live = model.isLive(run);
        RunStatus status = live ? search.liveStatusProperty().get().orElse(run.status()) : run.status();
        String trials = live ? texts.get("runs.of", run.request().budget())
                : texts.get("runs.trials", run.trials(), run.request().budget());
        return texts.get("runs.line", run.id(), texts.status(status), run.request().algorithm().label(), trials,
                STARTED.format(run.started().atZone(ZoneId.systemDefault())));
    }

    private final class RunCell extends ListCell<RunSummary> {
        @Override
        protected void updateItem(RunSummary run, boolean empty) {
            super.updateItem(run, empty);
            setText(empty ? "" : describe(run));
        }
    }
}
