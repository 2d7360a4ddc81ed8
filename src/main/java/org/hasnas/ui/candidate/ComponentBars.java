package org.hasnas.ui.candidate;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.chart.CategoryAxis;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.StackedBarChart;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UnitSigns;
import org.hasnas.units.Quantity;

/** Stacked bars, one for each cost: which share of it each kind of component has. */
final class ComponentBars extends VBox {
    /** Colours that stay apart for every common kind of colour blindness, on both themes (Okabe and Ito 2008; Tol 2021). */
    private static final List<String> COLOURS = List.of("#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7", "#56b4e9", "#f0e442", "#8c8c8c",
            "#882255", "#44aa99", "#7a5cd6");
    private static final double BAR_HEIGHT = 34;
    private static final double AXIS_HEIGHT = 46;

    /**
     * The shares of one component.
     *
     * @param costs its part of each cost in SI units, in the order of the bars
     */
    record Component(String name, List<Double> costs) {
        Component {
            costs = List.copyOf(costs);
        }
    }

    /** One bar: a cost of the whole chip. */
    record Bar(String name, Quantity quantity) {}

    ComponentBars(List<Bar> bars, List<Component> components, Texts texts) {
        super(4);
        setId("cost-bars");
        NumberAxis share = new NumberAxis(0, 100, 25);
        share.setLabel(texts.get("cost.bars.share"));
        share.setMinorTickVisible(false);
        CategoryAxis cost = new CategoryAxis(FXCollections.observableArrayList(bars.reversed().stream().map(Bar::name).toList()));
        StackedBarChart<Number, String> chart = new StackedBarChart<>(share, cost);
        chart.setAnimated(false);
        chart.setLegendVisible(false);
        chart.setCategoryGap(10);
        chart.setMinHeight(USE_PREF_SIZE);
        chart.setPrefHeight(bars.size() * BAR_HEIGHT + AXIS_HEIGHT);
        chart.getStyleClass().add("component-bars");
        FlowPane legend = new FlowPane(10, 2);
        for (int index = 0; index < components.size(); index++) {
            Component component = components.get(index);
            String colour = COLOURS.get(index % COLOURS.size());
            XYChart.Series<Number, String> series = new XYChart.Series<>();
            series.setName(component.name());
            List<String> told = new ArrayList<>();
            for (int bar = 0; bar < bars.size(); bar++) {
                double part = component.costs().get(bar);
                double percent = percent(part, components, bar);
                XYChart.Data<Number, String> data = new XYChart.Data<>(percent, bars.get(bar).name());
                series.getData().add(data);
                String text = texts.get("cost.bars.tip", component.name(), bars.get(bar).name(), UnitSigns.format(bars.get(bar).quantity(), part),
                        String.format(Locale.ROOT, "%.1f", percent));
                told.add(text);
                data.nodeProperty().subscribe(node -> {
                    if (node != null) {
                        node.setStyle("-fx-bar-fill: " + colour + "; -fx-background-color: " + colour + ";");
                        Tooltip.install(node, new Tooltip(text));
                    }
                });
            }
            chart.getData().add(series);
            for (int bar = 0; bar < bars.size(); bar++) {
                Node node = series.getData().get(bar).getNode();
                node.accessibleTextProperty().unbind(); // from words of the chart's own, which are English
                node.setAccessibleText(told.get(bar));
            }
            legend.getChildren().add(entry(component.name(), colour));
        }
        getChildren().addAll(chart, legend);
    }

    private static double percent(double part, List<Component> components, int bar) {
        double whole = components.stream().mapToDouble(component -> component.costs().get(bar)).sum();
        return whole > 0 ? 100 * part / whole : 0;
    }

    private static HBox entry(String name, String colour) {
        Region square = new Region();
        square.setMinSize(10, 10);
        square.setPrefSize(10, 10);
        square.setMaxSize(10, 10);
        square.setStyle("-fx-background-color: " + colour + ";");
        Label label = new Label(name);
        label.getStyleClass().add(Styles.TEXT_SMALL);
        HBox entry = new HBox(4, square, label);
        entry.setAlignment(Pos.CENTER_LEFT);
        return entry;
    }
}
