package org.hasnas.ui.network;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.LayerNames;
import org.hasnas.network.Network;
import org.hasnas.ui.chart.CurveChart;
import org.hasnas.ui.fx.MutedLabel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UnitSigns;
import org.hasnas.units.Quantity;
import org.hasnas.workbench.diagram.LayerFacts;
import org.hasnas.workbench.diagram.NetworkDiagram;

/** All numbers of the chosen layer, and how its weights are spread after training. */
final class LayerView extends VBox {
    private static final double CHART_HEIGHT = 190;
    private static final double MOST_CHART_HEIGHT = 420;

    private final NetworkViewModel model;
    private final Texts texts;
    private final GridPane numbers = new GridPane(12, 3);
    private final MutedLabel note = new MutedLabel("");
    private final CurveChart weights;

    LayerView(NetworkViewModel model, Texts texts, ObservableValue<Boolean> dark) {
        super(8);
        this.model = model;
        this.texts = texts;
        this.weights = new CurveChart(texts);
        numbers.setId("layer-numbers");
        weights.setId("layer-weights");
        weights.setMinHeight(CHART_HEIGHT);
        weights.setMaxHeight(MOST_CHART_HEIGHT);
        setVgrow(weights, Priority.ALWAYS);
        List.of(note, numbers, weights).forEach(node -> node.managedProperty().bind(node.visibleProperty()));
        getChildren().addAll(note, numbers, weights);
        dark.subscribe(weights::setDark);
        model.shownProperty().subscribe(now -> show());
        model.layerProperty().subscribe(now -> show());
        model.weightsProperty().subscribe(now -> {
            weights.setVisible(now.isPresent());
            now.ifPresent(weights::show);
        });
    }

    private void show() {
        String name = model.layerProperty().get();
        Optional<LayerFacts> layer = model.shownProperty().get().flatMap(shown -> shown.layer(name));
        note.setVisible(layer.isEmpty());
        note.setText(name.isEmpty() ? texts.get("network.layer.none") : texts.get("network.layer.pass", name));
        numbers.setVisible(layer.isPresent());
        numbers.getChildren().clear();
        layer.ifPresent(facts -> show(facts, model.shownProperty().get().orElseThrow().candidate().network()));
    }

    private void show(LayerFacts layer, Network network) {
        row("network.layer.name", layer.name());
        row("network.layer.operation", network.convolutions().stream().filter(one -> one.name().equals(layer.name())).findFirst()
                .map(this::operation).orElseGet(() -> texts.get("network.layer.linear")));
        row("network.layer.shape", NetworkDiagram.shape(layer.input()) + " \u2192 " + NetworkDiagram.shape(layer.output()));
        row("network.layer.parameters", Long.toString(layer.parameters()));
        row("network.layer.macs", NetworkDiagram.count((double) layer.multiplyAccumulates()));
        boolean measured = layer.inputRate().isPresent();
        String unknown = texts.get(layer.name().equals(LayerNames.STEM) ? "network.layer.image" : "network.layer.unknown");
        row("network.layer.rate", measured ? texts.get("network.layer.rate.steps", percent(layer.inputRate().getAsDouble()),
                layer.inputRates().stream().map(LayerView::percent).collect(Collectors.joining(", "))) : unknown);
        row("network.layer.sops", measured ? NetworkDiagram.count(layer.synapticOperations().orElse(0)) : unknown);
        LayerFacts.Cost cost = layer.cost().orElse(null);
        row("network.layer.crossbars", cost == null ? texts.get("network.layer.unmapped") : Long.toString(cost.crossbars()));
        if (cost != null) {
            row("network.layer.area", UnitSigns.format(Quantity.AREA, cost.area().squareMetres()));
            row("network.layer.latency", UnitSigns.format(Quantity.LATENCY, cost.latency().seconds()));
            row("network.layer.energy", UnitSigns.format(Quantity.ENERGY, cost.energy().joules()));
        }
    }

    private String operation(ConvolutionLayer layer) {
        String size = layer.kernelSize() + "x" + layer.kernelSize();
        return texts.get(layer.depthwise() ? "network.layer.depthwise" : "network.layer.convolution", size)
                + (layer.stride() > 1 ? texts.get("network.layer.stride", layer.stride()) : "")
                + (layer.pooledHeight() < layer.outHeight() ? texts.get("network.layer.pooled") : "");
    }

    private void row(String key, String value) {
        Label text = new Label(value);
        text.setId("layer-" + key.substring(key.lastIndexOf('.') + 1));
        text.setWrapText(true);
        Label name = new Label(texts.get(key));
        name.setMinWidth(USE_PREF_SIZE);
        numbers.addRow(numbers.getRowCount(), name, text);
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.1f", 100 * fraction);
    }
}
