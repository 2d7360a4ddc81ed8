package org.hasnas.ui.constraints;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.ui.run.KnownTrials;

/** The four limits together; every change goes to {@link KnownTrials#limitsProperty()} and nowhere else. */
public final class ConstraintsViewModel {
    private final KnownTrials known;
    private final Map<CostKind, LimitViewModel> limits = new EnumMap<>(CostKind.class);
    private final ObjectProperty<MemoryScope> memoryScope = new SimpleObjectProperty<>(this, "memoryScope", MemoryScope.ALL_PARAMETERS);
    private final Map<CostModelId, ConstraintSet> ofOtherModels = new EnumMap<>(CostModelId.class);
    private boolean updating;

    public ConstraintsViewModel(KnownTrials known) {
        this.known = known;
        for (CostKind kind : CostKind.values()) {
            LimitViewModel limit = new LimitViewModel(kind);
            limit.limitProperty().subscribe((before, now) -> publish());
            limits.put(kind, limit);
        }
        memoryScope.subscribe((before, now) -> publish());
        known.hardwareProperty().subscribe((before, now) -> {
            if (before.model() != now.model()) {
                changeModel(before.model(), now.model());
            }
        });
        show(known.limits());
    }

    /** All limits in the order in which they are shown. */
    public List<LimitViewModel> limits() {
        return Arrays.stream(CostKind.values()).map(this::limit).toList();
    }

    public LimitViewModel limit(CostKind kind) {
        LimitViewModel found = limits.get(kind);
        if (found == null) {
            throw new IllegalStateException("no limit of kind " + kind);
        }
        return found;
    }

    public ObjectProperty<MemoryScope> memoryScopeProperty() {
        return memoryScope;
    }

    public KnownTrials known() {
        return known;
    }

    /** Sets all limits at once, those of an opened project. */
    public void show(ConstraintSet set) {
        ofOtherModels.clear();
        apply(set);
    }

    /**
     * Limits of one cost model mean nothing for the other: those set for it before come back, else its usual ones. Parameters are the same in
     * both.
     */
    private void changeModel(CostModelId before, CostModelId now) {
        ConstraintSet set = known.limits();
        ofOtherModels.put(before, set);
        ConstraintSet other = ofOtherModels.getOrDefault(now, ConstraintSet.usual(now));
        apply(other.withSharedLimitsOf(set));
    }

    private void apply(ConstraintSet set) {
        updating = true;
        limits.forEach((kind, limit) -> limit.setLimit(set.limit(kind)));
        memoryScope.set(set.memoryScope());
        updating = false;
        publish();
    }

    /** Back to the limits HASNAS publishes; with the physical model, for which there are none, to no limits. */
    public void reset() {
        apply(ConstraintSet.usual(known.hardwareProperty().get().model()));
    }

    private void publish() {
        if (!updating && limits.size() == CostKind.values().length) {
            ConstraintSet set = ConstraintSet.UNLIMITED.withMemoryScope(memoryScope.get());
            for (LimitViewModel limit : limits.values()) {
                set = set.withLimit(limit.kind(), limit.limitProperty().get());
            }
            known.limitsProperty().set(set);
        }
    }
}
