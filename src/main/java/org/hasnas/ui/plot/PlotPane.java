package org.hasnas.ui.plot;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.model.Trial;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.accuracy.AccuracyText;
import org.hasnas.ui.accuracy.OutlookText;
import org.hasnas.ui.constraints.ClosestView;
import org.hasnas.ui.constraints.ClosestViewModel;
import org.hasnas.ui.form.ActionButton;
import org.hasnas.ui.form.Choice;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.Tips;
import org.hasnas.ui.fx.UnitSigns;
import org.hasnas.ui.plot.canvas.AxisSetting;
import org.hasnas.ui.plot.canvas.CandidatePlot;
import org.hasnas.ui.plot.canvas.ChoiceAxis;
import org.hasnas.ui.plot.canvas.CostAxis;
import org.hasnas.ui.plot.canvas.CostScale;
import org.hasnas.ui.plot.canvas.PlotAxis;
import org.hasnas.ui.plot.canvas.PlotPoints;
import org.hasnas.ui.plot.canvas.PlotValue;
import org.hasnas.ui.project.ImportedNetwork;
import org.hasnas.ui.project.KnownTrials;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.ui.quantities.ColourChoice;
import org.hasnas.ui.workspace.Command;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** The middle: the plot, the choice of what stands on its axes, the Pareto front, and a button that selects the best feasible candidate. */
public final class PlotPane extends VBox {
    private static final double EMPTY_WIDTH = 500;
    private static final double BAR_GAP = 8;
    private static final double LEAST_ROW = 320;
    private static final double VALUE_WIDTH = 170;
    private static final double ACROSS_WIDTH = 170;
    private static final double LEAST_CHOICE = 80;

    private final OpenProject project;
    private final KnownTrials known;
    private final PlotViewModel model;
    private final Texts texts;
    private final CandidatePlot plot;
    private final Label empty = new Label();
    private boolean following;

    /**
     * @param pointActions what can be done with the selected point, as its menu
     * @param imported shows a network of another tool
     * @param searching whether candidates are being searched
     * @param dark whether the window is dark
     */
    public PlotPane(OpenProject project, PlotViewModel model, ClosestViewModel closest, List<Command> pointActions,
            Consumer<ImportedNetwork> imported, ObservableBooleanValue searching, ObservableValue<Boolean> dark, Texts texts) {
        this.project = project;
        this.known = project.known();
        this.model = model;
        this.texts = texts;
        this.plot = new CandidatePlot(texts);
        getStyleClass().add("plot-pane");
        plot.setId("plot");
        plot.setHoverText(this::describe);
        plot.selectedProperty().subscribe((before, now) -> selectCandidateOf(now.intValue()));
        project.selectedProperty().subscribe(position -> showSelected());
        plot.hoveredProperty().subscribe((before, now) -> {
            int[] owner = model.shownProperty().get().coordinates().owner();
            project.hoveredProperty().set(now.intValue() < 0 || now.intValue() >= owner.length ? -1 : owner[now.intValue()]);
        });
        project.hoveredProperty().subscribe((before, now) -> plot.pointAt(now.intValue() < 0 ? -1
                : model.shownProperty().get().coordinates().pointOf(now.intValue())));
        empty.setId("plot-empty");
        empty.setWrapText(true);
        empty.setMouseTransparent(true);
        empty.setMaxWidth(EMPTY_WIDTH);
        empty.getStyleClass().addAll("empty-text", "plot-empty");
        StackPane stack = new StackPane(plot, empty);
        VBox.setVgrow(stack, Priority.ALWAYS);
        getChildren().addAll(axes(), bar(), new ClosestView(closest, texts), notes(), stack);
        new PointMenu(plot, model, closest, pointActions, texts);
        closest.openProperty().subscribe((before, now) -> {
            if (!now) {
                plot.requestFocus();
            }
        });
        model.axisProperty().subscribe(kind -> showAxes());
        model.valueProperty().subscribe(value -> showAxes());
        model.scaleProperty().subscribe((before, now) -> showAxes());
        model.valueScaleProperty().subscribe((before, now) -> showAxes());
        model.shownProperty().subscribe(this::show);
        model.frontProperty().subscribe(plot::setFront);
        model.importedProperty().subscribe(now -> {
            plot.setImported(now, mark -> imported.accept(model.importedNetwork(now.get(mark))));
            showEmpty();
        });
        project.limitsProperty().subscribe(now -> showAxes());
        project.projectProperty().subscribe(open -> empty.setText(whatToDo(searching.get())));
        searching.subscribe(now -> empty.setText(whatToDo(now)));
        dark.subscribe(plot::setDark);
    }

    /** What to do next while there is nothing to draw. */
    private String whatToDo(boolean searching) {
        return project.folder().isEmpty() ? texts.get("plot.empty.no-project")
                : texts.get(searching ? "plot.empty.searching" : "plot.empty.no-trials");
    }

