package org.hasnas.ui.candidate;

import atlantafx.base.theme.Styles;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import org.hasnas.domain.hardware.CostReport;
import org.hasnas.domain.hardware.PhysicalCostReport;
import org.hasnas.domain.hardware.SpikeSimCostReport;
import org.hasnas.domain.hardware.SpikeSimCostReport.ComponentCost;
import org.hasnas.domain.hardware.SpikeSimCostReport.LayerCost;
import org.hasnas.domain.hardware.SpikeSimSettings;
import org.hasnas.ui.fx.Texts;
import org.hasnas.units.Quantity;

/** Cost per layer and by component, with the model that computed it, what it covers and what it leaves out. */
final class CostView extends VBox {
    private static final double ROW_HEIGHT = 28;
    /** Two lines: name and unit. */
    private static final double HEAD_HEIGHT = 38;

    private final Texts texts;

    CostView(Texts texts) {
        super(8);
        this.texts = texts;
        setId("cost");
    }

    void showWaiting() {
        getChildren().setAll(muted(texts.get("cost.waiting")));
    }

    void show(CostReport report) {
        switch (report) {
            case SpikeSimCostReport spikeSim -> show(spikeSim);
            case PhysicalCostReport physical -> show(physical);
        }
    }

    private void show(PhysicalCostReport report) {
        Label model = new Label(texts.get("cost.model", report.total().model().label()));
        model.setId("cost-model");
        model.getStyleClass().add(Styles.TEXT_BOLD);
        getChildren().setAll(model, muted(report.profile().id() + ": " + report.profile().description()), muted(report.coverage()));
    }

    private void show(SpikeSimCostReport report) {
        SpikeSimSettings settings = report.settings();
        Label model = new Label(texts.get("cost.model", settings.model().label()));
        model.setId("cost-model");
        model.getStyleClass().add(Styles.TEXT_BOLD);
        Label inputs = muted(texts.get("cost.inputs", settings.crossbarSize(), settings.pesPerTile(), settings.device().name(),
                settings.includeClassifier() ? texts.get("cost.classifier.yes") : texts.get("cost.classifier.no")));
        getChildren().setAll(model, inputs, muted(report.coverage()), heading(texts.get("cost.layers")), layers(report),
                heading(texts.get("cost.components")), components(report));
        if (!report.knownLimits().isEmpty()) {
            getChildren().add(heading(texts.get("cost.known-limits")));
            report.knownLimits().forEach(limit -> getChildren().add(muted("\u2022 " + limit)));
        }
    }

    private TableView<LayerCost> layers(SpikeSimCostReport report) {
        TableView<LayerCost> table = table("cost-layers", report.layers().size());
        table.getColumns().add(text(texts.get("cost.layer"), LayerCost::layer, 104));
        table.getColumns().add(number(texts.get("cost.pes"), layer -> (double) layer.processingElements(),
                layer -> Long.toString(layer.processingElements()), 46));
        table.getColumns().add(number(texts.get("cost.area", Quantity.AREA.displayUnit().symbol()), layer -> layer.peArea().squareMetres(), layer -> number(Quantity.AREA, layer.peArea().squareMetres()), 66));
        table.getColumns().add(number(texts.get("cost.latency", Quantity.LATENCY.displayUnit().symbol()), layer -> layer.latency().seconds(), layer -> number(Quantity.LATENCY, layer.latency().seconds()), 72));
        table.getColumns().add(number(texts.get("cost.energy", Quantity.ENERGY.displayUnit().symbol()), layer -> layer.energy().joules(), layer -> number(Quantity.ENERGY, layer.energy().joules()), 72));
        table.getItems().setAll(report.layers());
        return table;
    }

    private TableView<ComponentCost> components(SpikeSimCostReport report) {
        TableView<ComponentCost> table = table("cost-components", report.components().size());
        table.getColumns().add(text(texts.get("cost.component"), ComponentCost::component, 150));
        table.getColumns().add(number(texts.get("cost.area", Quantity.AREA.displayUnit().symbol()), part -> part.area().squareMetres(), part -> number(Quantity.AREA, part.area().squareMetres()), 80));
        table.getColumns().add(number(texts.get("cost.energy", Quantity.ENERGY.displayUnit().symbol()), part -> part.energy().joules(), part -> number(Quantity.ENERGY, part.energy().joules()), 80));
        table.getItems().setAll(report.components());
        return table;
    }

    private static <T> TableView<T> table(String id, int rows) {
        TableView<T> table = new TableView<>();
        table.setId(id);
        table.getStyleClass().addAll(Styles.DENSE, "cost-table");
        table.setFixedCellSize(ROW_HEIGHT);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        // All rows are shown: a table that scrolls inside a panel that scrolls is hard to use.
        double height = Math.max(rows, 1) * ROW_HEIGHT + HEAD_HEIGHT;
        table.setMinHeight(height);
        table.setPrefHeight(height);
        return table;
    }

    private static <T> TableColumn<T, String> text(String name, Function<T, String> text, double width) {
        TableColumn<T, String> column = new TableColumn<>(name);
        column.setPrefWidth(width);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(text.apply(cell.getValue())));
        return column;
    }

    /** A column sorted by number and shown as text. */
    private static <T> TableColumn<T, Double> number(String name, Function<T, Double> value, Function<T, String> text, double width) {
        TableColumn<T, Double> column = new TableColumn<>(name);
        column.setPrefWidth(width);
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

    /** A value in the unit that the column's head names. */
    private static String number(Quantity quantity, double siValue) {
        String text = quantity.format(siValue);
        return text.substring(0, text.length() - quantity.displayUnit().symbol().length()).strip();
    }

    private static Label heading(String text) {
        Label heading = new Label(text);
        heading.getStyleClass().add("section");
        return heading;
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        return label;
    }
}
