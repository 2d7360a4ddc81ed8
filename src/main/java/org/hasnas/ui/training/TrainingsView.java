package org.hasnas.ui.training;

import atlantafx.base.theme.Styles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.hasnas.job.RunStatus;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.training.model.EpochResult;
import org.hasnas.training.model.OptimizerId;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.ui.chart.CurveChart;
import org.hasnas.ui.form.ActionButton;
import org.hasnas.ui.form.Choice;
import org.hasnas.ui.form.EntryField;
import org.hasnas.ui.form.ProblemLabels;
import org.hasnas.ui.form.TextEntry;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.workspace.Command;
import org.hasnas.ui.workspace.Dividers;
import org.hasnas.workbench.chart.Curves;
import org.hasnas.workbench.training.TrainingChanges;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** The trainings of the project, what the next one is to be like, and the curves of the one that is looked at. */
public final class TrainingsView extends VBox {
    private static final double ROW_HEIGHT = 28;
    /** As many as colours of a chart tell apart. */
    private static final int MOST_COMPARED = 4;
    /** The columns of words; the others are numbers. */
    private static final Set<String> WORDS = Set.of("candidate", "stage");

    private final TrainingsViewModel model;
    private final Texts texts;
    private final TableView<TrainingItem> table = new TableView<>();
    /** What can be done with the selected training. */
    private final List<Command> actions;
    private final ContextMenu menu;
    private final CurveChart loss;
    private final CurveChart accuracy;
    private final Label result = new Label();
    private Subscription following = Subscription.EMPTY;

    /**
     * @param trainButton starts to train the chosen candidates
     * @param designActions what can be done with the designs of the chosen trainings
     * @param dividers of the pages
     * @param dark whether the window is dark
     */
    public TrainingsView(TrainingsViewModel model, Texts texts, Button trainButton, List<Command> designActions, Dividers dividers,
            ObservableValue<Boolean> dark) {
        this.model = model;
        this.texts = texts;
        this.actions = List.of(
                new Command("training-pause", texts.get("action.pause"), "", MaterialDesignP.PAUSE, model.canPause(), model::pause),
                new Command("training-continue", texts.get("action.continue"), "", MaterialDesignS.SKIP_NEXT, model.canContinue(),
                        model::continueTraining),
                new Command("training-stop", texts.get("action.stop"), "", MaterialDesignS.STOP, model.canStop(), model::stop),
                new Command("training-fine-tune", texts.get("training.fine-tune"), "", MaterialDesignT.TUNE, model.canFineTune(), model::fineTune),
                new Command("training-copy", texts.get("action.copy-command"), "", MaterialDesignC.CONSOLE_LINE, model.canCopy(),
                        model::copyAsCommand));
        this.loss = new CurveChart(texts);
        this.accuracy = new CurveChart(texts);
        getStyleClass().add("trainings");
        loss.setId("training-loss");
        accuracy.setId("training-accuracy");
        result.setId("training-result");
        result.setWrapText(true);
        result.getStyleClass().addAll(Styles.TEXT_SMALL, "training-result");
        VBox charts = new VBox(loss, accuracy);
        VBox.setVgrow(loss, Priority.ALWAYS);
        VBox.setVgrow(accuracy, Priority.ALWAYS);
        VBox.setVgrow(charts, Priority.ALWAYS);
        result.setMinHeight(USE_PREF_SIZE);
        SplitPane split = new SplitPane(table(), new VBox(result, charts));
        menu = menu(designActions);
        table.setContextMenu(menu);
        dividers.place("train", split, 0.56);
        VBox.setVgrow(split, Priority.ALWAYS);
        getChildren().addAll(bar(trainButton), new ProblemLabels(model.settings().problemProperties()), split);
        dark.subscribe(loss::setDark);
        dark.subscribe(accuracy::setDark);
        chosen().subscribe(this::follow);
        model.selectedProperty().subscribe(now -> show());
        model.list().measuredProperty().subscribe(now -> {
            if (!table.getSortOrder().isEmpty()) {
                table.sort(); // a training has ended, perhaps as the best
            }
            show();
        });
        model.neuronsProperty().subscribe(now -> show());
    }

