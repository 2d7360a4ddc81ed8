package org.hasnas.ui.shell;

import atlantafx.base.theme.Styles;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.hasnas.domain.constraint.ConstraintKind;
import org.hasnas.domain.constraint.MemoryScope;
import org.hasnas.domain.hardware.PhysicalSettings;
import org.hasnas.domain.hardware.SpikeSimSettings;
import org.hasnas.domain.run.FitnessScore;
import org.hasnas.domain.run.Trial;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.plot.CandidatePlot;
import org.hasnas.ui.plot.CostAxis;
import org.hasnas.ui.plot.PlotPoints;
import org.hasnas.ui.run.KnownTrials;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** The middle: the plot, the choice of the cost on its x axis, and the way to the best feasible candidate. */
public final class PlotPane extends VBox {
    private static final double EMPTY_WIDTH = 500;

    private final KnownTrials known;
    private final Texts texts;
    private final CandidatePlot plot = new CandidatePlot();
    private final ObjectProperty<ConstraintKind> axis = new SimpleObjectProperty<>(this, "axis", ConstraintKind.AREA);
    private final Label empty = new Label();
    private double[] x = new double[0];
    private double[] y = new double[0];
    private long takenContent = -1;
    private ConstraintKind takenAxis = ConstraintKind.AREA;
    private MemoryScope takenScope = MemoryScope.ALL_PARAMETERS;

    PlotPane(KnownTrials known, Texts texts) {
        this.known = known;
        this.texts = texts;
        getStyleClass().add("plot-pane");
        plot.setId("plot");
        plot.selectedProperty().bindBidirectional(known.selectedProperty());
        plot.setHoverText(this::describe);
        empty.setId("plot-empty");
        empty.setWrapText(true);
        empty.setMouseTransparent(true);
        empty.setMaxWidth(EMPTY_WIDTH);
        empty.getStyleClass().addAll("empty-text", "plot-empty");
        StackPane stack = new StackPane(plot, empty);
        VBox.setVgrow(stack, Priority.ALWAYS);
        getChildren().addAll(bar(), stack);
        axis.subscribe(kind -> {
            plot.setAxes(CostAxis.of(kind), "", texts.get("plot.y"));
            refresh();
        });
        known.classificationProperty().subscribe(now -> refresh());
        known.limitsProperty().subscribe(now -> showLimit());
    }

    void setDark(boolean dark) {
        plot.setDark(dark);
    }

    /** What to do next while there is nothing to draw. */
    void setEmptyText(String text) {
        empty.setText(text);
    }

    private HBox bar() {
        ComboBox<ConstraintKind> choice = new ComboBox<>();
        choice.setId("axis");
        choice.getItems().setAll(ConstraintKind.values());
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(ConstraintKind kind) {
                return xLabel(kind);
            }

            @Override
            public ConstraintKind fromString(String label) {
                throw new UnsupportedOperationException("the choice is not editable");
            }
        });
        choice.valueProperty().bindBidirectional(axis);
        choice.getStyleClass().add(Styles.SMALL);
        Label label = new Label(texts.get("plot.axis"));
        label.setLabelFor(choice);
        label.setMinWidth(USE_PREF_SIZE);
        Button best = new Button(texts.get("plot.best"), new FontIcon(MaterialDesignT.TROPHY_OUTLINE));
        best.setId("select-best");
        best.setMinWidth(USE_PREF_SIZE);
        best.getStyleClass().addAll(Styles.SMALL);
        best.setOnAction(event -> known.selectedProperty().set(known.best()));
        known.classificationProperty().subscribe(now -> best.setDisable(known.best() < 0));
        Button clear = new Button(texts.get("plot.clear"), new FontIcon(MaterialDesignS.SELECTION_OFF));
        clear.setMinWidth(USE_PREF_SIZE);
        clear.getStyleClass().addAll(Styles.SMALL, Styles.FLAT);
        clear.setOnAction(event -> known.selectedProperty().set(-1));
        known.selectedProperty().subscribe(now -> clear.setDisable(now.intValue() < 0));
        Label chip = new Label();
        chip.setId("plot-chip");
        chip.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        known.hardwareProperty().subscribe(now -> chip.setText(switch (now) {
            case SpikeSimSettings settings -> texts.get("plot.chip", settings.model().label());
            case PhysicalSettings settings -> texts.get("plot.chip", settings.model().label() + ", " + settings.profile().id());
        }));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox bar = new HBox(8, label, choice, chip, gap, clear, best);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("plot-bar");
        return bar;
    }

    private String xLabel(ConstraintKind kind) {
        return switch (kind) {
            case MEMORY -> texts.get("plot.x.memory");
            case AREA -> texts.get("plot.x.area");
            case LATENCY -> texts.get("plot.x.latency");
            case ENERGY -> texts.get("plot.x.energy");
        };
    }

    private void refresh() {
        takeCoordinates();
        int count = known.size();
        byte[] state = new byte[count];
        for (int i = 0; i < count; i++) {
            state[i] = known.isFeasible(i) ? PlotPoints.FEASIBLE : PlotPoints.INFEASIBLE;
        }
        plot.setPoints(new PlotPoints(count, x, y, state));
        plot.setBest(known.best());
        showLimit();
        empty.setVisible(count == 0);
    }

    /** Copies the coordinates only if they changed: moving a limit changes the states alone. */
    private void takeCoordinates() {
        MemoryScope scope = known.limits().memoryScope();
        if (takenContent == known.contentProperty().get() && takenAxis == axis.get() && takenScope == scope) {
            return;
        }
        takenContent = known.contentProperty().get();
        takenAxis = axis.get();
        takenScope = scope;
        x = known.costs(axis.get(), scope);
        y = known.fitness();
    }

    private void showLimit() {
        plot.setLimit(known.limits().limit(axis.get()));
    }

    private String describe(int position) {
        if (position < 0 || position >= known.size()) {
            return "";
        }
        Trial trial = known.trials().get(position);
        String fitness = trial.fitness().map(PlotPane::fitnessText).orElseGet(() -> texts.get("plot.hover.no-fitness"));
        String costs = trial.cost().map(cost -> Stream.of(ConstraintKind.values())
                .map(kind -> kind.quantity().format(kind.costOf(cost, known.limits().memoryScope())).strip())
                .collect(Collectors.joining(", "))).orElseGet(() -> texts.get("plot.hover.no-cost"));
        String verdict = known.isFeasible(position) ? texts.get("table.feasible") : Stream.of(ConstraintKind.values())
                .filter(kind -> !known.passes(position, kind)).map(ConstraintKind::label)
                .collect(Collectors.joining(", ", texts.get("table.exceeds") + " ", ""));
        return texts.get("plot.hover", trial.index(), trial.architecture().text(), fitness, costs, verdict);
    }

    private static String fitnessText(FitnessScore score) {
        return score.isSingular() ? "-\u221e" : String.format(Locale.ROOT, "%.4f", score.value());
    }
}
