package org.hasnas.ui.candidate;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.PhysicalCostReport.PartCost;
import org.hasnas.chip.model.SpikeSimCostReport;
import org.hasnas.chip.model.SpikeSimCostReport.ComponentCost;
import org.hasnas.chip.model.SpikeSimCostReport.LayerCost;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.ui.fx.CutCells;
import org.hasnas.ui.fx.MutedLabel;
import org.hasnas.ui.fx.SectionLabel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UnitSigns;
import org.hasnas.units.Quantity;

/** Cost per layer and by component, with the model that computed it, what it covers and what it leaves out. */
public final class CostView extends VBox {
    /** Of the width of a column of numbers, where there is little room. */
    private static final double LEAST_SHARE = 0.75;
    private static final double ROW_HEIGHT = 28;
    /** That of the style {@code cost-table}, in pixels, and what is around names in their cells. */
    private static final double FONT_SIZE = 11;
    private static final double NAME_SPACE = 12;
    private static final double LEAST_NAME = 40;
    /** Two lines: name and unit. */
    private static final double HEAD_HEIGHT = 38;

    private static final int SHORT_HASH = 12;
    /** Images per second of a usual camera. */
    private static final int VIDEO = 30;

    private final Texts texts;

    public CostView(Texts texts) {
        super(8);
        this.texts = texts;
        setId("cost");
    }

    void showWaiting() {
        getChildren().setAll(new MutedLabel(texts.get("cost.waiting")));
    }

    public void show(CostReport report) {
        switch (report) {
            case SpikeSimCostReport spikeSim -> show(spikeSim);
            case PhysicalCostReport physical -> show(physical);
        }
    }

    private void show(PhysicalCostReport report) {
        HardwareProfile profile = report.profile();
        getChildren().setAll(bold("cost-model", texts.get("cost.model.profile", report.total().model().label(), profile.id())),
                new MutedLabel(UnitSigns.of(profile.description())),
                new MutedLabel(texts.get("cost.catalog", profile.catalog(), report.catalogHash().substring(0, SHORT_HASH))),
                new MutedLabel(texts.get("cost.expected-error", texts.expectedError(report.expectedError()))),
                new MutedLabel(spikeRate(report)), new MutedLabel(UnitSigns.of(report.coverage())), new SectionLabel(texts.get("cost.components")),
                bars(report),
                parts(report.components()), new MutedLabel(texts.get("cost.leakage", UnitSigns.format(Quantity.ENERGY, report.leakage().joules()),
                        String.format(Locale.ROOT, "%.0f", 100 * report.utilizationFraction()),
                        String.format(Locale.ROOT, "%.3g", 1e6 * report.leakageWatts()),
                        UnitSigns.format(Quantity.ENERGY, report.perImage(VIDEO).joules()), VIDEO)),
                new SectionLabel(texts.get("cost.layers")), physicalLayers(report));
        report.programming().ifPresent(programming -> getChildren().add(new MutedLabel(UnitSigns.of(programming.sentence()))));
        if (!report.warnings().isEmpty()) {
            getChildren().add(new SectionLabel(texts.get("cost.warnings")));
            report.warnings().forEach(warning -> getChildren().add(new MutedLabel(UnitSigns.of("\u2022 " + warning))));
        }
        knownLimits(report);
    }

    private String spikeRate(PhysicalCostReport report) {
        double least = report.layers().stream().mapToDouble(PhysicalCostReport.LayerCost::spikeRate).min().orElse(0);
        double most = report.layers().stream().mapToDouble(PhysicalCostReport.LayerCost::spikeRate).max().orElse(0);
        return texts.get("cost.spike-rate", texts.range(3, least, most));
    }

    private ComponentBars bars(PhysicalCostReport report) {
        List<ComponentBars.Bar> bars = List.of(bar(CostKind.AREA, report.total().area().squareMetres()),
                bar(CostKind.ENERGY, report.total().energy().joules()),
                bar(CostKind.LATENCY, report.total().latency().seconds()));
        return new ComponentBars(bars, report.components().stream().map(part -> new ComponentBars.Component(texts.component(part.component().label()),
                List.of(part.area().squareMetres(), part.energy().joules(), part.latency().seconds()))).toList(), texts);
    }

