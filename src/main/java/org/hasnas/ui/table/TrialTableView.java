package org.hasnas.ui.table;

import atlantafx.base.controls.CustomTextField;
import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.transformation.SortedList;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.control.skin.TableColumnHeader;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.network.Dimension;
import org.hasnas.network.MacroChoice;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.accuracy.AccuracyText;
import org.hasnas.ui.accuracy.KnownAccuracies;
import org.hasnas.ui.accuracy.OutlookText;
import org.hasnas.ui.fx.CountLabel;
import org.hasnas.ui.fx.CutCells;
import org.hasnas.ui.fx.DesignDrag;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.Tips;
import org.hasnas.ui.fx.UnitSigns;
import org.hasnas.ui.project.Outlooks;
import org.hasnas.ui.workspace.Command;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

/** The bottom: all known candidates; the selected row is the selected point of the plot. */
public final class TrialTableView extends VBox {
    private static final double ROW_HEIGHT = 28;
    private static final double FILTER_MIN_WIDTH = 100;

    private final TrialTableViewModel model;
    private final KnownAccuracies accuracies;
    private final Texts texts;
    private final TableView<TrialRow> table = new TableView<>();
    private final HBox bar = new HBox(12);
    private final BiConsumer<String, String> copy;
    private final Tooltip meaning = new Tooltip();
    /** What a cell of a column says. */
    private final Map<TableColumn<TrialRow, ?>, Function<TrialRow, String>> written = new HashMap<>();

    /**
     * @param rowActions what can be done with the selected rows, as their menu
     * @param tool as a button beside the filter
     * @param copy takes a text for the clipboard, and what is told of it
     */
    public TrialTableView(TrialTableViewModel model, KnownAccuracies accuracies, List<Command> rowActions, Command tool,
            BiConsumer<String, String> copy, Texts texts) {
        this.copy = copy;
        this.model = model;
        this.accuracies = accuracies;
        this.texts = texts;
        getStyleClass().add("trials");
        SortedList<TrialRow> sorted = new SortedList<>(model.rows());
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.setId("trials");
        CutCells.tellIn(table);
        table.setFixedCellSize(ROW_HEIGHT);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.getSelectionModel().getSelectedItems().subscribe(() -> model.choose(
                table.getSelectionModel().getSelectedItems().stream().filter(Objects::nonNull).toList()));
        table.getStyleClass().addAll(Styles.DENSE, Styles.STRIPED);
        table.setRowFactory(created -> new Row());
        table.setPlaceholder(placeholder());
        addColumns();
        table.setMinHeight(90);
        VBox.setVgrow(table, Priority.ALWAYS);
        fillBar(tool.button());
        table.setContextMenu(new ContextMenu(Stream.concat(rowActions.stream().map(Command::rowItem), Stream.of(copyItem()))
                .toArray(MenuItem[]::new)));
        table.addEventFilter(MouseEvent.MOUSE_ENTERED_TARGET, this::tellMeaning);
        getChildren().addAll(bar, table);
        followSelection();
        // What the memory limit counts changes a column; a moved limit changes only the cells that listen for it.
        model.project().limitsProperty().subscribe((before, now) -> {
            if (before.memoryScope() != now.memoryScope()) {
                table.refresh();
            }
        });
    }

    /** Marked while its design is under the pointer, here or in another view. */
    private final class Row extends TableRow<TrialRow> {
        private static final PseudoClass POINTED = PseudoClass.getPseudoClass("pointed");

        private Subscription following = Subscription.EMPTY;

        Row() {
            setOnMouseEntered(event -> model.project().hoveredProperty().set(isEmpty() ? -1 : getItem().position()));
            setOnDragDetected(event -> {
                if (!isEmpty()) {
                    DesignDrag.begin(this);
                    event.consume();
                }
            });
            setOnMouseExited(event -> model.project().hoveredProperty().set(-1));
            sceneProperty().subscribe(scene -> {
                following.unsubscribe();
                following = scene == null ? Subscription.EMPTY : model.project().hoveredProperty().subscribe(this::mark);
            });
        }

        @Override
        protected void updateItem(@Nullable TrialRow row, boolean empty) {
            super.updateItem(row, empty);
            mark();
        }

        /** The row in one sentence, since the design is what a row is about and not its first cell; made when a screen reader asks. */
        @Override
        public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
            TrialRow row = getItem();
            return attribute == AccessibleAttribute.TEXT && row != null ? words(row) : super.queryAccessibleAttribute(attribute, parameters);
        }

