package org.hasnas.ui.chip;

import atlantafx.base.theme.Styles;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hasnas.chip.model.ComparedChip;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.FrontCost;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.ui.chart.BarRow;
import org.hasnas.ui.form.ActionButton;
import org.hasnas.ui.form.Choice;
import org.hasnas.ui.fx.CutCells;
import org.hasnas.ui.fx.MutedLabel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.Tips;
import org.hasnas.ui.fx.UnitSigns;
import org.hasnas.ui.project.OpenProject;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/** At the left which chips, at the right the design on each of them: a table, and bars of one cost on one scale. */
public final class ChipComparisonView extends HBox {
    private static final double LIST_WIDTH = 240;
    private static final double ROW_HEIGHT = 28;
    private static final double TWO_LINES = 44;
    private static final double NAME_WIDTH = 190;
    private static final int SHORT_HASH = 12;
    /** Of the window's own chip, and of the others (Okabe and Ito 2008). */
    private static final String OWN = "#d55e00";
    private static final String OTHER = "#0072b2";

    private final ChipComparisonViewModel model;
    private final Texts texts;
    private final OpenProject project;
    private final ObjectProperty<FrontCost> shown = new SimpleObjectProperty<>(this, "shown", FrontCost.ENERGY);
    private final TableView<ComparedChip> table = new TableView<>();
    private final GridPane bars = new GridPane(8, 3);

    public ChipComparisonView(ChipComparisonViewModel model, OpenProject project, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.project = project;
        setId("chips");
        getStyleClass().add("chip-accuracy");
        table.setId("chips-table");
        table.setPlaceholder(new Region()); // the note says what to do
        CutCells.tellIn(table);
        table.getStyleClass().addAll(Styles.DENSE, "cost-table");
        table.setFixedCellSize(ROW_HEIGHT);
        table.getColumns().setAll(columns());
        bars.setId("chips-bars");
        MutedLabel note = new MutedLabel("");
        note.textProperty().bind(model.noteProperty());
        note.visibleProperty().bind(model.noteProperty().isNotEmpty());
        note.managedProperty().bind(note.visibleProperty());
        Choice<FrontCost> choice = new Choice<>("chips-shown", List.of(FrontCost.values()), this::name).small().of(shown);
        Label label = new Label(texts.get("chips.bars"));
        label.setLabelFor(choice);
        HBox choose = new HBox(8, label, choice);
        choose.setAlignment(Pos.CENTER_LEFT);
        VBox content = new VBox(10, note, table, choose, bars, new MutedLabel(texts.get("chips.spread")), new MutedLabel(texts.get("chips.rates")));
        content.getStyleClass().add("candidate-content");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        setHgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(list(), scroll);
        model.chipsProperty().subscribe(now -> show());
        shown.subscribe((before, now) -> show());
        project.limitsProperty().subscribe((before, now) -> show());
    }

    private String name(FrontCost what) {
        return switch (what) {
            case AREA -> texts.cost(CostKind.AREA);
            case LATENCY -> texts.cost(CostKind.LATENCY);
            case ENERGY -> texts.cost(CostKind.ENERGY);
            case EDAP -> texts.get("chips.edap");
        };
    }

    private static String format(FrontCost what, double value) {
        return switch (what) {
            case AREA -> UnitSigns.format(CostKind.AREA.quantity(), value);
            case LATENCY -> UnitSigns.format(CostKind.LATENCY.quantity(), value);
            case ENERGY -> UnitSigns.format(CostKind.ENERGY.quantity(), value);
            case EDAP -> ChipComparisonViewModel.edap(what.unit().factor() * value);
        };
    }

    private VBox list() {
        VBox boxes = new VBox(4);
        boxes.setId("chips-list");
        boxes.getStyleClass().add("trials-bar");
        model.profiles().subscribe(() -> boxes.getChildren().setAll(model.profiles().stream().map(this::box).toList()));
        boxes.getChildren().setAll(model.profiles().stream().map(this::box).toList());
        ScrollPane scroll = new ScrollPane(boxes);
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        FlowPane actions = new FlowPane(6, 4,
                new ActionButton("chips-all", texts.get("chips.all"), model::chooseAll).small(texts.get("chips.all.tip")).whole(),
                new ActionButton("chips-none", texts.get("chips.none"), model.chosen()::clear).small(texts.get("chips.none.tip")).whole(),
                new ActionButton("chips-file", MaterialDesignF.FOLDER_OPEN_OUTLINE, texts.get("chips.file"), model::chooseFile)
                        .small(texts.get("hardware.file.tip")).whole(),
                whenShown(new ActionButton("chips-copy", MaterialDesignC.CONTENT_COPY, texts.get("compare.copy"), model::copyTable)
                        .small(texts.get("compare.copy.tip")).whole()),
                whenShown(new ActionButton("chips-export", MaterialDesignF.FILE_DELIMITED_OUTLINE, texts.get("chip.export"), model::exportCsv)
                        .small(texts.get("chips.export.title")).whole()));
        actions.getStyleClass().add("trials-bar");
        VBox list = new VBox(actions, scroll);
        list.setMinWidth(LIST_WIDTH);
        list.setMaxWidth(LIST_WIDTH);
        return list;
    }

