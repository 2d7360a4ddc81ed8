package org.hasnas.ui.compare;

import atlantafx.base.theme.Styles;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.SpikeSimCostReport;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.chart.Chart;

/** What each part of the designs costs: below each other the parts, in each a bar for every design, all on one scale. */
final class PartBars extends GridPane implements Chart {
    private static final double BAR = 9;
    private static final double NAME_WIDTH = 150;
    private static final double NUMBER_WIDTH = 78;

    private final Texts texts;

    PartBars(String id, Texts texts) {
        super(8, 8);
        this.texts = texts;
        setId(id);
    }

    /** What a chip is made of, or what a network is made of. */
    enum Parts { COMPONENTS, LAYERS }

    /** @param colours of the designs, as style sheets write them */
    void show(List<ComparedDesign> designs, Parts parts, CostKind kind, List<String> colours) {
        getChildren().clear();
        List<Map<String, Double>> costs =
                designs.stream().map(design -> design.cost().map(report -> of(report, parts, kind)).orElse(Map.of())).toList();
        Set<String> names = new LinkedHashSet<>();
        costs.forEach(known -> names.addAll(known.keySet()));
        double most = costs.stream().flatMap(known -> known.values().stream()).mapToDouble(Double::doubleValue).max().orElse(0);
        if (!(most > 0)) {
            Label none = new Label(texts.get("compare.parts.none", kind.label()));
            none.getStyleClass().add(Styles.TEXT_MUTED);
            none.setWrapText(true);
            add(none, 0, 0);
            return;
        }
        int row = 0;
        for (String name : names) {
            Label label = new Label(name);
            label.setMinWidth(NAME_WIDTH);
            label.setMaxWidth(NAME_WIDTH);
            label.setTooltip(new Tooltip(name));
            VBox bars = new VBox(2);
            setHgrow(bars, Priority.ALWAYS);
            for (int i = 0; i < designs.size(); i++) {
                double cost = costs.get(i).getOrDefault(name, 0.0);
                bars.getChildren().add(bar(designs.get(i).name(), cost, cost / most, kind, colours.get(i)));
            }
            addRow(row++, label, bars);
        }
    }

    private HBox bar(String design, double cost, double share, CostKind kind, String colour) {
        Region bar = new Region();
        bar.setStyle("-fx-background-color: " + colour + ";");
        bar.setMinHeight(BAR);
        bar.setMaxHeight(BAR);
        StackPane track = new StackPane(bar);
        track.setAlignment(Pos.CENTER_LEFT);
        track.setMinWidth(40);
        bar.maxWidthProperty().bind(track.widthProperty().multiply(share));
        HBox.setHgrow(track, Priority.ALWAYS);
        String number = cost > 0 ? kind.quantity().format(cost).strip() : "\u2013";
        Label value = new Label(number);
        value.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        value.setMinWidth(NUMBER_WIDTH);
        value.setAlignment(Pos.CENTER_RIGHT);
        HBox row = new HBox(6, track, value);
        row.setAlignment(Pos.CENTER_LEFT);
        row.setMaxHeight(BAR + 5);
        Tooltip.install(row, new Tooltip(design + ": " + number));
        return row;
    }

    /** Cost of each part in SI units, in the order of the report; empty if the model tells none. */
    static Map<String, Double> of(CostReport report, Parts parts, CostKind kind) {
        return switch (report) {
            case PhysicalCostReport physical -> switch (parts) {
                case COMPONENTS -> map(physical.components(), part -> part.component().label(), part -> switch (kind) {
                    case AREA -> part.area().squareMetres();
                    case ENERGY -> part.energy().joules();
                    case LATENCY -> part.latency().seconds();
                    case MEMORY -> 0.0;
                });
                case LAYERS -> map(physical.layers(), PhysicalCostReport.LayerCost::layer, layer -> switch (kind) {
                    case AREA -> layer.area().squareMetres();
                    case ENERGY -> layer.energy().joules();
                    case LATENCY -> layer.latency().seconds();
                    case MEMORY -> (double) layer.weights();
                });
            };
            case SpikeSimCostReport spikeSim -> switch (parts) {
                case COMPONENTS -> map(spikeSim.components(), SpikeSimCostReport.ComponentCost::component, part -> switch (kind) {
                    case AREA -> part.area().squareMetres();
                    case ENERGY -> part.energy().joules();
                    case LATENCY, MEMORY -> 0.0;
                });
                case LAYERS -> map(spikeSim.layers(), SpikeSimCostReport.LayerCost::layer, layer -> switch (kind) {
                    case AREA -> layer.peArea().squareMetres();
                    case ENERGY -> layer.energy().joules();
                    case LATENCY -> layer.latency().seconds();
                    case MEMORY -> (double) layer.weights();
                });
            };
        };
    }

    private static <P> Map<String, Double> map(List<P> parts, Function<P, String> name, Function<P, Double> cost) {
        Map<String, Double> costs = new LinkedHashMap<>();
        parts.forEach(part -> costs.merge(name.apply(part), cost.apply(part), Double::sum));
        return costs;
    }
}
