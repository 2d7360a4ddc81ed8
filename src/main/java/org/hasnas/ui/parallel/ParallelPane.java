package org.hasnas.ui.parallel;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hasnas.ui.form.ActionButton;
import org.hasnas.ui.form.Choice;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.project.OpenProject;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** The parallel coordinates with what colours mean, how many designs are looked at, and what can be done with the ranges. */
public final class ParallelPane extends VBox {
    /** From few to much: dark to bright, told apart by every common kind of colour blindness (viridis, S. van der Walt and N. Smith 2015). */
    private static final int[] SCALE = {0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C, 0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725};
    private static final int SHADES = 64;
    private static final double LEGEND_WIDTH = 80;

    private final OpenProject project;
    private final ParallelViewModel model;
    private final Texts texts;
    private final ParallelPlot plot;
    private final ObservableList<String> colourings = FXCollections.observableArrayList("");
    private final HBox legend = new HBox(5);
    private boolean dark;

    /** @param isDark whether the window is dark */
    public ParallelPane(OpenProject project, ParallelViewModel model, ObservableValue<Boolean> isDark, Texts texts) {
        this.project = project;
        this.model = model;
        this.texts = texts;
        this.plot = new ParallelPlot(model, project.hoveredProperty()::set, project.selectedProperty()::set);
        getStyleClass().add("parallel");
        Label empty = new Label(texts.get("parallel.empty"));
        empty.setId("parallel-empty");
        empty.setWrapText(true);
        empty.setMouseTransparent(true);
        empty.getStyleClass().add("empty-text");
        StackPane stack = new StackPane(plot, empty);
        setVgrow(stack, Priority.ALWAYS);
        getChildren().addAll(bar(), stack);
        setMinHeight(150);
        isDark.subscribe(now -> {
            dark = now;
            plot.setDark(now);
            recolour();
        });
        model.axesProperty().subscribe(axes -> {
            empty.setVisible(axes.size() < 2);
            List<String> ids = new ArrayList<>(List.of(""));
            axes.forEach(axis -> ids.add(axis.id()));
            if (!ids.equals(colourings)) {
                colourings.setAll(ids);
            }
            plot.show(axes, colours(), palette());
            showLegend();
        });
        model.pickedProperty().subscribe(now -> plot.changeLines());
        model.colouredByProperty().subscribe((before, now) -> recolour());
        project.known().classificationProperty().subscribe((before, now) -> {
            if (by().isEmpty()) {
                recolour();
            }
        });
        project.hoveredProperty().subscribe(now -> plot.setHovered(now.intValue()));
        project.selectedProperty().subscribe(now -> plot.setSelected(now.intValue()));
    }

    private HBox bar() {
        Choice<String> colour = new Choice<>("parallel-colour", colourings,
                (String id) -> model.axis(id).map(Axis::title).orElseGet(() -> texts.get("parallel.colour.limits"))).small();
        colour.setValue("");
        colour.setPrefWidth(130);
        colour.setMinWidth(90);
        colour.valueProperty().subscribe(now -> {
            if (now != null) { // other axes empty the choice for a moment
                model.colouredByProperty().set(now);
            }
        });
        colour.setTooltip(new Tooltip(texts.get("parallel.colour.tip")));
        Label label = new Label(texts.get("parallel.colour"));
        label.setLabelFor(colour);
        label.setMinWidth(USE_PREF_SIZE);
        Label count = new Label();
        count.setId("parallel-count");
        count.setMinWidth(0);
        count.getStyleClass().add(Styles.TEXT_MUTED);
        model.pickedProperty().subscribe(now -> {
            count.setText(model.count());
            count.setTooltip(new Tooltip(model.count()));
        });
        legend.setAlignment(Pos.CENTER_LEFT);
        legend.setMinWidth(USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        ActionButton limits = new ActionButton("parallel-limits", MaterialDesignT.TUNE_VERTICAL, texts.get("parallel.limits"), model::takeAsLimits)
                .small(texts.get("parallel.limits.tip")).whole().when(model.canLimit());
        ActionButton clear = ActionButton.ofIcon("parallel-clear", MaterialDesignF.FILTER_OFF_OUTLINE, texts.get("parallel.clear"), model::clear)
                .whole().when(model.canClear());
        HBox bar = new HBox(8, label, colour, legend, gap, count, limits, clear);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("trials-bar");
        return bar;
    }

    private Optional<Axis> by() {
        return model.axis(model.colouredByProperty().get());
    }

    private void recolour() {
        plot.recolour(colours(), palette());
        showLegend();
    }

    /** Infeasible designs have the first colour, feasible ones the last; or as many shades as there are by a number. */
    private byte[] colours() {
        byte[] colours = new byte[model.axesProperty().get().isEmpty() ? 0 : model.axesProperty().get().getFirst().values().length];
        Axis axis = by().orElse(null);
        for (int i = 0; i < colours.length; i++) {
            if (axis == null) {
                colours[i] = (byte) (i < project.known().size() && project.known().isFeasible(i) ? SHADES - 1 : 0);
            } else {
                double fraction = Double.isFinite(axis.values()[i]) ? axis.fraction(axis.values()[i]) : 0;
                colours[i] = (byte) Math.round(fraction * (SHADES - 1));
            }
        }
        return colours;
    }

    private int[] palette() {
        int[] ends = dark ? new int[] {0xE69F00, 0x56B4E9} : new int[] {0xD55E00, 0x0072B2};
        int[] scale = by().isPresent() ? SCALE : ends;
        int[] shades = new int[SHADES];
        for (int i = 0; i < SHADES; i++) {
            double place = (double) i / (SHADES - 1) * (scale.length - 1);
            int from = Math.min((int) place, scale.length - 2);
            shades[i] = between(scale[from], scale[from + 1], place - from);
        }
        return shades;
    }

    private static int between(int from, int to, double part) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            mixed |= (int) Math.round((from >> shift & 255) * (1 - part) + (to >> shift & 255) * part) << shift;
        }
        return mixed;
    }

    private void showLegend() {
        int[] shades = palette();
        Axis axis = by().orElse(null);
        if (axis == null) {
            legend.getChildren().setAll(swatch(shades[SHADES - 1]), text(texts.get("parallel.feasible")), swatch(shades[0]),
                    text(texts.get("parallel.infeasible")));
        } else {
            Region bar = new Region();
            List<String> stops = new ArrayList<>();
            for (int i = 0; i < SHADES; i += 7) {
                stops.add(String.format(Locale.ROOT, "#%06x", shades[i]));
            }
            bar.setStyle("-fx-background-color: linear-gradient(to right, " + String.join(", ", stops) + ");");
            bar.setMinSize(LEGEND_WIDTH, 10);
            bar.setMaxSize(LEGEND_WIDTH, 10);
            legend.getChildren().setAll(text(axis.text().apply(axis.low())), bar, text(axis.text().apply(axis.high())));
        }
    }

    private static Region swatch(int rgb) {
        Region square = new Region();
        square.setMinSize(10, 10);
        square.setMaxSize(10, 10);
        square.setStyle(String.format(Locale.ROOT, "-fx-background-color: #%06x;", rgb));
        return square;
    }

    private static Label text(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }
}