    private FlowPane bar(Button trainButton) {
        trainButton.getStyleClass().add(Styles.SMALL);
        TrainingSettingsViewModel settings = model.settings();
        Choice<OptimizerId> optimizer = new Choice<>("training-optimizer", List.of(OptimizerId.values()), id -> switch (id) {
            case SGD -> texts.get("training.sgd");
            case ADAM -> texts.get("training.adam");
            case ADAMW -> texts.get("training.adamw");
        }).small().of(settings.optimizerProperty());
        optimizer.setTooltip(new Tooltip(texts.get("training.optimizer.tip")));
        FlowPane bar = new FlowPane(10, 4, trainButton,
                field(settings.epochs(), "training-epochs", texts.get("training.epochs.tip")),
                field(settings.batchSize(), "training-batch-size", texts.get("training.batch-size.tip")),
                optimizer,
                field(settings.learningRate(), "training-learning-rate", texts.get("training.learning-rate.tip")),
                field(settings.seed(), "training-seed", texts.get("training.seed.tip")),
                field(settings.weightBits(), "training-weight-bits", texts.get("training.weight-bits.tip")),
                changes(settings), actions());
        bar.setRowValignment(VPos.CENTER);
        bar.getStyleClass().add("trials-bar");
        return bar;
    }

    private HBox actions() {
        HBox buttons = new HBox(10);
        for (Command action : actions) {
            ActionButton button = new ActionButton(action.id(), action.icon(), action.name(), action.action()).styled(Styles.SMALL)
                    .when(action.enabled());
            tip(action).ifPresent(tip -> button.setTooltip(new Tooltip(tip)));
            buttons.getChildren().add(button);
        }
        return buttons;
    }

    private Optional<String> tip(Command action) {
        return switch (action.id()) {
            case "training-fine-tune" -> Optional.of(texts.get("training.fine-tune.tip"));
            case "training-copy" -> Optional.of(texts.get("training.copy.tip"));
            default -> Optional.empty();
        };
    }

