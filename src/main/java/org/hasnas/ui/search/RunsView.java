package org.hasnas.ui.search;

import atlantafx.base.theme.Styles;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.hasnas.job.RunStatus;
import org.hasnas.search.model.RunSummary;
import org.hasnas.ui.form.ActionButton;
import org.hasnas.ui.fx.MutedLabel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.project.OpenProject;

/** The stored runs of the project; the trials of the chosen ones are shown, one run or several, and the designs that were trained beside them. */
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
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setTooltip(new Tooltip(texts.get("runs.tip")));
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
        model.chosenProperty().subscribe(this::select);
        model.runs().subscribe(() -> select(model.chosenProperty().get()));
        search.liveStatusProperty().subscribe(status -> list.refresh());
        MutedLabel note = new MutedLabel(model.noteProperty());
        note.setId("runs-note");
        MutedLabel prices = new MutedLabel(model.pricesProperty());
        prices.setId("runs-prices");
        prices.setTooltip(new Tooltip(texts.get("runs.prices.tip")));
        getChildren().addAll(list, note, prices, choices(project));
    }

    private HBox choices(OpenProject project) {
        ActionButton all = new ActionButton("runs-all", texts.get("runs.all"), model::showAll).small(texts.get("runs.all.tip")).whole()
                .when(project.isOpen());
        CheckBox trained = new CheckBox(texts.get("runs.trained"));
        trained.setId("runs-trained");
        trained.setTooltip(new Tooltip(texts.get("runs.trained.tip")));
        trained.getStyleClass().add(Styles.TEXT_SMALL);
        trained.disableProperty().bind(project.isOpen().not());
        trained.selectedProperty().bindBidirectional(model.trainedProperty());
        HBox row = new HBox(8, all, trained);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("run-choices");
        return row;
    }

    private void select(List<RunSummary> chosen) {
        list.getSelectionModel().clearSelection();
        for (int i = 0; i < list.getItems().size(); i++) {
            long id = list.getItems().get(i).id();
            if (chosen.stream().anyMatch(run -> run.id() == id)) {
                list.getSelectionModel().select(i);
            }
        }
    }

    private void showChosen() {
        model.show(List.copyOf(list.getSelectionModel().getSelectedItems()));
        select(model.chosenProperty().get()); // not those that can't stand beside the newest
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
