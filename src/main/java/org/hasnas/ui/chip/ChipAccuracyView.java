package org.hasnas.ui.chip;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hasnas.chip.inference.model.ChipAccuracyReport;
import org.hasnas.chip.inference.model.ChipConditions.Compensation;
import org.hasnas.chip.inference.model.ChipParameter;
import org.hasnas.chip.inference.model.ChipPoint;
import org.hasnas.chip.inference.model.ChipReferences;
import org.hasnas.chip.model.DeviceStatistics;
import org.hasnas.training.model.Accuracy;
import org.hasnas.ui.chart.CurveChart;
import org.hasnas.ui.form.ActionButton;
import org.hasnas.ui.form.Choice;
import org.hasnas.ui.form.DecimalEntry;
import org.hasnas.ui.form.EntryField;
import org.hasnas.ui.form.ProblemLabels;
import org.hasnas.ui.form.TextEntry;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.Tips;
import org.hasnas.units.Numbers;
import org.hasnas.workbench.chart.Curves;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** Left what to measure, right the accuracy on the chip against what is changed, with the accuracies before the chip. */
public final class ChipAccuracyView extends HBox {
    private static final int COLUMNS = 6;
    private static final int SHOWN_FAULTS = 5;

    private final ChipAccuracyViewModel model;
    private final Texts texts;
    private final CurveChart chart;
    private final Label result = new Label();
    private final Label empty = new Label();

    /** @param dark whether the window is dark */
    public ChipAccuracyView(ChipAccuracyViewModel model, Texts texts, ObservableValue<Boolean> dark) {
        this.model = model;
        this.texts = texts;
        this.chart = new CurveChart(texts);
        getStyleClass().add("chip-accuracy");
        chart.setId("chip-chart");
        result.setId("chip-result");
        result.setWrapText(true);
        result.getStyleClass().addAll(Styles.TEXT_SMALL, "training-result");
        result.setMinHeight(Region.USE_PREF_SIZE);
        VBox.setVgrow(chart, Priority.ALWAYS);
        ScrollPane form = new ScrollPane(form());
        form.setFitToWidth(true);
        form.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox left = new VBox(actions(), form);
        VBox.setVgrow(form, Priority.ALWAYS);
        left.setMinWidth(Region.USE_PREF_SIZE); // as the words of the language need
        left.setMaxWidth(Region.USE_PREF_SIZE);
        empty.setWrapText(true);
        empty.getStyleClass().addAll("empty", "empty-text");
        empty.managedProperty().bind(empty.visibleProperty());
        StackPane place = new StackPane(new VBox(result, chart), empty);
        setHgrow(place, Priority.ALWAYS);
        getChildren().addAll(left, place);
        empty.setText(texts.get("chip.empty"));
        dark.subscribe(chart::setDark);
        model.shownProperty().subscribe(this::show);
        model.running().subscribe(running -> show(model.shownProperty().get()));
    }

    private HBox actions() {
        Button start = button("chip-start", MaterialDesignP.PLAY, texts.get("chip.start"), texts.get("chip.start.tip"), model::start);
        Button cancel = button("chip-cancel", MaterialDesignS.STOP, texts.get("chip.cancel"), texts.get("chip.cancel.tip"), model.job()::cancel);
        Button copy = button("chip-copy", MaterialDesignC.CONTENT_COPY, texts.get("action.copy-command"), texts.get("chip.copy.tip"),
                model::copyAsCommand);
        Button export = button("chip-export", MaterialDesignF.FILE_DELIMITED_OUTLINE, texts.get("chip.export"), texts.get("chip.export.title"),
                model::exportCsv);
        ProgressBar progress = new ProgressBar();
        progress.setPrefWidth(70);
        progress.progressProperty().bind(model.job().progressProperty().map(now -> now.map(known -> known.images().fraction()).orElse(0.0)));
        progress.visibleProperty().bind(model.running());
        progress.managedProperty().bind(progress.visibleProperty());
        model.running().subscribe(running -> {
            cancel.setDisable(!running);
            start.setDisable(running || model.networkProperty().get().isEmpty());
        });
        model.networkProperty().subscribe(now -> {
            start.setDisable(model.running().get() || now.isEmpty());
            copy.setDisable(now.isEmpty());
        });
        model.shownProperty().subscribe(now -> export.setDisable(now.flatMap(ChipMeasurement::report).isEmpty()));
        HBox bar = new HBox(6, start, cancel, copy, export, progress);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("trials-bar");
        return bar;
    }

    private static ActionButton button(String id, Ikon icon, String name, String tip, Runnable action) {
        return new ActionButton(id, icon, name, action).small(tip).whole();
    }