    /** What stands on the axes; in a narrow window the choices give way. */
    private HBox axes() {
        Choice<PlotAxis> across = axis("axis", model::axes, model.axisProperty(), texts.get("plot.axis.tip"), ACROSS_WIDTH);
        Choice<PlotAxis> value = axis("value-axis", model::values, model.valueProperty(), texts.get("plot.value.tip"), VALUE_WIDTH);
        HBox axes = row(label(texts.get("plot.value"), value), value, label(texts.get("plot.axis"), across), across);
        axes.getStyleClass().add("plot-axes");
        return axes;
    }

    /** In several rows where there is no room for one. */
    private FlowPane bar() {
        ColourChoice colour = new ColourChoice("plot-colour", model.colours(), texts);
        ToggleButton pareto = new ToggleButton(texts.get("plot.pareto"), new FontIcon(MaterialDesignC.CHART_LINE_STACKED));
        pareto.setId("pareto");
        pareto.setMinWidth(USE_PREF_SIZE);
        Tips.set(pareto, texts.get("plot.pareto.tip"));
        pareto.getStyleClass().add(Styles.SMALL);
        pareto.selectedProperty().bindBidirectional(model.paretoProperty());
        model.valueProperty().subscribe(_ -> pareto.setDisable(!model.canHaveFront()));
        model.axisProperty().subscribe(_ -> pareto.setDisable(!model.canHaveFront()));
        ActionButton best = new ActionButton("select-best", MaterialDesignT.TROPHY_OUTLINE, texts.get("plot.best"),
                () -> project.selectedProperty().set(model.bestPosition())).styled(Styles.SMALL).whole();
        model.shownProperty().subscribe(now -> best.setDisable(now.best() < 0));
        ActionButton balance = new ActionButton("select-balance", MaterialDesignS.SCALE_BALANCE, texts.get("plot.balance"),
                () -> project.selectedProperty().set(model.balancePosition())).small(texts.get("plot.balance.tip")).whole();
        model.frontProperty().subscribe(now -> balance.setDisable(model.balancePosition() < 0));
        ActionButton clear = ActionButton.ofIcon("clear-selection", MaterialDesignS.SELECTION_OFF, texts.get("plot.clear"),
                () -> project.selectedProperty().set(-1)).styled(Styles.FLAT).whole();
        project.selectedProperty().subscribe(now -> clear.setDisable(now.intValue() < 0));
        FlowPane bar = new FlowPane(BAR_GAP, BAR_GAP / 2, row(label(texts.get("colour"), colour), colour), pareto, best, balance, clear);
        bar.setPrefWrapLength(LEAST_ROW); // so that its least height is of as many rows as it may need
        bar.getStyleClass().add("plot-bar");
        return bar;
    }

    /** What stands on an axis; what is offered follows the choices in which the designs differ. */
    private Choice<PlotAxis> axis(String id, Supplier<List<PlotAxis>> offers, ObjectProperty<PlotAxis> shown, String tip, double width) {
        ObservableList<PlotAxis> offered = FXCollections.observableArrayList(offers.get());
        Choice<PlotAxis> choice = new Choice<>(id, offered, axis -> axis.selector(texts)).small().told(tip);
        choice.setPrefWidth(width);
        choice.setMinWidth(LEAST_CHOICE);
        shown.subscribe(choice::setValue);
        choice.valueProperty().subscribe(now -> {
            if (now != null) { // other choices empty it for a moment
                shown.set(now);
            }
        });
        model.colours().quantities().axesProperty().subscribe(_ -> {
            if (!offered.equals(offers.get())) {
                PlotAxis chosen = shown.get();
                offered.setAll(offers.get());
                choice.setValue(chosen);
            }
        });
        return choice;
    }

