package org.hasnas.ui.compare;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.SpikeSimCostReport;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.ui.chart.BarRow;
import org.hasnas.ui.chart.Chart;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UnitSigns;

/** What each part of the designs costs: below each other the parts, in each a bar for every design, all on one scale. */
final class PartBars extends GridPane implements Chart {
    private static final double NAME_WIDTH = 150;
    private static final String NONE = "\u2013";

    private final Texts texts;

    PartBars(String id, Texts texts) {
        super(8, 8);
        this.texts = texts;
        setId(id);
    }

    /** What a chip is made of, or what a network is made of. */
    enum Parts { COMPONENTS, LAYERS }

    /**
     * What a part of a design has.
     *
     * @param text of the value
     * @param more what is told beside it when asked
     */
    private record Bar(double value, String text, String more) {}

    /** @param colours of the designs, as style sheets write them */
    void show(List<ComparedDesign> designs, Parts parts, CostKind kind, List<String> colours) {
        show(designs, design -> bars(named(design.cost().map(report -> of(report, parts, kind)).orElse(Map.of()), parts),
                cost -> new Bar(cost, cost > 0 ? UnitSigns.format(kind.quantity(), cost) : NONE, "")),
                texts.get("compare.parts.none", texts.cost(kind)),
                colours);
    }

    /** Names of layers are those of the files. */
    private Map<String, Double> named(Map<String, Double> costs, Parts parts) {
        return switch (parts) {
            case COMPONENTS -> map(List.copyOf(costs.entrySet()), cost -> texts.component(cost.getKey()), Map.Entry::getValue);
            case LAYERS -> costs;
        };
    }

    /** How many of the neurons before each layer spike; time step by time step when asked. */
    void showSpikes(List<ComparedDesign> designs, List<String> colours) {
        show(designs, design -> {
            Map<String, LayerRate> rates = new LinkedHashMap<>();
            design.rates().forEach(rate -> rates.put(rate.layer(), rate));
            return bars(rates, rate -> new Bar(rate.mean(), percent(rate.mean()), texts.get("compare.spikes.steps", String.join(", ",
                    rate.perTimeStep().stream().map(PartBars::percent).toList()))));
        }, texts.get("compare.spikes.none"), colours);
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * fraction);
    }

    private static <V> Map<String, Bar> bars(Map<String, V> values, Function<V, Bar> bar) {
        Map<String, Bar> bars = new LinkedHashMap<>();
        values.forEach((part, value) -> bars.put(part, bar.apply(value)));
        return bars;
    }

    private void show(List<ComparedDesign> designs, Function<ComparedDesign, Map<String, Bar>> of, String nothing, List<String> colours) {
        getChildren().clear();
        List<Map<String, Bar>> all = designs.stream().map(of).toList();
        double most = all.stream().flatMap(known -> known.values().stream()).mapToDouble(Bar::value).max().orElse(0);
        if (!(most > 0)) {
            Label none = new Label(nothing);
            none.getStyleClass().add(Styles.TEXT_MUTED);
            none.setWrapText(true);
            add(none, 0, 0);
            return;
        }
        int row = 0;
        for (String name : inOrder(all)) {
            Label label = new Label(name);
            label.setMinWidth(NAME_WIDTH);
            label.setMaxWidth(NAME_WIDTH);
            label.setWrapText(true);
            VBox bars = new VBox(2);
            setHgrow(bars, Priority.ALWAYS);
            for (int i = 0; i < designs.size(); i++) {
                Bar bar = all.get(i).getOrDefault(name, new Bar(0, NONE, ""));
                bars.getChildren().add(new BarRow(bar.value() / most, bar.text(), designs.get(i).name() + ": " + bar.text()
                        + (bar.more().isEmpty() ? "" : "\n" + bar.more()), colours.get(i)));
            }
            addRow(row++, label, bars);
        }
    }

    /** The parts of all designs; one that the first lacks stands behind what it follows in its own design. */
    private static List<String> inOrder(List<Map<String, Bar>> all) {
        List<String> names = new ArrayList<>();
        for (Map<String, Bar> design : all) {
            int next = 0;
            for (String name : design.keySet()) {
                int known = names.indexOf(name);
                if (known < 0) {
                    names.add(next++, name);
                } else {
                    next = known + 1;
                }
            }
        }
        return names;
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
