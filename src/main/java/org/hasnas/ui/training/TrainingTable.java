package org.hasnas.ui.training;

import atlantafx.base.theme.Styles;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import org.hasnas.ui.fx.CutCells;
import org.hasnas.ui.fx.Texts;

/** The trainings of the project, a row each, ordered by any column; the selected row is the training that is looked at. */
final class TrainingTable extends TableView<TrainingItem> {
    static final double ROW_HEIGHT = 28;
    /** The columns of words; the others are numbers. */
    private static final Set<String> WORDS = Set.of("candidate", "stage");

    private final Texts texts;

    TrainingTable(TrainingsViewModel model, Texts texts) {
        this.texts = texts;
        setId("trainings");
        CutCells.tellIn(this);
        SortedList<TrainingItem> sorted = new SortedList<>(model.list().items());
        sorted.comparatorProperty().bind(comparatorProperty());
        setItems(sorted);
        setFixedCellSize(ROW_HEIGHT);
        getStyleClass().addAll(Styles.DENSE, Styles.STRIPED);
        Label empty = new Label(texts.get("training.empty"));
        empty.setWrapText(true);
        empty.getStyleClass().addAll("empty", "empty-text");
        setPlaceholder(empty);
        setMinSize(200, 90);
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        addColumns();
        getSelectionModel().selectedItemProperty().subscribe(item -> {
            if (item != null) {
                model.selectedProperty().set(Optional.of(item));
            }
        });
        model.selectedProperty().subscribe(item -> item.ifPresentOrElse(this::choose, getSelectionModel()::clearSelection));
        model.list().measuredProperty().subscribe(_ -> {
            if (!getSortOrder().isEmpty()) {
                sort(); // a training has ended, perhaps as the best
            }
        });
    }

    /** The selected rows, to be followed; one may be null for a moment. */
    ObservableList<TrainingItem> selection() {
        return getSelectionModel().getSelectedItems();
    }

    /** The selected trainings. */
    List<TrainingItem> chosen() {
        return selection().stream().filter(Objects::nonNull).toList();
    }

    private void choose(TrainingItem item) {
        if (!selection().contains(item)) {
            getSelectionModel().clearAndSelect(getItems().indexOf(item));
        }
    }

    /** Rising, and chosen again falling, as a click on its head does. */
    void sortBy(TableColumn<TrainingItem, ?> column) {
        boolean falling = getSortOrder().equals(List.of(column)) && column.getSortType() == TableColumn.SortType.ASCENDING;
        column.setSortType(falling ? TableColumn.SortType.DESCENDING : TableColumn.SortType.ASCENDING);
        getSortOrder().setAll(List.of(column));
    }

    /** What is drawn of the selected row, if it is seen. */
    Optional<Node> rowOfSelected() {
        int index = getSelectionModel().getSelectedIndex();
        return lookupAll(".table-row-cell").stream()
                .filter(node -> node instanceof TableRow<?> row && !row.isEmpty() && row.getIndex() == index)
                .findFirst();
    }

    private void addColumns() {
        add("number", texts.get("training.number"), 42, (item, now) -> new Written(Long.toString(item.id()), item.id()));
        add("candidate", texts.get("training.candidate"), 186, (item, now) -> Written.of(item.summary().request().architecture().text()));
        add("stage", texts.get("training.stage"), 92, (item, now) -> Written.of(texts.status(now.stage())));
        add("epoch", texts.get("training.epoch"), 88,
                (item, now) -> new Written(texts.get("training.of", now.epoch(), item.summary().request().settings().epochs()), now.epoch()));
        add("validation", texts.get("training.validation"), 156,
                (item, now) -> now.best().map(best -> new Written(TrainingCurves.percent(best.validationAccuracy()), best.validationAccuracy()))
                        .orElse(Written.NONE));
        add("training", texts.get("training.training"), 76, (item, now) -> Written.of("%.2f %%", 100, now.latestTrainingAccuracy()));
        add("loss", texts.get("training.loss"), 78, (item, now) -> Written.of("%.3f", 1, now.latestLoss()));
        add("speed", texts.get("training.speed"), 80, (item, now) -> Written.of("%.0f", 1,
                now.imagesPerSecond() > 0 ? OptionalDouble.of(now.imagesPerSecond()) : OptionalDouble.empty()));
        add("active", texts.get("training.active"), 62, (item, now) -> Written.of("%.0f %%", 100, now.latestActiveNeurons()));
        add("remaining", texts.get("training.remaining"), 74,
                (item, now) -> now.remaining().map(left -> new Written(time(left), left.toMillis())).orElse(Written.NONE));
    }

    /**
     * What a cell says.
     *
     * @param number by which it is sorted, NaN for none; a cell of words has no number
     */
    private record Written(String text, double number) {
        static final Written NONE = new Written("\u2013", Double.NaN);

        static Written of(String words) {
            return new Written(words, Double.NaN);
        }

        static Written of(String format, double factor, OptionalDouble value) {
            return value.isPresent() ? new Written(String.format(Locale.ROOT, format, factor * value.getAsDouble()), value.getAsDouble()) : NONE;
        }

        /** What is not known sorts below every number. */
        private static int byNumber(Written a, Written b) {
            boolean anyMissing = Double.isNaN(a.number) || Double.isNaN(b.number);
            return anyMissing ? Boolean.compare(Double.isNaN(b.number), Double.isNaN(a.number)) : Double.compare(a.number, b.number);
        }

        @Override
        public String toString() {
            return text; // as cells show it
        }
    }

    /** What a cell says of a training. */
    @FunctionalInterface
    private interface CellText {
        Written of(TrainingItem item, TrainingSnapshot now);
    }

    private void add(String id, String name, double width, CellText text) {
        TableColumn<TrainingItem, Written> column = new TableColumn<>(name);
        column.setId(id);
        column.setPrefWidth(width);
        boolean words = WORDS.contains(id);
        column.setComparator(words ? Comparator.comparing(Written::text) : Written::byNumber);
        if (!words) {
            column.getStyleClass().add("number");
        }
        column.setCellValueFactory(cell -> cell.getValue().snapshotProperty().map(now -> text.of(cell.getValue(), now)));
        getColumns().add(column);
    }

    private static String time(Duration left) {
        long seconds = left.toSeconds();
        return seconds >= 3600 ? String.format(Locale.ROOT, "%d:%02d h", seconds / 3600, seconds / 60 % 60)
                : String.format(Locale.ROOT, "%d:%02d min", seconds / 60, seconds % 60);
    }
}
