package org.hasnas.ui.study;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.hasnas.network.SearchSpace;
import org.hasnas.score.model.ScoreId;
import org.hasnas.search.study.model.Interval;
import org.hasnas.ui.form.ActionButton;
import org.hasnas.ui.form.Choice;
import org.hasnas.ui.form.EntryField;
import org.hasnas.ui.form.NumberEntry;
import org.hasnas.ui.fx.CutCells;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.Tips;

/** A study: what to ask on top, the table, the chart of one measure, and what follows. */
public final class StudyView extends VBox {
    private static final double ROW_HEIGHT = 28;
    private static final double HEAD_HEIGHT = 34;
    private static final double HEAD_LINE = 18;
    /** Room for a character of a table, roughly. */
    private static final double CHARACTER = 7.4;
    private static final double HEAD_CHARACTER = 8.8;

    private final StudyViewModel model;
    private final Texts texts;
    private final VBox result = new VBox(10);
    /** Stays when a result is followed by the next. */
    private String chosenMeasure = "";

    public StudyView(StudyViewModel model, Texts texts) {
        super(10);
        this.model = model;
        this.texts = texts;
        setId("study-" + model.kind().command());
        setPadding(new Insets(12));
        getStyleClass().add("study");
        Label what = new Label(model.kind().what(texts));
        what.setWrapText(true);
        what.setMinHeight(USE_PREF_SIZE);
        result.setPadding(new Insets(0, 10, 10, 0));
        ScrollPane scroll = new ScrollPane(result);
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(what, settings(), actions(), scroll);
        model.shownProperty().subscribe(this::show);
    }

    private Node settings() {
        TextField count = new TextField();
        count.setId("study-count");
        count.setPrefColumnCount(5);
        count.textProperty().bindBidirectional(model.countProperty());
        FlowPane row = new FlowPane(14, 8, labelled(model.kind().countName(texts), count),
                labelled(texts.get("study.space"), choice("study-space", model.spaces(), model.spaceProperty(), SearchSpace::name)),
                labelled(texts.get("study.score"), choice("study-score", List.of(ScoreId.values()), model.scoreProperty(), ScoreId::label)));
        if (model.kind().takesTable()) {
            ActionButton table = new ActionButton("study-table-file", "", model::chooseTable);
            model.tableProperty().subscribe(file -> table.setText(file.map(path -> String.valueOf(path.getFileName()))
                    .orElse(texts.get("study.table.none"))));
            row.getChildren().add(labelled(texts.get("study.table"), table));
        }
        if (model.kind().takesTrainings()) {
            row.getChildren().add(trainings());
        }
        return row;
    }

