package org.hasnas.ui.quantities;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.FrontCost;
import org.hasnas.network.Dimension;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.accuracy.KnownAccuracies;
import org.hasnas.ui.fx.NextFrame;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UnitSigns;
import org.hasnas.ui.project.KnownTrials;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.ui.project.Outlooks;
import org.hasnas.units.Quantity;

/** Every number in which the known designs differ: their run, costs (EDAP where the next front is of it), choices, fitness, and each kind of accuracy by itself. */
public final class DesignQuantities {
    private final OpenProject project;
    private final KnownTrials known;
    private final Outlooks outlooks;
    private final KnownAccuracies accuracies;
    private final NextFrame nextFrame;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<List<Axis>> axes = new ReadOnlyObjectWrapper<>(this, "axes", List.of());
    /** Axes whose scale the user has switched. */
    private final Set<String> switched = new HashSet<>();
    private List<Axis> others = List.of();
    private boolean requested;

    public DesignQuantities(OpenProject project, KnownAccuracies accuracies, NextFrame nextFrame, Texts texts) {
        this.project = project;
        this.known = project.known();
        this.outlooks = project.outlooks();
        this.accuracies = accuracies;
        this.nextFrame = nextFrame;
        this.texts = texts;
        known.contentProperty().subscribe(content -> request());
        outlooks.versionProperty().subscribe((before, now) -> request());
        accuracies.versionProperty().subscribe((before, now) -> request());
        project.form().frontProperty().subscribe((before, now) -> request());
        project.limitsProperty().subscribe((before, now) -> {
            if (before.memoryScope() != now.memoryScope()) {
                request();
            }
        });
    }

    /** The quantities in the order of their axes. */
    public ReadOnlyObjectProperty<List<Axis>> axesProperty() {
        return axes.getReadOnlyProperty();
    }

    /** All quantities in which the designs differ, also those that have no axis of their own since they follow from others. */
    List<Axis> all() {
        return Stream.concat(axes.get().stream(), others.stream()).toList();
    }

    /** A quantity by its id, if the designs differ in it. */
    public Optional<Axis> axis(String id) {
        return all().stream().filter(axis -> axis.id().equals(id)).findFirst();
    }

    /** What the known designs choose, by position; NaN for those that choose no single number. */
    public static double[] choices(KnownTrials known, Dimension dimension) {
        return known.trials().stream().mapToDouble(trial -> trial.architecture().macro().number(dimension).orElse(Double.NaN)).toArray();
    }

    /** The choices in which the known designs differ. */
    public List<Dimension> chosen() {
        return Stream.of(Dimension.values()).filter(dimension -> axis(dimension.key()).isPresent()).toList();
    }

    /** Changes an axis between linear and logarithmic. */
    public void switchScale(String id) {
        if (!switched.remove(id)) {
            switched.add(id);
        }
        axes.set(axes.get().stream().map(axis -> axis.id().equals(id) ? axis.switched() : axis).toList());
    }

    private void request() {
        if (!requested) {
            requested = true;
            nextFrame.request(() -> {
                requested = false;
                refresh();
            });
        }
    }

    private void refresh() {
        List<Axis> now = new ArrayList<>();
        for (CostKind kind : CostKind.values()) {
            add(now, Axis.of(kind.label(), texts.costTitle(kind) + unit(kind.quantity()), Optional.of(kind),
                    known.costs(kind, project.limits().memoryScope()), value -> UnitSigns.number(kind.quantity(), value)));
        }
        Optional<Axis> product = energyDelayArea();
        if (project.form().frontProperty().get() == FrontCost.EDAP) {
            add(now, product);
        }
        if (known.isMixed()) {
            add(now, Axis.of("run", texts.get("table.run"), Optional.empty(), column(position -> known.run(position).orElse(0)),
                    value -> value < 1 ? texts.get("table.run.none") : String.format(Locale.ROOT, "%.0f", value)));
        }
        for (Dimension dimension : Dimension.values()) {
            add(now, Axis.of(dimension.key(), texts.get("table." + dimension.key()), Optional.empty(),
                    choices(known, dimension),
                    value -> dimension.text((int) Math.round(value))));
        }
        add(now, Axis.of("fitness", texts.get("table.fitness"), Optional.empty(), known.fitness(),
                value -> String.format(Locale.ROOT, "%.2f", value)));
        add(now, Axis.of("expected", texts.get("table.expected"), Optional.empty(), column(outlooks::percent), DesignQuantities::percent));
        for (AccuracyKind kind : AccuracyKind.values()) {
            if (accuracies.exists(kind)) {
                add(now, Axis.of("accuracy-" + kind.label(), texts.get("table.accuracy", texts.accuracyTitle(kind)), Optional.empty(),
                        column(position -> accuracies.percent(kind, position)), DesignQuantities::percent));
            }
        }
        others = product.stream().filter(axis -> project.form().frontProperty().get() != FrontCost.EDAP).toList();
        axes.set(List.copyOf(now));
    }

    private Optional<Axis> energyDelayArea() {
        double factor = FrontCost.EDAP.unit().factor();
        return Axis.of(FrontCost.EDAP.label(), texts.cost(FrontCost.EDAP) + " (\u00b5J ms mm\u00b2)", Optional.empty(),
                Arrays.stream(known.energyDelayAreas()).map(value -> factor * value).toArray(), value -> String.format(Locale.ROOT, "%.3g", value));
    }

    private void add(List<Axis> all, Optional<Axis> axis) {
        axis.ifPresent(found -> all.add(switched.contains(found.id()) ? found.switched() : found));
    }

    private double[] column(IntToDoubleFunction value) {
        return IntStream.range(0, known.size()).mapToDouble(value).toArray();
    }

    private static String unit(Quantity quantity) {
        return quantity == Quantity.PARAMETERS ? "" : " (" + UnitSigns.unit(quantity) + ")";
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
