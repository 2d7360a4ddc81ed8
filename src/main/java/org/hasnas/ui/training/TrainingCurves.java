package org.hasnas.ui.training;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.hasnas.job.RunStatus;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.training.model.EpochResult;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.ui.chart.CurveChart;
import org.hasnas.ui.fx.Texts;
import org.hasnas.workbench.chart.Curves;
import org.hasnas.workbench.training.TrainingChanges;

/** The result and the curves of a training, or the curves of several in the same charts. */
final class TrainingCurves extends VBox {
    /** As many as colours of a chart tell apart. */
    private static final int MOST_COMPARED = 4;

    private final TrainingsViewModel model;
    private final Texts texts;
    private final CurveChart loss;
    private final CurveChart accuracy;
    private final Label result = new Label();

    /** @param dark whether the window is dark */
    TrainingCurves(TrainingsViewModel model, Texts texts, ObservableValue<Boolean> dark) {
        this.model = model;
        this.texts = texts;
        this.loss = new CurveChart(texts);
        this.accuracy = new CurveChart(texts);
        loss.setId("training-loss");
        accuracy.setId("training-accuracy");
        result.setId("training-result");
        result.setWrapText(true);
        result.setMinHeight(USE_PREF_SIZE);
        result.getStyleClass().addAll(Styles.TEXT_SMALL, "training-result");
        VBox.setVgrow(loss, Priority.ALWAYS);
        VBox.setVgrow(accuracy, Priority.ALWAYS);
        getChildren().addAll(result, loss, accuracy);
        dark.subscribe(loss::setDark);
        dark.subscribe(accuracy::setDark);
    }

    /** Shows several trainings as far as colours tell them apart, or the one that is looked at. */
    void show(List<TrainingItem> chosen) {
        if (chosen.size() > 1) {
            compare(chosen.subList(0, Math.min(MOST_COMPARED, chosen.size())), chosen.size());
        } else {
            model.selectedProperty().get().ifPresentOrElse(this::show, this::showNone);
        }
    }

    private void showNone() {
        tell(List.of(texts.get("training.none-selected")), false);
        loss.show(curves("", List.of()));
        accuracy.show(curves(texts.get("training.curve.accuracy"), List.of()));
    }

    /** The same curve of each in one chart. */
    private void compare(List<TrainingItem> items, int chosen) {
        loss.show(curves(texts.get("training.curve.loss"), eachOf(items, EpochResult::trainingLoss)));
        accuracy.show(curves(texts.get("compare.curve.axis"), eachOf(items, epoch -> 100 * epoch.validationAccuracy())));
        Stream<String> more = chosen > items.size() ? Stream.of(texts.get("training.compared", items.size(), chosen)) : Stream.of();
        tell(Stream.concat(items.stream().map(this::title), more).toList(), false);
    }

    private List<Curves.Curve> eachOf(List<TrainingItem> items, Function<EpochResult, Double> value) {
        return IntStream.range(0, items.size()).mapToObj(index -> curve(texts.get("training.curve.of", items.get(index).id()), index,
                items.get(index).snapshot(), value, Double.NaN)).toList();
    }

    private void tell(List<String> lines, boolean failed) {
        result.setText(String.join("\n", lines));
        result.getStyleClass().remove(Styles.DANGER);
        if (failed) {
            result.getStyleClass().add(Styles.DANGER);
        }
    }

    private void show(TrainingItem item) {
        TrainingSnapshot now = item.snapshot();
        loss.show(curves("", List.of(
                curve(texts.get("training.curve.loss"), 1, now, EpochResult::trainingLoss, now.loss()))));
        accuracy.show(curves(texts.get("training.curve.accuracy"), List.of(
                curve(texts.get("training.curve.training"), 1, now, epoch -> 100 * epoch.trainingAccuracy(), 100 * now.trainingAccuracy()),
                curve(texts.get("training.curve.validation"), 0, now, epoch -> 100 * epoch.validationAccuracy(), Double.NaN))));
        List<String> lines = new ArrayList<>();
        lines.add(title(item));
        now.failure().ifPresent(lines::add);
        if (now.failure().isEmpty() && !now.health().explanation().isEmpty()) {
            lines.add(texts.get("training.health", now.health().explanation()));
        }
        if (now.stage() == RunStatus.FINISHED) {
            if (item.summary().request().settings().isQuantized()) {
                model.list().accuracy(item, AccuracyKind.QUANTIZED).ifPresent(known -> lines.add(texts.get("training.quantized", numbers(known))));
            } else {
                model.list().accuracy(item, AccuracyKind.TRAINED).ifPresent(known -> lines.add(texts.get("training.trained", numbers(known))));
            }
            model.list().accuracy(item, AccuracyKind.ON_CHIP).ifPresent(known -> lines.add(texts.get("training.on-chip", numbers(known))));
            if (!model.neuronsProperty().get().isEmpty()) {
                lines.add(texts.get("training.neurons", model.neuronsProperty().get()));
            }
        }
        tell(lines, now.failure().isPresent());
    }

    private String title(TrainingItem item) {
        TrainingRequest request = item.summary().request();
        String title = texts.get("training.title", item.id(), request.architecture().text());
        String from = request.from().isPresent() ? texts.get("training.title.from", request.from().getAsLong()) : "";
        String bits = request.settings().isQuantized() ? texts.get("training.title.bits", request.settings().weightBits()) : "";
        String recipe = String.join("", TrainingChanges.recipe(request.settings()).stream().map(change -> ", " + change).toList());
        return title + from + bits + recipe;
    }

    private static Object[] numbers(Accuracy known) {
        return new Object[] {percent(known.fraction()), percent(known.lowFraction()), percent(known.highFraction()), known.source()};
    }

    private Curves curves(String yTitle, List<Curves.Curve> curves) {
        return new Curves(texts.get("training.curve.epoch"), yTitle, true, false, curves, List.of());
    }

    /** The stored epochs, and the running one at the place it has come to. */
    private static Curves.Curve curve(String name, int colour, TrainingSnapshot now, Function<EpochResult, Double> value, double running) {
        List<Curves.Point> points = new ArrayList<>();
        now.epochs().forEach(epoch -> points.add(new Curves.Point(epoch.epoch(), value.apply(epoch))));
        if (!Double.isNaN(running)) {
            points.add(new Curves.Point(now.epochs().size() + now.doneShare(), running));
        }
        return new Curves.Curve(name, colour, Curves.Style.LINE, points);
    }

    static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
    }
}
