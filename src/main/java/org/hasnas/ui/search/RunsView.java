package org.hasnas.ui.search;

import atlantafx.base.theme.Styles;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.hasnas.job.RunStatus;
import org.hasnas.search.model.RunSummary;
import org.hasnas.ui.chart.CurveChart;
import org.hasnas.ui.form.ActionButton;
import org.hasnas.ui.fx.MutedLabel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.Tips;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.workbench.chart.Curves;

/** The stored runs of the project; the trials of the chosen ones are shown, one run or several, and the designs that were trained beside them. */
public final class RunsView extends VBox {
    private static final DateTimeFormatter STARTED = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private static final double CELL_HEIGHT = 40;
    private static final double CHART_WIDTH = 480;
    private static final double CHART_HEIGHT = 360;

    private final RunsViewModel model;
    private final SearchViewModel search;
    private final Texts texts;
    private final ObservableValue<Boolean> dark;
    private final ListView<RunSummary> list;

    public RunsView(RunsViewModel model, SearchViewModel search, OpenProject project, Texts texts, ObservableValue<Boolean> dark) {
        this.model = model;
        this.search = search;
        this.texts = texts;
        this.dark = dark;
        this.list = new ListView<>(model.runs());
        getStyleClass().add("runs");
        list.setId("runs");
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        Tips.set(list, texts.get("runs.tip"));
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
        Tips.set(prices, texts.get("runs.prices.tip"));
        TextField find = new TextField();
        find.setId("runs-find");
        find.setPromptText(texts.get("runs.find"));
        find.setAccessibleText(texts.get("runs.find"));
        find.getStyleClass().add(Styles.SMALL);
        find.textProperty().bindBidirectional(model.findProperty());
        list.setContextMenu(menu());
        model.comparisonProperty().subscribe(now -> now.ifPresent(this::compare));
        getChildren().addAll(find, list, undo(), note, prices, choices(project));
    }

    private ContextMenu menu() {
        return new ContextMenu(item("runs-annotate", texts.get("runs.annotate"), () -> one(model::annotate)),
                item("runs-delete", texts.get("runs.delete"), () -> one(model::delete)),
                item("runs-compare", texts.get("runs.compare"), model::compare));
    }

    private static MenuItem item(String id, String name, Runnable action) {
        MenuItem item = new MenuItem(name);
        item.setId(id);
        item.setOnAction(event -> action.run());
        return item;
    }

    /** Does something with the run that the keyboard or the mouse is on. */
    private void one(Consumer<RunSummary> action) {
        RunSummary run = list.getFocusModel().getFocusedItem();
        if (run != null) {
            action.accept(run);
        }
    }

    private Hyperlink undo() {
        Hyperlink undo = new Hyperlink();
        undo.setId("runs-restore");
        undo.getStyleClass().add(Styles.TEXT_SMALL);
        undo.managedProperty().bind(undo.visibleProperty());
        undo.setOnAction(event -> model.restore());
        model.deletedProperty().subscribe(run -> {
            undo.setVisible(run.isPresent());
            undo.setText(run.map(number -> texts.get("runs.restore", number)).orElse(""));
        });
        return undo;
    }

    /** A window of its own: best and fronts of several runs. */
    private void compare(RunComparison runs) {
        HBox charts = new HBox(8);
        for (Curves curves : List.of(runs.best(texts), runs.fronts(texts))) {
            CurveChart chart = new CurveChart(texts);
            chart.setPrefSize(CHART_WIDTH, CHART_HEIGHT);
            HBox.setHgrow(chart, Priority.ALWAYS);
            dark.subscribe(chart::setDark);
            chart.show(curves);
            charts.getChildren().add(chart);
        }
        VBox all = new VBox(8, new MutedLabel(texts.get("runs.compare.tip")), charts);
        VBox.setVgrow(charts, Priority.ALWAYS);
        all.setId("run-comparison");
        all.getStyleClass().addAll("study", "candidate-content");
        Stage stage = new Stage();
        stage.initOwner(getScene().getWindow());
        stage.setTitle(texts.get("runs.compare.title"));
        Scene scene = new Scene(all);
        scene.getStylesheets().setAll(getScene().getStylesheets());
        stage.setScene(scene);
        stage.show();
    }

    private FlowPane choices(OpenProject project) {
        ActionButton all = new ActionButton("runs-all", texts.get("runs.all"), model::showAll).small(texts.get("runs.all.tip")).whole()
                .when(project.isOpen());
        CheckBox trained = new CheckBox(texts.get("runs.trained"));
        trained.setId("runs-trained");
        Tips.set(trained, texts.get("runs.trained.tip"));
        trained.getStyleClass().add(Styles.TEXT_SMALL);
        trained.disableProperty().bind(project.isOpen().not());
        trained.selectedProperty().bindBidirectional(model.trainedProperty());
        ActionButton compare = new ActionButton("runs-compare-shown", texts.get("runs.compare"), model::compare).small(texts.get("runs.compare.tip"))
                .whole();
        model.chosenProperty().subscribe(chosen -> compare.setDisable(chosen.size() < 2));
        FlowPane row = new FlowPane(8, 4, all, compare, trained);
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
        return (run.note().isEmpty() ? "" : run.note() + " \u00b7 ")
                + texts.get("runs.line", run.id(), texts.status(status), run.request().algorithm().label(), trials,
                        STARTED.format(run.started().atZone(ZoneId.systemDefault())));
    }

    private final class RunCell extends ListCell<RunSummary> {
        @Override
        protected void updateItem(RunSummary run, boolean empty) {
            super.updateItem(run, empty);
            setText(empty ? "" : describe(run));
            setTooltip(empty || run.note().isEmpty() ? null : new Tooltip(run.note()));
        }
    }
}