    private ComponentBars bars(SpikeSimCostReport report) {
        List<ComponentBars.Bar> bars = List.of(bar(CostKind.AREA, report.total().area().squareMetres()),
                bar(CostKind.ENERGY, report.total().energy().joules()));
        return new ComponentBars(bars, report.components().stream().map(part -> new ComponentBars.Component(texts.component(part.component()),
                List.of(part.area().squareMetres(), part.energy().joules()))).toList(), texts);
    }

    private ComponentBars.Bar bar(CostKind kind, double total) {
        return new ComponentBars.Bar(texts.costTitle(kind) + "\n" + UnitSigns.format(kind.quantity(), total), kind.quantity());
    }

    private TableView<PartCost> parts(List<PartCost> parts) {
        TableView<PartCost> table = table("cost-components", parts.size());
        table.getColumns().add(text(texts.get("cost.component"), part -> texts.component(part.component().label()), 120));
        table.getColumns().add(area(part -> part.area().squareMetres(), 76));
        table.getColumns().add(energy(part -> part.energy().joules(), 84));
        table.getColumns().add(latency(part -> part.latency().seconds(), 84));
        table.getItems().setAll(parts);
        keepNames(table, parts.stream().map(part -> texts.component(part.component().label())).toList(), List.of(3));
        return table;
    }

    private TableView<PhysicalCostReport.LayerCost> physicalLayers(PhysicalCostReport report) {
        TableView<PhysicalCostReport.LayerCost> table = table("cost-layers", report.layers().size());
        table.getColumns().add(text(texts.get("cost.layer"), PhysicalCostReport.LayerCost::layer, 104));
        table.getColumns().add(number(texts.get("cost.tiles"), layer -> (double) layer.tiles(), layer -> Long.toString(layer.tiles()), 46));
        table.getColumns().add(area(layer -> layer.area().squareMetres(), 76));
        table.getColumns().add(latency(layer -> layer.latency().seconds(), 84));
        table.getColumns().add(energy(layer -> layer.energy().joules(), 84));
        table.getItems().setAll(report.layers());
        keepNames(table, report.layers().stream().map(PhysicalCostReport.LayerCost::layer).toList(), List.of(1, 3));
        return table;
    }

    private static Label bold(String id, String text) {
        Label label = new Label(text);
        label.setId(id);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().add(Styles.TEXT_BOLD);
        return label;
    }

    private void knownLimits(CostReport report) {
        if (!report.knownLimits().isEmpty()) {
            getChildren().add(new SectionLabel(texts.get("cost.known-limits")));
            report.knownLimits().forEach(limit -> getChildren().add(new MutedLabel(UnitSigns.of("\u2022 " + limit))));
        }
    }

    private void show(SpikeSimCostReport report) {
        SpikeSimSettings settings = report.settings();
        Label inputs = new MutedLabel(texts.get("cost.inputs", settings.crossbarSize(), settings.pesPerTile(), settings.device().name(),
                settings.includeClassifier() ? texts.get("cost.classifier.yes") : texts.get("cost.classifier.no")));
        getChildren().setAll(bold("cost-model", texts.get("cost.model", settings.model().label())), inputs,
                new MutedLabel(texts.get("cost.catalog", settings.model().label(), report.catalogHash().substring(0,
                        Math.min(SHORT_HASH, report.catalogHash().length())))),
                new MutedLabel(UnitSigns.of(report.coverage())), new SectionLabel(texts.get("cost.components")), bars(report), components(report),
                new SectionLabel(texts.get("cost.layers")), layers(report));
        knownLimits(report);
    }

    private TableView<LayerCost> layers(SpikeSimCostReport report) {
        TableView<LayerCost> table = table("cost-layers", report.layers().size());
        table.getColumns().add(text(texts.get("cost.layer"), LayerCost::layer, 104));
        table.getColumns().add(number(texts.get("cost.pes"), layer -> (double) layer.processingElements(),
                layer -> Long.toString(layer.processingElements()), 40));
        table.getColumns().add(area(layer -> layer.peArea().squareMetres(), 76));
        table.getColumns().add(latency(layer -> layer.latency().seconds(), 84));
        table.getColumns().add(energy(layer -> layer.energy().joules(), 84));
        table.getItems().setAll(report.layers());
        keepNames(table, report.layers().stream().map(LayerCost::layer).toList(), List.of(1, 3));
        return table;
    }