    private static HBox row(Node... parts) {
        HBox row = new HBox(BAR_GAP, parts);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /** Names the chip whose costs are shown, and the candidates that are not drawn. */
    private VBox notes() {
        Label chip = new Label();
        chip.setId("plot-chip");
        chip.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        project.chipProperty().subscribe(now -> chip.setText(switch (now) {
            case SpikeSimSettings settings -> texts.get("plot.chip", settings.model().label());
            case PhysicalSettings settings -> texts.get("plot.chip", settings.model().label() + ", " + settings.profile().id());
        }));
        VBox notes = new VBox(chip, note());
        notes.getStyleClass().add("plot-note");
        return notes;
    }

    private Label note() {
        Label note = new Label();
        note.setId("plot-note");
        note.setWrapText(true);
        note.setMinHeight(USE_PREF_SIZE);
        note.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        note.textProperty().bind(model.noteProperty());
        note.visibleProperty().bind(model.noteProperty().isNotEmpty());
        note.managedProperty().bind(note.visibleProperty());
        return note;
    }

    private static Label label(String text, ComboBox<?> of) {
        Label label = new Label(text);
        label.setLabelFor(of);
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private void showAxes() {
        plot.setAxes(setting(model.axisProperty().get(), model.shownScale()), setting(model.valueProperty().get(), model.shownValueScale()));
    }

    private AxisSetting setting(PlotAxis axis, CostScale scale) {
        return new AxisSetting(axis, scale, axis.limited().map(project.limits()::limit).orElse(Double.POSITIVE_INFINITY));
    }

    private void show(PlotViewModel.Shown now) {
        following = true;
        plot.setPoints(now.points());
        following = false;
        plot.setRunning(now.coordinates().running());
        plot.setBest(now.best());
        plot.setShadesMeaning(model.colours().legend().map(legend -> texts.get("colour.legend", legend.title(), legend.low(), legend.high()))
                .orElse(""));
        showSelected();
        showAxes();
        showEmpty();
    }

    private void showEmpty() {
        empty.setVisible(known.size() == 0 && model.importedProperty().get().isEmpty());
    }

    private void selectCandidateOf(int point) {
        if (following) {
            return;
        }
        PlotCoordinates coordinates = model.shownProperty().get().coordinates();
        project.selectedProperty().set(point < 0 ? -1 : coordinates.owner()[point]);
    }

    /** A candidate without a point stays selected in the table. */
    private void showSelected() {
        PlotCoordinates coordinates = model.shownProperty().get().coordinates();
        int position = project.selectedProperty().get();
        if (position < 0 || !coordinates.isOf(plot.selectedProperty().get(), position)) {
            following = true;
            plot.selectedProperty().set(position < 0 ? -1 : coordinates.pointOf(position));
            following = false;
        }
    }

    private String describe(int point) {
        PlotViewModel.Shown now = model.shownProperty().get();
        if (point < 0 || point >= now.points().count() || now.coordinates().owner()[point] >= known.size()) {
            return "";
        }
        int position = now.coordinates().owner()[point];
        Trial trial = known.trials().get(position);
        String costs = trial.cost().map(cost -> Stream.of(CostKind.values())
                .map(kind -> UnitSigns.format(kind.quantity(), kind.costOf(cost, project.limits().memoryScope())))
                .collect(Collectors.joining(", "))).orElseGet(() -> texts.get("plot.hover.no-cost"));
        String verdict = known.isFeasible(position) ? texts.get("table.feasible") : Stream.of(CostKind.values())
                .filter(kind -> !known.passes(position, kind)).map(texts::cost)
                .collect(Collectors.joining(", ", texts.get("table.exceeds") + " ", ""));
        List<String> values = Stream.of(value(now.points(), point, position, trial), told(model.axisProperty().get(), position, trial))
                .filter(line -> !line.isEmpty()).distinct().toList();
        PlotAxis usual = project.outlooks().exist() ? PlotValue.EXPECTED : PlotValue.FITNESS;
        return texts.get("plot.hover", known.nameOf(position, texts), trial.architecture().text(),
                values.isEmpty() ? told(usual, position, trial) : String.join("\n", values), costs, verdict);
    }

    /** What the height of a point says: of several kinds of accuracy its own. */
    private String value(PlotPoints points, int point, int position, Trial trial) {
        return points.kind(point).map(kind -> accuracyText(kind, points.y()[point], points.low()[point], points.high()[point]))
                .orElseGet(() -> told(model.valueProperty().get(), position, trial));
    }

    /** What an axis says of a design; nothing where it is a cost that is told anyway. */
    private String told(PlotAxis axis, int position, Trial trial) {
        return switch (axis) {
            case CostAxis cost -> cost.limited().isPresent() ? "" : trial.cost().map(of -> texts.get("plot.hover.choice", cost.selector(texts),
                    cost.format(cost.of(of, project.limits().memoryScope())))).orElse("");
            case ChoiceAxis choice -> texts.get("plot.hover.choice", choice.selector(texts),
                    choice.format(trial.architecture().macro().number(choice.dimension()).orElse(0)));
            case PlotValue value when value == PlotValue.EXPECTED -> expected(position);
            case PlotValue value -> value.kind().map(kind -> accuracyText(kind, model.accuracies().percent(kind, position),
                    model.accuracies().lowPercent(kind, position), model.accuracies().highPercent(kind, position))).orElseGet(() -> fitness(trial));
        };
    }

    private String expected(int position) {
        return project.outlooks().of(position).map(outlook -> texts.get("plot.hover.expected", OutlookText.expected(outlook, texts),
                OutlookText.trained(outlook, texts))).orElse("");
    }

    private String fitness(Trial trial) {
        return texts.get("plot.hover.fitness", trial.fitness().map(PlotPane::fitnessText).orElseGet(() -> texts.get("plot.hover.no-fitness")));
    }

    private String accuracyText(AccuracyKind kind, double value, double low, double high) {
        String percent = AccuracyText.percent(value);
        return low < high ? texts.get("plot.hover.accuracy-interval", texts.accuracy(kind), percent, AccuracyText.interval(low, high, texts))
                : texts.get("plot.hover.accuracy", texts.accuracy(kind), percent);
    }

    private static String fitnessText(FitnessScore score) {
        return score.isSingular() ? "-\u221e" : String.format(Locale.ROOT, "%.4f", score.value());
    }
}
