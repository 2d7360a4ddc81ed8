package org.hasnas.ui.parallel;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.hasnas.chip.model.CostKind;
import org.hasnas.network.Dimension;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Trial;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.accuracy.KnownAccuracies;
import org.hasnas.ui.fx.NextFrame;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.project.KnownTrials;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.ui.project.Outlooks;
import org.hasnas.units.Quantity;

/**
 * The axes of the known designs and the ranges marked on them. The designs inside all ranges are the ones that plot and table show; a range of a
 * cost can become a limit.
 */
public final class ParallelViewModel {
    private final OpenProject project;
    private final KnownTrials known;
    private final Outlooks outlooks;
    private final KnownAccuracies accuracies;
    private final NextFrame nextFrame;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<List<Axis>> axes = new ReadOnlyObjectWrapper<>(this, "axes", List.of());
    private final ReadOnlyObjectWrapper<Map<String, Range>> ranges = new ReadOnlyObjectWrapper<>(this, "ranges", Map.of());
    private final ReadOnlyLongWrapper picked = new ReadOnlyLongWrapper(this, "picked");
    private final ObjectProperty<String> colouredBy = new SimpleObjectProperty<>(this, "colouredBy", "");
    private final BooleanBinding canClear;
    private final BooleanBinding canLimit;
    /** Axes whose scale the user has switched. */
    private final Set<String> switched = new HashSet<>();
    private Optional<BitSet> inside = Optional.empty();
    private boolean requested;

    public ParallelViewModel(OpenProject project, KnownAccuracies accuracies, NextFrame nextFrame, Texts texts) {
        this.project = project;
        this.known = project.known();
        this.outlooks = project.outlooks();
        this.accuracies = accuracies;
        this.nextFrame = nextFrame;
        this.texts = texts;
        this.canClear = Bindings.createBooleanBinding(() -> !ranges.get().isEmpty(), ranges);
        this.canLimit = Bindings.createBooleanBinding(() -> !limits().equals(project.limits()), ranges, axes, project.limitsProperty(),
                project.lockedLimits());
        project.whenOther(open -> clear());
        known.contentProperty().subscribe(content -> request());
        outlooks.versionProperty().subscribe((before, now) -> request());
        accuracies.versionProperty().subscribe((before, now) -> request());
        project.limitsProperty().subscribe((before, now) -> {
            if (before.memoryScope() != now.memoryScope()) {
                request();
            }
        });
    }

    /** The axes from left to right. */
    ReadOnlyObjectProperty<List<Axis>> axesProperty() {
        return axes.getReadOnlyProperty();
    }

    /** The marked ranges by the id of their axis. */
    ReadOnlyObjectProperty<Map<String, Range>> rangesProperty() {
        return ranges.getReadOnlyProperty();
    }

    /** Grows whenever other designs may lie inside all ranges. */
    ReadOnlyLongProperty pickedProperty() {
        return picked.getReadOnlyProperty();
    }

    /** Positions of the designs inside all ranges; empty if no range is marked. */
    Optional<BitSet> inside() {
        return inside;
    }

    /** How many designs are looked at, in a sentence. */
    String count() {
        return inside.map(some -> texts.get("parallel.inside", some.cardinality(), known.size()))
                .orElseGet(() -> texts.get("parallel.all", known.size()));
    }

    /** The axis by which lines are coloured; blank for whether they meet the limits. */
    ObjectProperty<String> colouredByProperty() {
        return colouredBy;
    }

    Optional<Axis> axis(String id) {
        return axes.get().stream().filter(axis -> axis.id().equals(id)).findFirst();
    }

    /** Whether there are ranges to forget. */
    BooleanBinding canClear() {
        return canClear;
    }

    /** Whether there are ranges that are not yet limits. */
    BooleanBinding canLimit() {
        return canLimit;
    }

    /** Marks a range of an axis in place of the one before. */
    void mark(String axis, Range range) {
        Map<String, Range> now = new LinkedHashMap<>(ranges.get());
        now.put(axis, range);
        ranges.set(Map.copyOf(now));
        pick();
    }

    /** Forgets the range of an axis. */
    void unmark(String axis) {
        if (ranges.get().containsKey(axis)) {
            Map<String, Range> now = new LinkedHashMap<>(ranges.get());
            now.remove(axis);
            ranges.set(Map.copyOf(now));
            pick();
        }
    }