    private Node trainings() {
        TrainingsChoice choice = model.trainings();
        CheckBox wanted = new CheckBox(texts.get("study.train"));
        wanted.setId("study-train");
        Tips.set(wanted, texts.get("study.train.tip"));
        wanted.selectedProperty().bindBidirectional(choice.wantedProperty());
        HBox row = new HBox(6, wanted, number("study-train-networks", choice.networks()), new Label(texts.get("study.train.for")),
                number("study-train-epochs", choice.epochs()), new Label(texts.get("study.train.each")));
        row.getChildren().stream().skip(1).forEach(node -> node.disableProperty().bind(choice.wantedProperty().not()));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static TextField number(String id, NumberEntry entry) {
        EntryField field = new EntryField(id, 3, entry);
        field.setAccessibleText(entry.name());
        return field;
    }

    private <T> Choice<Optional<T>> choice(String id, List<T> values, ObjectProperty<Optional<T>> property, Function<T, String> name) {
        List<Optional<T>> all = Stream.concat(Stream.of(Optional.<T>empty()), values.stream().map(Optional::of)).toList();
        return new Choice<>(id, all, (Optional<T> value) -> value.map(name).orElse(texts.get("study.of-project"))).of(property);
    }

    private static Node labelled(String name, Node node) {
        HBox box = new HBox(6, new Label(name), node);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private Node actions() {
        ActionButton start = new ActionButton("study-start", texts.get("study.start"), model::start);
        start.getStyleClass().add(Styles.ACCENT);
        start.disableProperty().bind(model.running());
        ActionButton stop = new ActionButton("study-stop", texts.get("study.stop"), model.job()::cancel);
        stop.disableProperty().bind(model.running().not());
        ActionButton copy = new ActionButton("study-copy", texts.get("action.copy-command"), model::copyAsCommand);
        ActionButton export = new ActionButton("study-export", texts.get("study.export"), model::export);
        model.shownProperty().subscribe(shown -> export.setDisable(shown.isEmpty()));
        ProgressBar bar = new ProgressBar();
        bar.setPrefWidth(220);
        bar.progressProperty().bind(model.job().progressProperty().map(now -> now.map(known -> known.steps().fraction()).orElse(0.0)));
        bar.visibleProperty().bind(model.running());
        HBox row = new HBox(8, start, stop, copy, export, bar);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void show(Optional<StudyTable> shown) {
        if (shown.isEmpty()) {
            result.getChildren().setAll(note(texts.get("study.empty")));
            return;
        }
        StudyTable table = shown.get();
        Label summary = new Label(table.summary());
        summary.setId("study-summary");
        summary.setWrapText(true);
        summary.setMinHeight(USE_PREF_SIZE);
        summary.getStyleClass().add(Styles.TEXT_BOLD);
        IntervalChart chart = new IntervalChart();
        ComboBox<String> measure = new ComboBox<>();
        measure.setId("study-measure");
        measure.getItems().setAll(table.charts().keySet());
        measure.valueProperty().subscribe(name -> {
            List<Interval> intervals = name == null ? null : table.charts().get(name);
            if (intervals != null) {
                chosenMeasure = name;
                chart.show(table.names(), intervals);
            }
        });
        measure.getItems().stream().filter(name -> name.equals(chosenMeasure)).findFirst()
                .ifPresentOrElse(measure::setValue, measure.getSelectionModel()::selectFirst);
        result.getChildren().setAll(summary, table(table), labelled(texts.get("study.chart"), measure), chart, note(table.source()));
    }

    private static Label note(String text) {
        Label note = new Label(text);
        note.setWrapText(true);
        note.setMinHeight(USE_PREF_SIZE);
        note.getStyleClass().add(Styles.TEXT_MUTED);
        return note;
    }

    private static TableView<List<String>> table(StudyTable content) {
        TableView<List<String>> table = new TableView<>();
        table.setId("study-table");
        CutCells.tellIn(table);
        table.setFixedCellSize(ROW_HEIGHT);
        table.getStyleClass().addAll(Styles.DENSE, Styles.STRIPED);
        for (int column = 0; column < content.columns().size(); column++) {
            int index = column;
            TableColumn<List<String>, String> shown = new TableColumn<>(content.columns().get(column));
            int longest = content.rows().stream().mapToInt(row -> row.get(index).length()).max().orElse(0);
            int longestHead = content.columns().get(column).lines().mapToInt(String::length).max().orElse(0);
            shown.setPrefWidth(Math.max(CHARACTER * longest, HEAD_CHARACTER * longestHead) + 26);
            shown.setSortable(false);
            if (!content.wordColumns().contains(column)) {
                shown.getStyleClass().add("number");
            }
            shown.setCellValueFactory(cell -> new ReadOnlyStringWrapper(cell.getValue().get(index)));
            table.getColumns().add(shown);
        }
        table.getItems().setAll(content.rows());
        long headLines = content.columns().stream().mapToLong(name -> name.lines().count()).max().orElse(1);
        double height = content.rows().size() * ROW_HEIGHT + HEAD_HEIGHT + (headLines - 1) * HEAD_LINE + 24;
        table.setMinHeight(height);
        table.setPrefHeight(height);
        return table;
    }
}
