package org.hasnas.ui.parallel;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.project.KnownTrials;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.ui.quantities.Axis;
import org.hasnas.ui.quantities.DesignQuantities;

/**
 * The axes of the known designs and the ranges marked on them. The designs inside all ranges are the ones that plot and table show; a range of a
 * cost can become a limit.
 */
public final class ParallelViewModel {
    private final OpenProject project;
    private final KnownTrials known;
    private final Texts texts;
    private final ReadOnlyObjectProperty<List<Axis>> axes;
    private final ReadOnlyObjectWrapper<Map<String, Range>> ranges = new ReadOnlyObjectWrapper<>(this, "ranges", Map.of());
    private final ReadOnlyLongWrapper picked = new ReadOnlyLongWrapper(this, "picked");
    private final BooleanBinding canClear;
    private final BooleanBinding canLimit;
    private Optional<BitSet> inside = Optional.empty();

    public ParallelViewModel(OpenProject project, DesignQuantities quantities, Texts texts) {
        this.project = project;
        this.known = project.known();
        this.texts = texts;
        this.axes = quantities.axesProperty();
        this.canClear = Bindings.createBooleanBinding(() -> !ranges.get().isEmpty(), ranges);
        this.canLimit = Bindings.createBooleanBinding(() -> !limits().equals(project.limits()), ranges, axes, project.limitsProperty(),
                project.lockedLimits());
        project.whenOther(open -> clear());
        axes.subscribe(now -> pick());
    }

    /** The marked ranges by the id of their axis. */
    ReadOnlyObjectProperty<Map<String, Range>> rangesProperty() {
        return ranges.getReadOnlyProperty();
    }

    /** The range that is marked on an axis. */
    Optional<Range> range(String axis) {
        return Optional.ofNullable(ranges.get().get(axis));
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