    private ActionButton whenShown(ActionButton button) {
        model.chipsProperty().subscribe(now -> button.setDisable(now.isEmpty()));
        return button;
    }

    private Node box(String profile) {
        CheckBox box = new CheckBox(profile);
        box.setMnemonicParsing(false);
        Tips.set(box, profile);
        box.getStyleClass().add(Styles.TEXT_SMALL);
        box.setSelected(model.chosen().contains(profile));
        model.chosen().subscribe(() -> box.setSelected(model.chosen().contains(profile)));
        box.setOnAction(_ -> {
            if (!box.isSelected()) {
                model.chosen().remove(profile);
            } else if (!model.chosen().contains(profile)) {
                model.chosen().add(profile);
            }
        });
        return box;
    }

    private List<TableColumn<ComparedChip, ?>> columns() {
        return List.of(text("chips.chip", 190, chip -> chip.cost().profile().id()),
                cost(CostKind.AREA), cost(CostKind.LATENCY), cost(CostKind.ENERGY),
                number(texts.get("chips.edap"), 150, HardwareCost::energyDelayArea, ChipComparisonViewModel::edap),
                number(texts.costTitle(CostKind.MEMORY), 80, cost -> CostKind.MEMORY.costOf(cost, model.limits().memoryScope()),
                        value -> UnitSigns.format(CostKind.MEMORY.quantity(), value)),
                text("chips.on-chip", 200, model::onChip), text("chips.limits", 120, model::verdict),
                text("chips.source", 300, chip -> chip.cost().profile().catalog() + " " + chip.cost().catalogHash().substring(0, SHORT_HASH)),
                text("chips.error", 560, chip -> texts.expectedError(chip.cost().expectedError())));
    }

    private TableColumn<ComparedChip, String> text(String key, double width, Function<ComparedChip, String> text) {
        TableColumn<ComparedChip, String> column = new TableColumn<>(texts.get(key));
        column.setPrefWidth(width);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(text.apply(cell.getValue())));
        return column;
    }

    private TableColumn<ComparedChip, Double> cost(CostKind kind) {
        return number(texts.costTitle(kind), 110, cost -> kind.costOf(cost, MemoryScope.ALL_PARAMETERS),
                value -> UnitSigns.format(kind.quantity(), value));
    }

    /** Sorted by number and shown as text. */
    private static TableColumn<ComparedChip, Double> number(String title, double width, ToDoubleFunction<HardwareCost> value,
            Function<Double, String> text) {
        TableColumn<ComparedChip, Double> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(value.applyAsDouble(cell.getValue().cost().total())));
        column.setCellFactory(created -> new TableCell<>() {
            {
                setAlignment(Pos.CENTER_RIGHT);
            }

            @Override
            protected void updateItem(Double item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty || item == null ? "" : text.apply(item));
            }
        });
        return column;
    }

    private void show() {
        List<ComparedChip> chips = model.chipsProperty().get();
        table.getItems().setAll(chips);
        double height = Math.max(1, chips.size()) * ROW_HEIGHT + TWO_LINES;
        table.setMinHeight(height);
        table.setPrefHeight(height);
        bars.getChildren().clear();
        FrontCost what = shown.get();
        double most = chips.stream().mapToDouble(chip -> chip.range(what::of).getMax()).max().orElse(0);
        String own = project.chip() instanceof PhysicalSettings settings ? settings.profile().id() : "";
        for (int row = 0; row < chips.size(); row++) {
            ComparedChip chip = chips.get(row);
            double value = what.of(chip.cost().total());
            DoubleSummaryStatistics range = chip.range(what::of);
            String id = chip.cost().profile().id();
            String told = chip.byOthers().isEmpty() ? texts.get("chips.bar.one", id, format(what, value))
                    : texts.get("chips.bar", id, format(what, value), String.join(", ", chip.sources()), format(what, range.getMin()),
                            format(what, range.getMax()));
            BarRow bar = new BarRow(value / most, format(what, value), told, id.equals(own) ? OWN : OTHER);
            GridPane.setHgrow(bar, Priority.ALWAYS);
            Label name = new Label(id);
            name.setMinWidth(NAME_WIDTH);
            name.setMinHeight(Region.USE_PREF_SIZE);
            bars.addRow(row, name, chip.byOthers().isEmpty() ? bar : bar.withRange(range.getMin() / most, range.getMax() / most));
        }
    }

    /** Both views of the page of the chip as one, computing only what is seen. */
    public static Region beside(Node accuracy, ChipComparisonViewModel model, OpenProject project, Texts texts) {
        Tab first = new Tab(texts.get("chips.tab.accuracy"), accuracy);
        Tab second = new Tab(texts.get("chips.tab"), new ChipComparisonView(model, project, texts));
        second.selectedProperty().subscribe(model::watch);
        Stream.of(first, second).forEach(tab -> tab.setClosable(false));
        TabPane both = new TabPane(first, second);
        both.setId("chips-tab-pane");
        return both;
    }
}