    private TableView<ComponentCost> components(SpikeSimCostReport report) {
        TableView<ComponentCost> table = table("cost-components", report.components().size());
        table.getColumns().add(text(texts.get("cost.component"), part -> texts.component(part.component()), 150));
        table.getColumns().add(area(part -> part.area().squareMetres(), 76));
        table.getColumns().add(energy(part -> part.energy().joules(), 84));
        table.getItems().setAll(report.components());
        return table;
    }

    private static <T> TableView<T> table(String id, int rows) {
        TableView<T> table = new TableView<>();
        table.setId(id);
        CutCells.tellIn(table);
        table.getStyleClass().addAll(Styles.DENSE, "cost-table");
        table.setFixedCellSize(ROW_HEIGHT);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        // All rows are shown: a table that scrolls inside a panel that scrolls is hard to use.
        double height = Math.max(rows, 1) * ROW_HEIGHT + HEAD_HEIGHT;
        table.setMinHeight(height);
        table.setPrefHeight(height);
        return table;
    }

    /**
     * Makes the first column as wide as the longest of its names. Where there is no room for that, numbers are not shown: a name that is cut off says
     * nothing about any of them.
     *
     * @param givingWay columns that may be hidden, that which is missed least first
     */
    private static void keepNames(TableView<?> table, List<String> names, List<Integer> givingWay) {
        List<? extends TableColumn<?, ?>> columns = List.copyOf(table.getColumns());
        double longest = names.stream().mapToDouble(name -> {
            Text drawn = new Text(name);
            drawn.setFont(Font.font(FONT_SIZE));
            return drawn.getLayoutBounds().getWidth();
        }).max().orElse(0) + NAME_SPACE;
        table.widthProperty().subscribe(width -> {
            if (width.doubleValue() == 0) {
                return; // it is not laid out yet
            }
            double lacking = longest + columns.stream().skip(1).mapToDouble(TableColumn::getMinWidth).sum() - width.doubleValue();
            for (int column : givingWay) {
                columns.get(column).setVisible(lacking <= 0);
                lacking -= lacking <= 0 ? 0 : columns.get(column).getMinWidth();
            }
            columns.getFirst().setMinWidth(Math.max(LEAST_NAME, longest - Math.max(0, lacking)));
        });
    }

    private static <T> TableColumn<T, String> text(String name, Function<T, String> text, double width) {
        TableColumn<T, String> column = new TableColumn<>(name);
        column.setPrefWidth(width);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(text.apply(cell.getValue())));
        return column;
    }

    private <T> TableColumn<T, Double> area(ToDoubleFunction<T> squareMetres, double width) {
        return quantity(CostKind.AREA, squareMetres, width);
    }

    private <T> TableColumn<T, Double> latency(ToDoubleFunction<T> seconds, double width) {
        return quantity(CostKind.LATENCY, seconds, width);
    }

    private <T> TableColumn<T, Double> energy(ToDoubleFunction<T> joules, double width) {
        return quantity(CostKind.ENERGY, joules, width);
    }

    /** A column in the display unit of its quantity, which its head names. */
    private <T> TableColumn<T, Double> quantity(CostKind kind, ToDoubleFunction<T> siValue, double width) {
        Quantity quantity = kind.quantity();
        return number(texts.costTitle(kind) + "\n" + UnitSigns.unit(quantity), siValue::applyAsDouble,
                row -> UnitSigns.number(quantity, siValue.applyAsDouble(row)), width);
    }

    /** A column sorted by number and shown as text. */
    private static <T> TableColumn<T, Double> number(String name, Function<T, Double> value, Function<T, String> text, double width) {
        TableColumn<T, Double> column = new TableColumn<>(name);
        column.setPrefWidth(width);
        column.setMinWidth(LEAST_SHARE * width); // names give way to numbers
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(value.apply(cell.getValue())));
        column.setCellFactory(created -> new TableCell<>() {
            {
                setAlignment(Pos.CENTER_RIGHT);
            }

            @Override
            protected void updateItem(Double item, boolean empty) {
                super.updateItem(item, empty);
                T row = getTableRow() == null ? null : getTableRow().getItem();
                setText(empty || row == null ? "" : text.apply(row));
            }
        });
        return column;
    }
}
