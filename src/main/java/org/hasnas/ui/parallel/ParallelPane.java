package org.hasnas.ui.parallel;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hasnas.ui.form.ActionButton;
import org.hasnas.ui.fx.CountLabel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.plot.canvas.ColourScale;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.ui.quantities.ColourChoice;
import org.hasnas.ui.quantities.DesignColours;
import org.hasnas.ui.quantities.DesignQuantities;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** The parallel coordinates with what colours mean, how many designs are looked at, and what can be done with the ranges. */
public final class ParallelPane extends VBox {
    private static final double LEGEND_WIDTH = 80;

    private final OpenProject project;
    private final ParallelViewModel model;
    private final Texts texts;
    private final ParallelPlot plot;
    private final DesignColours colours;
    private final HBox legend = new HBox(5);
    private boolean dark;

    /** @param isDark whether the window is dark */
    public ParallelPane(OpenProject project, ParallelViewModel model, DesignQuantities quantities, DesignColours colours,
            ObservableValue<Boolean> isDark, Texts texts) {
        this.project = project;
        this.model = model;
        this.colours = colours;
        this.texts = texts;
        this.plot = new ParallelPlot(model, quantities, project.hoveredProperty()::set, project.selectedProperty()::set, texts);
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
        quantities.axesProperty().subscribe(axes -> {
            empty.setVisible(axes.size() < 2);
            plot.show(axes, shades(), palette());
            showLegend();
        });
        model.pickedProperty().subscribe(now -> plot.changeLines());
        colours.versionProperty().subscribe((before, now) -> recolour());
        project.known().classificationProperty().subscribe((before, now) -> {
            if (colours.tellLimits()) {
                recolour();
            }
        });
        project.hoveredProperty().subscribe(now -> plot.setHovered(now.intValue()));
        project.selectedProperty().subscribe(now -> plot.setSelected(now.intValue()));
    }

    private HBox bar() {
        ColourChoice colour = new ColourChoice("parallel-colour", colours, texts);
        Label label = new Label(texts.get("colour"));
        label.setLabelFor(colour);
        label.setMinWidth(USE_PREF_SIZE);
        CountLabel count = new CountLabel("parallel-count");
        model.pickedProperty().subscribe(now -> count.setText(model.count()));
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

    private void recolour() {
        plot.recolour(shades(), palette());
        showLegend();
    }

    /** Infeasible designs have the first colour, feasible ones the last; or as many shades as there are by a number. */
    private byte[] shades() {
        byte[] shades = new byte[project.known().size()];
        for (int i = 0; i < shades.length; i++) {
            shades[i] = colours.tellLimits() ? (byte) (project.known().isFeasible(i) ? ColourScale.SHADES - 1 : 0)
                    : (byte) Math.max(0, colours.shade(i));
        }
        return shades;
    }

    private int[] palette() {
        return !colours.tellLimits() ? ColourScale.of(dark)
                : dark ? ColourScale.between(0xE69F00, 0x56B4E9) : ColourScale.between(0xD55E00, 0x0072B2);
    }

    private void showLegend() {
        int[] shades = palette();
        legend.getChildren().clear();
        if (colours.tellLimits()) {
            legend.getChildren().setAll(swatch(shades[ColourScale.SHADES - 1]), text(texts.get("parallel.feasible")), swatch(shades[0]),
                    text(texts.get("parallel.infeasible")));
        }
        colours.legend().ifPresent(meaning -> {
            Region bar = new Region();
            List<String> stops = new ArrayList<>();
            for (int i = 0; i < ColourScale.SHADES; i += 7) {
                stops.add(String.format(Locale.ROOT, "#%06x", shades[i]));
            }
            bar.setStyle("-fx-background-color: linear-gradient(to right, " + String.join(", ", stops) + ");");
            bar.setMinSize(LEGEND_WIDTH, 10);
            bar.setMaxSize(LEGEND_WIDTH, 10);
            legend.getChildren().setAll(text(meaning.low()), bar, text(meaning.high()));
        });
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