    /** Forgets all ranges. */
    public void clear() {
        if (!ranges.get().isEmpty()) {
            ranges.set(Map.of());
            pick();
        }
    }

    /** Makes limits of the upper ends of the ranges of costs. */
    void takeAsLimits() {
        project.propose(limits());
    }

    private ConstraintSet limits() {
        ConstraintSet limits = project.limits();
        for (Axis axis : axes.get()) {
            Range range = ranges.get().get(axis.id());
            if (range != null && axis.cost().filter(kind -> !project.lockedLimits().contains(kind)).isPresent()) {
                limits = limits.withLimit(axis.cost().get(), range.high());
            }
        }
        return limits;
    }

    /** Changes an axis between linear and logarithmic. */
    void switchScale(String id) {
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
            add(now, Axis.of(kind.label(), kind.title() + unit(kind.quantity()), Optional.of(kind),
                    known.costs(kind, project.limits().memoryScope()), value -> number(kind.quantity(), value)));
        }
        if (known.isMixed()) {
            add(now, Axis.of("run", texts.get("table.run"), Optional.empty(), column(position -> known.run(position).orElse(0)),
                    value -> value < 1 ? texts.get("table.run.none") : String.format(Locale.ROOT, "%.0f", value)));
        }
        List<Trial> trials = known.trials();
        for (Dimension dimension : Dimension.values()) {
            add(now, Axis.of(dimension.key(), texts.get("table." + dimension.key()), Optional.empty(),
                    column(position -> trials.get(position).architecture().macro().number(dimension).orElse(Double.NaN)),
                    value -> String.format(Locale.ROOT, "%.0f", value)));
        }
        add(now, Axis.of("fitness", texts.get("table.fitness"), Optional.empty(), known.fitness(),
                value -> String.format(Locale.ROOT, "%.2f", value)));
        add(now, Axis.of("expected", texts.get("table.expected"), Optional.empty(), column(outlooks::percent), ParallelViewModel::percent));
        for (AccuracyKind kind : AccuracyKind.values()) {
            if (accuracies.exists(kind)) {
                add(now, Axis.of("accuracy-" + kind.label(), texts.get("table.accuracy", kind.label()), Optional.empty(),
                        column(position -> accuracies.percent(kind, position)), ParallelViewModel::percent));
            }
        }
        axes.set(List.copyOf(now));
        pick();
    }

    private void add(List<Axis> all, Optional<Axis> axis) {
        axis.ifPresent(found -> all.add(switched.contains(found.id()) ? found.switched() : found));
    }

    private double[] column(IntToDoubleFunction value) {
        return IntStream.range(0, known.size()).mapToDouble(value).toArray();
    }

    private static String unit(Quantity quantity) {
        String symbol = quantity.displayUnit().symbol();
        return quantity == Quantity.PARAMETERS ? "" : " (" + symbol.replace("uJ", "\u00b5J").replace("mm2", "mm\u00b2") + ")";
    }

    /** Without the unit, which stands in the title; counts of parameters keep theirs, which changes with their size. */
    private static String number(Quantity quantity, double value) {
        String text = quantity.format(value).strip();
        return quantity == Quantity.PARAMETERS ? text : text.substring(0, text.indexOf(' '));
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** Looks which designs lie inside all ranges. A range of an axis that is gone for now picks nothing. */
    private void pick() {
        List<Axis> marked = axes.get().stream().filter(axis -> ranges.get().containsKey(axis.id())).toList();
        if (marked.isEmpty()) {
            inside = Optional.empty();
            project.filter().clear();
        } else {
            BitSet some = new BitSet(known.size());
            some.set(0, known.size());
            for (Axis axis : marked) {
                Range range = Objects.requireNonNull(ranges.get().get(axis.id()));
                for (int i = some.nextSetBit(0); i >= 0; i = some.nextSetBit(i + 1)) {
                    if (i >= axis.values().length || !range.contains(axis.values()[i])) {
                        some.clear(i);
                    }
                }
            }
            inside = Optional.of(some);
            project.filter().take(some);
        }
        picked.set(picked.get() + 1);
    }
}