        private void mark() {
            TrialRow row = getItem();
            pseudoClassStateChanged(POINTED, row != null && row.position() == model.project().hoveredProperty().get());
        }
    }

    private String words(TrialRow row) {
        String costs = row.trial().cost().map(cost -> Stream.of(CostKind.values())
                .map(kind -> texts.cost(kind) + " " + UnitSigns.format(kind.quantity(), cost(kind, cost))).collect(Collectors.joining(", ")))
                .orElse("\u2013");
        return texts.get("table.row", model.known().nameOf(row.position(), texts), row.trial().architecture().text(), costs, model.verdict(row));
    }

    private Label placeholder() {
        Label label = new Label();
        label.setWrapText(true);
        label.textProperty().bind(Bindings.createStringBinding(
                () -> model.known().size() == 0 ? texts.get("table.empty") : texts.get("table.nothing-matches"),
                model.known().contentProperty()));
        return label;
    }

    private void fillBar(Button tool) {
        tool.getStyleClass().add(Styles.SMALL);
        tool.setMinWidth(USE_PREF_SIZE);
        CustomTextField filter = new CustomTextField();
        filter.setId("filter");
        filter.setLeft(new FontIcon(MaterialDesignM.MAGNIFY));
        filter.setPromptText(texts.get("table.filter"));
        Tips.set(filter, texts.get("table.filter.tip"));
        filter.setPrefColumnCount(22);
        filter.setMinWidth(FILTER_MIN_WIDTH);
        filter.getStyleClass().add(Styles.SMALL);
        filter.textProperty().bindBidirectional(model.filterProperty());
        CheckBox feasibleOnly = new CheckBox(texts.get("table.feasible-only"));
        feasibleOnly.setId("feasible-only");
        feasibleOnly.setMinWidth(USE_PREF_SIZE);
        feasibleOnly.selectedProperty().bindBidirectional(model.feasibleOnlyProperty());
        CountLabel count = new CountLabel("row-count");
        count.textProperty().bind(Bindings.createStringBinding(
                () -> texts.get("table.count", table.getItems().size(), model.known().size()),
                table.getItems(), model.known().contentProperty()));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        bar.getChildren().addAll(filter, feasibleOnly, tool, gap, count);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("trials-bar");
    }

    private void addColumns() {
        table.getColumns()
                .add(number("index", texts.get("table.index"), row -> row.trial().index(), row -> Integer.toString(row.trial().index()), 66));
        table.getColumns().add(run());
        table.getColumns().add(matrix());
        addChoices();
        addOutlooks();
        table.getColumns().add(number("fitness", texts.get("table.fitness"), row -> model.fitness(row).map(FitnessScore::value).orElse(Double.NaN),
                row -> model.fitness(row).map(TrialTableView::fitnessText).orElse("\u2013"), 90));
        addAccuracies();
        Stream.of(CostKind.values()).forEach(this::addCost);
        table.getColumns().add(verdict());
        table.getColumns().add(number("seconds", texts.get("table.seconds"), row -> row.trial().seconds(),
                row -> String.format(Locale.ROOT, "%.3f", row.trial().seconds()), 100));
    }

    /** Which run a design is of, while several are shown. */
    private TableColumn<TrialRow, Double> run() {
        TableColumn<TrialRow, Double> column = number("run", texts.get("table.run"), row -> model.run(row).orElse(Double.NaN),
                row -> model.run(row).isPresent() ? String.format(Locale.ROOT, "%.0f", model.run(row).getAsDouble()) : "\u2013", 56);
        model.known().contentProperty().subscribe(content -> column.setVisible(model.known().isMixed()));
        return column;
    }

    private static String fitnessText(FitnessScore score) {
        return score.isSingular() ? "-\u221e" : String.format(Locale.ROOT, "%.3f", score.value());
    }

    /** What a design chooses beside its cells, where its space has choices. */
    private void addChoices() {
        for (Dimension dimension : Dimension.values()) {
            TableColumn<TrialRow, Double> column = number(dimension.key(), texts.get("table." + dimension.key()),
                    row -> macro(row).number(dimension).orElse(Double.NaN),
                    row -> macro(row).has(dimension) ? macro(row).text(dimension) : "\u2013", 122);
            model.known().contentProperty().subscribe(content -> column.setVisible(model.known().request()
                    .filter(request -> !request.space().choices().of(dimension).isEmpty()).isPresent()));
            table.getColumns().add(column);
        }
    }

    private static MacroChoice macro(TrialRow row) {
        return row.trial().architecture().macro();
    }

    /** What a search by trainings expects. */
    private void addOutlooks() {
        Outlooks outlooks = model.project().outlooks();
        TableColumn<TrialRow, Double> expected = number("expected", texts.get("table.expected"), row -> outlooks.percent(row.position()),
                row -> outlooks.of(row.position()).map(outlook -> OutlookText.brief(outlook, texts)).orElse("\u2013"), 216);
        TableColumn<TrialRow, Double> epochs = number("epochs", texts.get("table.epochs"),
                row -> outlooks.of(row.position()).map(outlook -> (double) outlook.epochs()).orElse(Double.NaN),
                row -> outlooks.of(row.position()).map(outlook -> texts.get("table.epochs.of", outlook.epochs(), outlook.wholeEpochs()))
                        .orElse("\u2013"),
                92);
        List<TableColumn<TrialRow, Double>> both = List.of(expected, epochs);
        table.getColumns().addAll(both);
        outlooks.versionProperty().subscribe(version -> {
            both.forEach(column -> column.setVisible(outlooks.exist()));
            table.refresh();
            if (both.stream().anyMatch(table.getSortOrder()::contains)) {
                table.sort();
            }
        });
    }

    /** A column for each kind that exists, and what is lost against the best network of the project's table. */
    private void addAccuracies() {
        List<TableColumn<TrialRow, Double>> kinds = new ArrayList<>();
        for (AccuracyKind kind : AccuracyKind.values()) {
            TableColumn<TrialRow, Double> column = percent("accuracy-" + kind.label(), texts.get("table.accuracy", texts.accuracyTitle(kind)),
                    row -> accuracies.percent(kind, row.position()));
            accuracies.versionProperty().subscribe(() -> column.setVisible(accuracies.exists(kind)));
            column.setVisible(accuracies.exists(kind));
            kinds.add(column);
        }
        TableColumn<TrialRow, Double> regret = percent("regret", texts.get("table.regret"), row -> accuracies.regretPoints(row.position()));
        accuracies.versionProperty().subscribe(() -> {
            regret.setVisible(accuracies.exists(AccuracyKind.BENCHMARK));
            table.refresh();
        });
        regret.setVisible(accuracies.exists(AccuracyKind.BENCHMARK));
        table.getColumns().addAll(kinds);
        table.getColumns().add(regret);
    }

    private TableColumn<TrialRow, Double> percent(String id, String name, ToDoubleFunction<TrialRow> value) {
        return number(id, name, value, row -> Double.isNaN(value.applyAsDouble(row)) ? "\u2013" : AccuracyText.percent(value.applyAsDouble(row)),
                176);
    }

    private void addCost(CostKind kind) {
        table.getColumns().add(number(kind.label(), texts.costTitle(kind), row -> row.trial().cost().map(cost -> cost(kind, cost)).orElse(Double.NaN),
                row -> row.trial().cost().map(cost -> UnitSigns.format(kind.quantity(), cost(kind, cost))).orElse("\u2013"), 104));
    }

    private double cost(CostKind kind, HardwareCost cost) {
        return kind.costOf(cost, model.project().limits().memoryScope());
    }

    private TableColumn<TrialRow, String> matrix() {
        TableColumn<TrialRow, String> column = column("matrix", texts.get("table.matrix"), row -> row.trial().architecture().text(), 190);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue().trial().architecture().text()));
        column.getStyleClass().add("monospace");
        return column;
    }

    private TableColumn<TrialRow, TrialRow> verdict() {
        TableColumn<TrialRow, TrialRow> column = column("limits", texts.get("table.limits"), model::verdict, 236);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setComparator(Comparator.comparing(model::verdict));
        column.setCellFactory(created -> new VerdictCell());
        return column;
    }

    /** Follows the limits by itself, so that a moved slider costs the visible cells of one column only. */
    private final class VerdictCell extends TableCell<TrialRow, TrialRow> {
        private Subscription following = Subscription.EMPTY;

        /** Follows only while it is in a window: the table drops cells for good, and the trials must not keep those. */
        VerdictCell() {
            sceneProperty().subscribe(scene -> {
                following.unsubscribe();
                following = scene == null ? Subscription.EMPTY
                        : model.known().classificationProperty().subscribe(() -> show(getItem()));
            });
        }

        @Override
        protected void updateItem(@Nullable TrialRow row, boolean empty) {
            super.updateItem(row, empty);
            show(empty ? null : row);
        }

        private void show(@Nullable TrialRow row) {
            getStyleClass().removeAll("feasible", "infeasible");
            // A row of the run that was shown before may still be in a cell that waits for its next row.
            if (row == null || row.position() >= model.known().size()) {
                setText("");
            } else {
                setText(model.verdict(row));
                getStyleClass().add(model.known().isFeasible(row.position()) ? "feasible" : "infeasible");
            }
        }
    }

    /** @param id of what the column shows, which has a meaning */
    private TableColumn<TrialRow, Double> number(String id, String name, ToDoubleFunction<TrialRow> value, Function<TrialRow, String> text,
            double width) {
        TableColumn<TrialRow, Double> column = column(id, name, text, width);
        column.getStyleClass().add("number");
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(value.applyAsDouble(cell.getValue())));
        // NaN (not known) sorts below every number.
        column.setComparator((a, b) -> a.isNaN() || b.isNaN() ? Boolean.compare(b.isNaN(), a.isNaN()) : a.compareTo(b));
        column.setCellFactory(created -> new TableCell<>() {
            {
                setAlignment(Pos.CENTER_RIGHT);
            }

            @Override
            protected void updateItem(Double item, boolean empty) {
                super.updateItem(item, empty);
                TrialRow row = getTableRow() == null ? null : getTableRow().getItem();
                setText(empty || row == null ? "" : text.apply(row));
            }
        });
        return column;
    }

    private <T> TableColumn<TrialRow, T> column(String id, String name, Function<TrialRow, String> text, double width) {
        TableColumn<TrialRow, T> column = new TableColumn<>(name);
        column.setId(id);
        column.setPrefWidth(width);
        written.put(column, text);
        return column;
    }

    /** The head of a column tells what is in it. */
    private void tellMeaning(MouseEvent event) {
        if (event.getTarget() instanceof TableColumnHeader header && header.getTableColumn() != null && header.getTableColumn().getId() != null) {
            meaning.setText(texts.meaning(header.getTableColumn().getId()));
            Tooltip.install(header, meaning);
        }
    }

    /** The selected rows with the columns that are seen, for spreadsheets. */
    private void copyRows() {
        List<TableColumn<TrialRow, ?>> seen = table.getVisibleLeafColumns();
        Stream<String> head = Stream.of(seen.stream().map(TableColumn::getText).collect(Collectors.joining("\t")));
        List<TrialRow> rows = table.getSelectionModel().getSelectedItems().stream().filter(Objects::nonNull).toList();
        copy.accept(Stream.concat(head, rows.stream().map(row -> seen.stream()
                .map(column -> Objects.requireNonNull(written.get(column)).apply(row).strip()).collect(Collectors.joining("\t"))))
                .collect(Collectors.joining("\n", "", "\n")), texts.get("table.copied", rows.size()));
    }

    private MenuItem copyItem() {
        MenuItem item = new MenuItem(texts.get("action.copy-rows"), new FontIcon(MaterialDesignC.CONTENT_COPY));
        item.setId("row-copy");
        item.setAccelerator(texts.keys("Shortcut+C")); // of the menu alone: elsewhere the keys copy what is written
        item.setOnAction(_ -> copyRows());
        item.disableProperty().bind(Bindings.isEmpty(table.getSelectionModel().getSelectedItems()));
        return item;
    }

    private void followSelection() {
        // Not the selection itself: it also moves when rows come, go or change places, and that selects no other candidate.
        table.addEventHandler(MouseEvent.MOUSE_RELEASED, event -> takeSelection());
        table.addEventHandler(KeyEvent.KEY_RELEASED, event -> takeSelection());
        model.project().selectedProperty().subscribe(position -> showSelected(position.intValue(), true));
        table.getItems().subscribe(() -> showSelected(model.project().selectedProperty().get(), false));
    }

    private void takeSelection() {
        TrialRow chosen = table.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            model.project().selectedProperty().set(chosen.position());
        }
    }

    private void showSelected(int position, boolean scroll) {
        TrialRow selected = table.getSelectionModel().getSelectedItem();
        if (selected != null && selected.position() == position) {
            return;
        }
        table.getSelectionModel().clearSelection();
        if (position >= 0) {
            for (int i = 0; i < table.getItems().size(); i++) {
                if (table.getItems().get(i).position() == position) {
                    table.getSelectionModel().select(i);
                    if (scroll) {
                        table.scrollTo(Math.max(0, i - 2));
                    }
                    break;
                }
            }
        }
    }
}