    private Node form() {
        ChipSettingsViewModel settings = model.settings();
        GridPane grid = new GridPane(8, 5);
        grid.getStyleClass().add("trials-bar");
        int row = 0;
        addWide(grid, row++, texts.get("chip.of"), network());
        addWide(grid, row++, texts.get("chip.profile"), new Choice<>("chip-profile", model.profiles(), name -> name).small().wide()
                .of(settings.profileProperty()));
        Choice<DeviceStatistics> devices = new Choice<>("chip-devices", model.devices(),
                device -> device.isPerfect() ? texts.get("chip.devices.usual") : device.id()).small().wide().of(settings.devicesProperty());
        Tooltip about = new Tooltip();
        settings.devicesProperty().subscribe(device -> about.setText(device.isPerfect() ? texts.get("chip.devices.tip")
                : device.description() + ".\n" + device.trust()));
        devices.setTooltip(about);
        addWide(grid, row++, texts.get("chip.devices"), devices);
        HBox sweep = new HBox(6, sweepParameter(), new EntryField("chip-sweep-values", COLUMNS, texts.get("chip.sweep"),
                settings.sweepValuesProperty(), settings.sweepProblemProperty()).small(texts.get("chip.sweep.tip")));
        HBox.setHgrow(sweep.getChildren().getLast(), Priority.ALWAYS);
        addWide(grid, row++, texts.get("chip.sweep"), sweep);
        grid.addRow(row++, new Label(settings.seeds().name()), field("chip-seeds", settings.seeds(), texts.get("chip.seeds.tip")),
                new Label(settings.images().name()), field("chip-images", settings.images(), texts.get("chip.images.tip")));
        CheckBox ideal = new CheckBox(texts.get("chip.ideal"));
        ideal.setId("chip-ideal");
        Tips.set(ideal, texts.get("chip.ideal.tip"));
        ideal.selectedProperty().bindBidirectional(settings.idealProperty());
        grid.add(ideal, 0, row++, 4, 1);
        addWide(grid, row++, texts.get("chip.die"), die());
        Choice<Compensation> compensation = new Choice<>("chip-compensation", List.of(Compensation.values()), this::name).small().wide()
                .of(settings.compensationProperty());
        Tips.set(compensation, texts.get("chip.compensation.tip"));
        addWide(grid, row++, texts.get("chip.compensation"), compensation);
        List<ChipParameter> offered = List.of(ChipParameter.values());
        for (int index = 0; index < offered.size(); index++) {
            ChipParameter parameter = offered.get(index);
            DecimalEntry entry = settings.condition(parameter);
            EntryField field = field("chip-" + parameter.label(), entry, texts.get("chip.condition.tip", texts.conditionTitle(parameter)));
            settings.idealProperty().subscribe(now -> field.setPromptText(prompt(parameter)));
            settings.devicesProperty().subscribe(now -> field.setPromptText(prompt(parameter)));
            Label name = new Label(texts.condition(parameter));
            name.setLabelFor(field);
            name.setMinWidth(Region.USE_PREF_SIZE);
            grid.add(name, index % 2 * 2, row + index / 2);
            grid.add(field, index % 2 * 2 + 1, row + index / 2);
        }
        return new VBox(grid, new ProblemLabels(settings.problemProperties()));
    }

    private String name(Compensation kind) {
        return switch (kind) {
            case NONE -> texts.get("chip.compensation.none");
            case ARRAY_GAIN -> texts.get("chip.compensation.array");
            case COLUMN_GAIN -> texts.get("chip.compensation.column");
            case COLUMN_LINE -> texts.get("chip.compensation.line");
            case SPARE_COLUMNS -> texts.get("chip.compensation.spares");
            case BATCH_NORM -> texts.get("chip.compensation.norm");
            case ROW_ORDER -> texts.get("chip.compensation.rows");
            case LAST_LAYER -> texts.get("chip.compensation.last");
        };
    }

