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
import org.hasnas.ui.fx.SectionLabel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UnitSigns;
import org.hasnas.units.Quantity;

/**
 * A film of a test image or a recording of events in the network: what enters, the votes that grow, the spikes of all layers, the tiles of the chip that
 * work and the energy they take, and of one layer the map of its neurons and the potentials of some of them.
 */
final class ActivityView extends VBox {
    private static final double IMAGE_SIDE = 96;
    private static final double MAP_HEIGHT = 260;
    private static final double TILES_HEIGHT = 120;
    private static final double CHART_HEIGHT = 170;
    private static final double MOST_CHART_HEIGHT = 420;

    private final ActivityViewModel model;
    private final IntegerSpinnerValueFactory numbers = new IntegerSpinnerValueFactory(0, 0);
    private final HeatMap image;
    private final HeatMap map;
    private final HeatMap tiles;
    private final MutedLabel energy = new MutedLabel("");
    private final VBox chip;
    private final ObjectProperty<Shows> shows = new SimpleObjectProperty<>(this, "shows", Shows.SPIKES);
    private final CurveChart votes;
    private final CurveChart potentials;
    private final LayerRasters rasters;
    private final MutedLabel rates = new MutedLabel("");
    private final VBox found;

    /** What the map of a layer shows. */
    private enum Shows {
        SPIKES, POTENTIALS
    }

    ActivityView(ActivityViewModel model, Texts texts, ObservableValue<Boolean> dark) {
        super(8);
        this.model = model;
        this.image = new HeatMap(IMAGE_SIDE, texts);
        this.map = new HeatMap(MAP_HEIGHT, texts);
        this.tiles = new HeatMap(TILES_HEIGHT, texts);
        this.votes = new CurveChart(texts);
        this.potentials = new CurveChart(texts);
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
        potentials.setId("activity-potentials");
        List.of(votes, potentials).forEach(chart -> {
            chart.setMinHeight(CHART_HEIGHT);
            dark.subscribe(chart::setDark);
        });
        potentials.setMaxHeight(MOST_CHART_HEIGHT);
        setVgrow(potentials, Priority.ALWAYS);
        HBox.setHgrow(votes, Priority.ALWAYS);
        rasters = new LayerRasters(texts, (layer, step) -> {
            model.choose(layer);
            model.stepProperty().set(step);
        });
        rasters.setId("activity-layers");
        Choice<Shows> what = new Choice<>("activity-map-shows", List.of(Shows.values()), choice -> switch (choice) {
            case SPIKES -> texts.get("activity.map.spikes");
            case POTENTIALS -> texts.get("activity.map.potentials");
        }).small().wide().of(shows);
        map.setId("activity-map");
        tiles.setId("activity-tiles");
        tiles.setOnChosen(model::chooseTile);
        energy.setId("activity-energy");
        chip = new VBox(8, new SectionLabel(texts.get("activity.tiles")), tiles, energy, new MutedLabel(texts.get("activity.tiles.tip")));
        chip.managedProperty().bind(chip.visibleProperty());
        map.setOnChosen((row, column) -> model.layerProperty().get()
                .ifPresent(layer -> model.toggle(row * layer.shape().width() * layer.shape().channels() + column)));
        found = new VBox(8, chosen, new FilmBar(model.stepProperty(), model.stepsProperty(), texts), new HBox(8, image, votes),
                new SectionLabel(texts.get("activity.layers")), rasters, new MutedLabel(texts.get("activity.layers.tip")), chip, rates, what, map,
                new MutedLabel(texts.get("activity.map.tip")), potentials);
        found.managedProperty().bind(found.visibleProperty());
        setVgrow(found, Priority.ALWAYS);
        getChildren().addAll(note, found);
        model.shownProperty().subscribe(this::show);
        model.stepProperty().subscribe((before, now) -> showStep());
        model.layerProperty().subscribe((before, now) -> showStep());
        shows.subscribe((before, now) -> showStep());
        model.chipProperty().subscribe(now -> showChip());
        model.neuronsProperty().subscribe((before, now) -> showPotentials());
    }

    private void show(Optional<Activity> shown) {
        found.setVisible(shown.isPresent());
        shown.ifPresent(now -> {
            numbers.setMax(now.images() - 1);
            rasters.show(now.layers());
            showStep();
        });
    }

    private void showStep() {
        int step = model.stepProperty().get();
        showChip();
        model.shownProperty().get().ifPresent(now -> {
            image.show(now.frame(step), 0, 1, false, value -> String.format(Locale.ROOT, "%.2f", value));
            votes.show(model.votes(now));
        });
        model.layerProperty().get().ifPresent(layer -> {
            rasters.mark(layer, step);
            rates.setText(rasters.rates(layer));
            switch (shows.get()) {
                case SPIKES -> map.show(model.spikes(layer), 0, 1, false, value -> value == 1 ? "1" : "0");
                case POTENTIALS -> {
                    double most = layer.thresholds().stream().mapToDouble(Math::abs).max().orElse(1);
                    map.show(model.membranes(layer), -most, most, true, value -> String.format(Locale.ROOT, "%.3f", value));
                }
            }
            showPotentials();
        });
    }

    private void showChip() {
        chip.setVisible(!model.chipProperty().get().isEmpty());
        if (chip.isVisible()) {
            tiles.show(model.tiles(), 0, model.mostOfTile(), false, joules -> UnitSigns.format(Quantity.ENERGY, joules));
            energy.setText(model.energy() + " " + model.chosenTiles());
        }
    }

    private void showPotentials() {
        model.layerProperty().get().ifPresent(layer -> potentials.show(model.potentials(layer)));
    }
}
