package org.hasnas.ui.network;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.Property;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.hasnas.chip.model.CrossbarArray;
import org.hasnas.ui.chart.CurveChart;
import org.hasnas.ui.form.Choice;
import org.hasnas.ui.fx.MutedLabel;
import org.hasnas.ui.fx.Texts;

/** A crossbar of the chosen layer: what each cell conducts, how far it is off, and the currents of the columns, with sliders for the conditions. */
final class CrossbarView extends VBox {
    private static final double CHART_HEIGHT = 160;
    private static final double MOST_CHART_HEIGHT = 420;
    private static final double MAP_HEIGHT = 220;
    private static final double LEAST_ERROR = 0.01;

    /** What the picture shows of each cell. */
    private enum Cells { CONDUCTANCE, ERROR }

    private final CrossbarViewModel model;
    private final Texts texts;
    private final ObjectProperty<Cells> cells = new SimpleObjectProperty<>(this, "cells", Cells.CONDUCTANCE);
    private final ObjectProperty<Integer> array = new SimpleObjectProperty<>(this, "array", 0);
    private final Choice<Integer> arrays;
    private final HeatMap map;
    private final Label scale = new MutedLabel("");
    private final CurveChart currents;
    private final CurveChart errors;
    private final VBox found;

    CrossbarView(CrossbarViewModel model, Texts texts, ObservableValue<Boolean> dark) {
        super(8);
        this.model = model;
        this.texts = texts;
        this.map = new HeatMap(MAP_HEIGHT, texts);
        this.currents = new CurveChart(texts);
        this.errors = new CurveChart(texts);
        setId("crossbar");
        MutedLabel note = new MutedLabel(model.noteProperty());
        note.setId("crossbar-note");
        arrays = new Choice<Integer>("crossbar-array", List.of(0), number -> texts.get("crossbar.array", number + 1)).small().of(array);
        Choice<Cells> what = new Choice<>("crossbar-cells", List.of(Cells.values()), one -> switch (one) {
            case CONDUCTANCE -> texts.get("crossbar.cells.conductance");
            case ERROR -> texts.get("crossbar.cells.error");
        }).small().of(cells);
        map.setId("crossbar-map");
        currents.setId("crossbar-currents");
        errors.setId("crossbar-errors");
        List.of(currents, errors).forEach(chart -> {
            chart.setMinHeight(CHART_HEIGHT);
            chart.setMaxHeight(MOST_CHART_HEIGHT);
            setVgrow(chart, Priority.ALWAYS);
            dark.subscribe(chart::setDark);
        });
        HBox choices = new HBox(8, arrays, what);
        choices.setAlignment(Pos.CENTER_LEFT);
        GridPane sliders = new GridPane(8, 8);
        addSlider(sliders, "crossbar.wire", model.wireOhmsProperty(), 0, CrossbarViewModel.MOST_WIRE_OHMS, "%.1f \u03a9");
        addSlider(sliders, "crossbar.spread", model.spreadProperty(), 0, CrossbarViewModel.MOST_SPREAD, "%.2f");
        addSlider(sliders, "crossbar.adc", model.adcBitsProperty(), CrossbarViewModel.LEAST_ADC_BITS, CrossbarViewModel.MOST_ADC_BITS, "%.0f");
        found = new VBox(8, choices, map, scale, sliders, currents, errors);
        setVgrow(found, Priority.ALWAYS);
        found.managedProperty().bind(found.visibleProperty());
        getChildren().addAll(note, found);
        array.subscribe((before, now) -> {
            if (now != null) {
                model.arrayProperty().set(now);
            }
        });
        model.arrayProperty().subscribe((before, now) -> array.set(now.intValue()));
        cells.subscribe((before, now) -> show());
        model.shownProperty().subscribe(now -> show());
    }

    private void addSlider(GridPane sliders, String key, Property<Number> value, double least, double most, String format) {
        Slider slider = new Slider(least, most, value.getValue().doubleValue());
        slider.setId(key.replace('.', '-'));
        slider.valueProperty().bindBidirectional(value);
        GridPane.setHgrow(slider, Priority.ALWAYS);
        Label name = new Label(texts.get(key));
        name.setLabelFor(slider);
        name.setMinWidth(USE_PREF_SIZE);
        Label number = new Label();
        number.setMinWidth(52);
        value.subscribe(now -> number.setText(String.format(Locale.ROOT, format, now.doubleValue())));
        sliders.addRow(sliders.getRowCount(), name, slider, number);
    }

    private void show() {
        found.setVisible(model.shownProperty().get().isPresent());
        model.shownProperty().get().ifPresent(shown -> {
            if (arrays.getItems().size() != shown.arrays()) {
                arrays.getItems().setAll(IntStream.range(0, shown.arrays()).boxed().toList());
                array.set(model.arrayProperty().get());
            }
            switch (cells.get()) {
                case CONDUCTANCE -> conductance(shown);
                case ERROR -> error(shown);
            }
            currents.show(model.currents(shown));
            errors.show(model.errors(shown));
        });
    }

    private void conductance(CrossbarArray shown) {
        double most = largest(shown.cellSiemens());
        DoubleFunction<String> text = siemens -> String.format(Locale.ROOT, "%.2f \u00b5S", 1e6 * siemens);
        map.show(shown.cellSiemens(), 0, most, false, text);
        scale.setText(texts.get("crossbar.scale.conductance", text.apply(most)));
    }

    private void error(CrossbarArray shown) {
        List<List<Double>> errors = IntStream.range(0, shown.idealSiemens().size()).mapToObj(row -> IntStream.range(0,
                shown.idealSiemens().get(row).size()).mapToObj(
                        column -> shown.effectiveSiemens().get(row).get(column)
                                / shown.idealSiemens().get(row).get(column) - 1)
                .toList()).toList();
        double most = Math.max(LEAST_ERROR, errors.stream().flatMap(List::stream).mapToDouble(Math::abs).max().orElse(0));
        DoubleFunction<String> text = ratio -> String.format(Locale.ROOT, "%+.1f %%", 100 * ratio);
        map.show(errors, -most, most, true, text);
        scale.setText(texts.get("crossbar.scale.error", text.apply(-most), text.apply(most)));
    }

    private static double largest(List<List<Double>> values) {
        return values.stream().flatMap(List::stream).mapToDouble(Double::doubleValue).max().orElse(1);
    }
}