    /** Which measured die stands in place of simulated cells. */
    private Region die() {
        Label chosen = new Label();
        chosen.setId("chip-die-folder");
        chosen.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(chosen, Priority.ALWAYS);
        ActionButton choose = ActionButton.ofIcon("chip-die", MaterialDesignF.FOLDER_OPEN_OUTLINE, texts.get("chip.die.tip"), model::chooseDie)
                .styled(Styles.BUTTON_ICON, Styles.SMALL);
        ActionButton clear = ActionButton.ofIcon("chip-die-clear", MaterialDesignC.CLOSE, texts.get("chip.die.clear"),
                () -> model.settings().dieProperty().set(Optional.empty())).styled(Styles.BUTTON_ICON, Styles.SMALL);
        model.settings().dieProperty().subscribe(now -> {
            chosen.setText(now.map(Path::toString).orElseGet(() -> texts.get("chip.die.none")));
            clear.setDisable(now.isEmpty());
        });
        HBox line = new HBox(6, chosen, choose, clear);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private String prompt(ChipParameter parameter) {
        return model.settings().usual(parameter).stream().mapToObj(Numbers::brief).findFirst().orElseGet(() -> texts.get("chip.profiles-own"));
    }

    private static void addWide(GridPane grid, int row, String name, Region node) {
        Label label = new Label(name);
        label.setMinWidth(Region.USE_PREF_SIZE);
        node.setPrefWidth(0); // the entries below say how wide the form is
        grid.add(label, 0, row);
        grid.add(node, 1, row, 3, 1);
    }

    private Region network() {
        Choice<Optional<ChipNetwork>> choice = new Choice<>("chip-network", List.of(),
                (Optional<ChipNetwork> known) -> known.map(ChipNetwork::text).orElse(texts.get("chip.none"))).small().wide().told("");
        choice.setPromptText(texts.get("chip.none"));
        model.networks().subscribe(() -> choice.getItems().setAll(model.networks().stream().map(Optional::of).toList()));
        choice.getItems().setAll(model.networks().stream().map(Optional::of).toList());
        choice.valueProperty().subscribe(now -> {
            if (now != null && now.isPresent()) { // a change of the list empties the choice
                model.networkProperty().set(now);
            }
        });
        model.networkProperty().subscribe(choice::setValue);
        return choice;
    }

    private Node sweepParameter() {
        List<Optional<ChipParameter>> all = Stream.concat(Stream.of(Optional.<ChipParameter>empty()),
                Stream.of(ChipParameter.values()).map(Optional::of)).toList();
        Choice<Optional<ChipParameter>> choice = new Choice<>("chip-sweep", all,
                known -> known.map(texts::condition).orElse(texts.get("chip.sweep.none"))).small().wide()
                .of(model.settings().sweepParameterProperty());
        choice.setMinWidth(120);
        return choice;
    }

    private static EntryField field(String id, TextEntry entry, String tip) {
        return new EntryField(id, COLUMNS, entry).small(tip);
    }

    private void show(Optional<ChipMeasurement> measurement) {
        empty.setVisible(measurement.isEmpty());
        if (measurement.isEmpty()) {
            result.setText("");
            chart.show(new Curves("", texts.get("chip.axis"), false, false, List.of(), List.of()));
            return;
        }
        ChipMeasurement known = measurement.get();
        List<Curves.Point> points = new ArrayList<>();
        for (int index = 0; index < known.points().size(); index++) {
            ChipPoint point = known.points().get(index);
            points.add(new Curves.Point(known.value(index), 100 * point.accuracy().fraction(), 100 * point.accuracy().lowFraction(),
                    100 * point.accuracy().highFraction()));
        }
        List<Curves.Level> levels = known.references().map(without -> List.of(
                new Curves.Level(texts.get("chip.float"), 1, 100 * without.floatFraction()),
                new Curves.Level(texts.get("chip.quantized", without.weightBits()), 2, 100 * without.quantizedFraction()))).orElse(List.of());
        boolean log = known.parameter().filter(parameter -> parameter == ChipParameter.AGE).isPresent();
        boolean repairs = known.request().repairs();
        boolean whole = repairs || known.parameter().filter(parameter -> parameter == ChipParameter.ADC_BITS).isPresent();
        chart.show(new Curves(known.parameter().map(texts::conditionTitle).orElse(repairs ? texts.get("chip.die.axis") : ""), texts.get("chip.axis"),
                whole, log,
                List.of(new Curves.Curve(texts.get("chip.curve"), 0, Curves.Style.INTERVALS, points)), levels));
        boolean running = model.running().get();
        result.setText(known.report().map(report -> sentence(known, report)).orElseGet(() -> texts.get(running ? "chip.running" : "chip.cancelled",
                known.network(), points.size(), known.asked())));
    }

    private String sentence(ChipMeasurement known, ChipAccuracyReport report) {
        ChipReferences references = report.references();
        String start = texts.get("chip.result", known.network(), report.images(), known.request().seeds(), report.cost().profile().id(),
                report.arrays(), percent(references.floatFraction()), references.weightBits(), percent(references.quantizedFraction()));
        if (known.parameter().isPresent() || known.points().isEmpty()) {
            return start;
        }
        if (known.request().die().isPresent()) {
            return start + repairs(report);
        }
        Accuracy accuracy = known.points().getFirst().accuracy();
        return start + " " + texts.get("chip.result.point", percent(accuracy.fraction()), percent(accuracy.lowFraction()),
                percent(accuracy.highFraction()));
    }

    /** What is left of a measured die's accuracy with each compensation, and which crossbars are farthest off. */
    private String repairs(ChipAccuracyReport report) {
        Stream<String> accuracies = IntStream.range(0, report.points().size()).mapToObj(number -> {
            ChipPoint point = report.points().get(number);
            return texts.get("chip.die.repair", number, name(point.conditions().compensation()), percent(point.accuracy().fraction()),
                    percent(point.accuracy().lowFraction()), percent(point.accuracy().highFraction()));
        });
        Stream<String> faults = report.faults().stream().limit(SHOWN_FAULTS).map(fault -> texts.get("chip.die.fault",
                fault.layer() + "[" + fault.rowBlock() + "][" + fault.columnBlock() + "]", fault.wrongCells(), fault.measuredCells(),
                String.format(Locale.ROOT, "%.2f", fault.deviationSteps())));
        return Stream.concat(accuracies, faults).collect(Collectors.joining("\n", "\n", ""));
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
    }
}