    /** What the buttons do, what can be done with the designs, and the order of the rows, so that keys reach all of it. */
    private ContextMenu menu(List<Command> designActions) {
        ContextMenu items = new ContextMenu();
        actions.forEach(action -> items.getItems().add(action.rowItem()));
        items.getItems().add(new SeparatorMenuItem());
        for (Command action : designActions) {
            MenuItem item = new MenuItem(action.name(), new FontIcon(action.icon()));
            item.setId("row-" + action.id());
            item.setOnAction(_ -> {
                if (model.chooseDesigns(chosenItems())) {
                    action.action().run();
                }
            });
            item.disableProperty().bind(Bindings.isEmpty(chosen()));
            items.getItems().add(item);
        }
        items.getItems().addAll(new SeparatorMenuItem(), order());
        table.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                rowOfSelected().ifPresent(row -> items.show(row, Side.BOTTOM, ROW_HEIGHT, 0));
                event.consume();
            }
        });
        return items;
    }

    private Menu order() {
        Menu order = new Menu(texts.get("training.order"), new FontIcon(MaterialDesignS.SORT));
        order.setId("row-order");
        MenuItem asStarted = new MenuItem(texts.get("training.order.started"));
        asStarted.setId("order-started");
        asStarted.setOnAction(_ -> table.getSortOrder().clear());
        order.getItems().add(asStarted);
        for (TableColumn<TrainingItem, ?> column : table.getColumns()) {
            MenuItem item = new MenuItem(column.getText());
            item.setId("order-" + column.getId());
            item.setOnAction(_ -> sortBy(column));
            order.getItems().add(item);
        }
        return order;
    }

    /** Rising, and chosen again falling, as a click on its head does. */
    private void sortBy(TableColumn<TrainingItem, ?> column) {
        boolean falling = table.getSortOrder().equals(List.of(column)) && column.getSortType() == TableColumn.SortType.ASCENDING;
        column.setSortType(falling ? TableColumn.SortType.DESCENDING : TableColumn.SortType.ASCENDING);
        table.getSortOrder().setAll(List.of(column));
    }

    private Optional<Node> rowOfSelected() {
        int index = table.getSelectionModel().getSelectedIndex();
        return table.lookupAll(".table-row-cell").stream()
                .filter(node -> node instanceof TableRow<?> row && !row.isEmpty() && row.getIndex() == index)
                .findFirst();
    }

    private HBox changes(TrainingSettingsViewModel settings) {
        EntryField field = new EntryField("training-changes", 18, settings.changes())
                .small(texts.get("training.changes.tip", String.join(", ", TrainingChanges.keys())));
        field.setPromptText(texts.get("training.changes.example"));
        return labelled(field);
    }

    private static HBox field(TextEntry entry, String id, String tip) {
        return labelled(new EntryField(id, 4, entry).small(tip));
    }

    private static HBox labelled(EntryField field) {
        HBox both = new HBox(4, field.label(), field);
        both.setAlignment(Pos.CENTER_LEFT);
        return both;
    }

    private TableView<TrainingItem> table() {
        table.setId("trainings");
        SortedList<TrainingItem> sorted = new SortedList<>(model.list().items());
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.setFixedCellSize(ROW_HEIGHT);
        table.getStyleClass().addAll(Styles.DENSE, Styles.STRIPED);
        Label empty = new Label(texts.get("training.empty"));
        empty.setWrapText(true);
        empty.getStyleClass().addAll("empty", "empty-text");
        table.setPlaceholder(empty);
        table.setMinSize(200, 90);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        addColumns();
        table.getSelectionModel().selectedItemProperty().subscribe(item -> {
            if (item != null) {
                model.selectedProperty().set(Optional.of(item));
            }
        });
        model.selectedProperty().subscribe(item -> item.ifPresentOrElse(this::choose, table.getSelectionModel()::clearSelection));
        return table;
    }

    private void addColumns() {
        add("number", texts.get("training.number"), 42, (item, now) -> new Written(Long.toString(item.id()), item.id()));
        add("candidate", texts.get("training.candidate"), 186, (item, now) -> Written.of(item.summary().request().architecture().text()));
        add("stage", texts.get("training.stage"), 92, (item, now) -> Written.of(texts.status(now.stage())));
        add("epoch", texts.get("training.epoch"), 88,
                (item, now) -> new Written(texts.get("training.of", now.epoch(), item.summary().request().settings().epochs()), now.epoch()));
        add("validation", texts.get("training.validation"), 142,
                (item, now) -> now.best().map(best -> new Written(percent(best.validationAccuracy()), best.validationAccuracy()))
                        .orElse(Written.NONE));
        add("training", texts.get("training.training"), 76, (item, now) -> Written.of("%.2f %%", 100, now.latestTrainingAccuracy()));
        add("loss", texts.get("training.loss"), 64, (item, now) -> Written.of("%.3f", 1, now.latestLoss()));
        add("speed", texts.get("training.speed"), 80, (item, now) -> Written.of("%.0f", 1,
                now.imagesPerSecond() > 0 ? OptionalDouble.of(now.imagesPerSecond()) : OptionalDouble.empty()));
        add("active", texts.get("training.active"), 62, (item, now) -> Written.of("%.0f %%", 100, now.latestActiveNeurons()));
        add("remaining", texts.get("training.remaining"), 74,
                (item, now) -> now.remaining().map(left -> new Written(time(left), left.toMillis())).orElse(Written.NONE));
    }

    /** Trainings whose curves are compared, or the one that is looked at. */
    private ObservableList<TrainingItem> chosen() {
        return table.getSelectionModel().getSelectedItems();
    }

    private void choose(TrainingItem item) {
        if (!chosen().contains(item)) {
            table.getSelectionModel().clearAndSelect(table.getItems().indexOf(item));
        }
    }

    private List<TrainingItem> chosenItems() {
        return chosen().stream().filter(Objects::nonNull).toList();
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
        table.getColumns().add(column);
    }

    private void follow() {
        following.unsubscribe();
        following = chosen().stream().filter(Objects::nonNull).map(item -> item.snapshotProperty().subscribe(now -> show()))
                .reduce(Subscription.EMPTY, Subscription::and);
    }

    private void show() {
        List<TrainingItem> several = chosen().stream().filter(Objects::nonNull).limit(MOST_COMPARED).toList();
        if (several.size() > 1) {
            compare(several);
        } else {
            model.selectedProperty().get().ifPresentOrElse(this::show, this::showNone);
        }
    }

    private void showNone() {
        tell(List.of(texts.get("training.none-selected")), false);
        loss.show(curves("", List.of()));
        accuracy.show(curves(texts.get("training.curve.accuracy"), List.of()));
    }

    /** The same curve of each in one chart. */
    private void compare(List<TrainingItem> items) {
        loss.show(curves(texts.get("training.curve.loss"), eachOf(items, EpochResult::trainingLoss)));
        accuracy.show(curves(texts.get("compare.curve.axis"), eachOf(items, epoch -> 100 * epoch.validationAccuracy())));
        Stream<String> more = chosen().size() > items.size() ? Stream.of(texts.get("training.compared", items.size(), chosen().size())) : Stream.of();
        tell(Stream.concat(items.stream().map(this::title), more).toList(), false);
    }

    private List<Curves.Curve> eachOf(List<TrainingItem> items, Function<EpochResult, Double> value) {
        return IntStream.range(0, items.size()).mapToObj(index -> curve(texts.get("training.curve.of", items.get(index).id()), index,
                items.get(index).snapshot(), value, Double.NaN)).toList();
    }

    private void tell(List<String> lines, boolean failed) {
        result.setText(String.join("\n", lines));
        result.getStyleClass().remove(Styles.DANGER);
        if (failed) {
            result.getStyleClass().add(Styles.DANGER);
        }
    }

    private void show(TrainingItem item) {
        TrainingSnapshot now = item.snapshot();
        loss.show(curves("", List.of(
                curve(texts.get("training.curve.loss"), 1, now, EpochResult::trainingLoss, now.loss()))));
        accuracy.show(curves(texts.get("training.curve.accuracy"), List.of(
                curve(texts.get("training.curve.training"), 1, now, epoch -> 100 * epoch.trainingAccuracy(), 100 * now.trainingAccuracy()),
                curve(texts.get("training.curve.validation"), 0, now, epoch -> 100 * epoch.validationAccuracy(), Double.NaN))));
        List<String> lines = new ArrayList<>();
        lines.add(title(item));
        now.failure().ifPresent(lines::add);
        if (now.failure().isEmpty() && !now.health().explanation().isEmpty()) {
            lines.add(texts.get("training.health", now.health().explanation()));
        }
        if (now.stage() == RunStatus.FINISHED) {
            if (item.summary().request().settings().isQuantized()) {
                model.list().accuracy(item, AccuracyKind.QUANTIZED).ifPresent(known -> lines.add(texts.get("training.quantized", numbers(known))));
            } else {
                model.list().accuracy(item, AccuracyKind.TRAINED).ifPresent(known -> lines.add(texts.get("training.trained", numbers(known))));
            }
            model.list().accuracy(item, AccuracyKind.ON_CHIP).ifPresent(known -> lines.add(texts.get("training.on-chip", numbers(known))));
            if (!model.neuronsProperty().get().isEmpty()) {
                lines.add(texts.get("training.neurons", model.neuronsProperty().get()));
            }
        }
        tell(lines, now.failure().isPresent());
    }

    private String title(TrainingItem item) {
        TrainingRequest request = item.summary().request();
        String title = texts.get("training.title", item.id(), request.architecture().text());
        String from = request.from().isPresent() ? texts.get("training.title.from", request.from().getAsLong()) : "";
        String bits = request.settings().isQuantized() ? texts.get("training.title.bits", request.settings().weightBits()) : "";
        String recipe = String.join("", TrainingChanges.recipe(request.settings()).stream().map(change -> ", " + change).toList());
        return title + from + bits + recipe;
    }

    private static Object[] numbers(Accuracy known) {
        return new Object[] {percent(known.fraction()), percent(known.lowFraction()), percent(known.highFraction()), known.source()};
    }

    private Curves curves(String yTitle, List<Curves.Curve> curves) {
        return new Curves(texts.get("training.curve.epoch"), yTitle, true, false, curves, List.of());
    }

    /** The stored epochs, and the running one at the place it has come to. */
    private static Curves.Curve curve(String name, int colour, TrainingSnapshot now, Function<EpochResult, Double> value, double running) {
        List<Curves.Point> points = new ArrayList<>();
        now.epochs().forEach(epoch -> points.add(new Curves.Point(epoch.epoch(), value.apply(epoch))));
        if (!Double.isNaN(running)) {
            points.add(new Curves.Point(now.epochs().size() + now.doneShare(), running));
        }
        return new Curves.Curve(name, colour, Curves.Style.LINE, points);
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
    }

    private static String time(Duration left) {
        long seconds = left.toSeconds();
        return seconds >= 3600 ? String.format(Locale.ROOT, "%d:%02d h", seconds / 3600, seconds / 60 % 60)
                : String.format(Locale.ROOT, "%d:%02d min", seconds / 60, seconds % 60);
    }
}
