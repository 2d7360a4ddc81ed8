package org.hasnas.ui.network;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.hasnas.simulation.model.Activity;
import org.hasnas.ui.chart.CurveChart;
import org.hasnas.ui.form.Choice;
import org.hasnas.ui.fx.MutedLabel;
import org.hasnas.ui.fx.Texts;

/** A test image in the trained network: the image, the votes for each class, and the spikes of a layer time step by time step. */
final class ActivityView extends VBox {
    private static final double IMAGE_SIDE = 96;
    private static final double RASTER_HEIGHT = 300;
    private static final double CHART_HEIGHT = 170;

    private final ActivityViewModel model;
    private final NetworkViewModel network;
    private final IntegerSpinnerValueFactory numbers = new IntegerSpinnerValueFactory(0, 0);
    private final HeatMap image = new HeatMap(IMAGE_SIDE);
    private final HeatMap raster = new HeatMap(RASTER_HEIGHT);
    private final CurveChart votes = new CurveChart();
    private final ObjectProperty<Activity.LayerSpikes> layer = new SimpleObjectProperty<>(this, "layer");
    private final Choice<Activity.LayerSpikes> layers;
    private final MutedLabel rates = new MutedLabel("");
    private final VBox found;

    ActivityView(ActivityViewModel model, NetworkViewModel network, Texts texts, ObservableValue<Boolean> dark) {
        super(8);
        this.model = model;
        this.network = network;
        setId("activity");
        MutedLabel note = new MutedLabel(model.noteProperty());
        note.setId("activity-note");
        Spinner<Integer> number = new Spinner<>(numbers);
        number.setId("activity-image");
        number.setEditable(true);
        number.setPrefWidth(110);
        numbers.valueProperty().subscribe((before, now) -> model.imageProperty().set(now == null ? 0 : now));
        Label name = new Label(texts.get("activity.image"));
        name.setLabelFor(number);
        HBox chosen = new HBox(8, name, number);
        chosen.setAlignment(Pos.CENTER_LEFT);
        image.setMinWidth(IMAGE_SIDE);
        image.setMaxWidth(IMAGE_SIDE);
        votes.setId("activity-votes");
        votes.setMinHeight(CHART_HEIGHT);
        HBox.setHgrow(votes, Priority.ALWAYS);
        dark.subscribe(votes::setDark);
        layers = new Choice<Activity.LayerSpikes>("activity-layer", List.of(), one -> String.join(", ", one.names())).small().wide().of(layer);
        raster.setId("activity-raster");
        found = new VBox(8, chosen, new HBox(8, image, votes), new Label(texts.get("activity.spikes")), layers, rates, raster,
                new MutedLabel(texts.get("activity.raster")));
        found.managedProperty().bind(found.visibleProperty());
        getChildren().addAll(note, found);
        layer.subscribe((before, now) -> showLayer());
        model.shownProperty().subscribe(this::show);
        network.layerProperty().subscribe((before, now) -> chooseLayer());
    }

    private void show(Optional<Activity> shown) {
        found.setVisible(shown.isPresent());
        shown.ifPresent(now -> {
            numbers.setMax(now.images() - 1);
            image.show(now.pixels(), 0, 1, false, value -> String.format(Locale.ROOT, "%.2f", value));
            votes.show(model.votes(now));
            String before = layer.get() == null ? network.layerProperty().get() : layer.get().names().getFirst();
            layers.getItems().setAll(now.layers());
            choose(before);
        });
    }

    private void chooseLayer() {
        if (!layers.getItems().isEmpty()) {
            choose(network.layerProperty().get());
        }
    }

    /** The layer of a name if it spikes, else the first. */
    private void choose(String name) {
        layer.set(layers.getItems().stream().filter(one -> one.names().contains(name)).findFirst().orElse(layers.getItems().getFirst()));
    }

    private void showLayer() {
        Activity.LayerSpikes now = layer.get();
        if (now != null) {
            rates.setText(model.rates(now));
            raster.show(ActivityViewModel.raster(now), 0, 1, false, value -> value == 1 ? "1" : "0");
        }
    }
}
