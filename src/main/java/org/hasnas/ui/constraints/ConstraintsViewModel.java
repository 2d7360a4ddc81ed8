package org.hasnas.ui.constraints;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.project.OpenProject;

/** The four limits together; every change goes to {@link OpenProject#limitsProperty()} and nowhere else. */
public final class ConstraintsViewModel {
    private final OpenProject project;
    private final LimitHistory history;
    private final Map<CostKind, LimitViewModel> limits = new EnumMap<>(CostKind.class);
    private final ObjectProperty<MemoryScope> memoryScope = new SimpleObjectProperty<>(this, "memoryScope", MemoryScope.ALL_PARAMETERS);
    private boolean updating;

    public ConstraintsViewModel(OpenProject project, Texts texts) {
        this.project = project;
        this.history = new LimitHistory(project);
        for (CostKind kind : CostKind.values()) {
            LimitViewModel limit = new LimitViewModel(kind, texts);
            limit.limitProperty().subscribe((before, now) -> publish());
            limit.lockedProperty().subscribe((before, now) -> {
                if (now) {
                    project.lockedLimits().add(kind);
                } else {
                    project.lockedLimits().remove(kind);
                }
            });
            limit.movingProperty().subscribe((before, now) -> history.setMoving(now));
            limits.put(kind, limit);
        }
        memoryScope.subscribe((before, now) -> publish());
        project.limitsProperty().subscribe(this::show);
        project.lockedLimits().subscribe(() -> limits.forEach((kind, limit) -> limit.lockedProperty().set(project.lockedLimits().contains(kind))));
    }

    /** The limits as they were before. */
    public LimitHistory history() {
        return history;
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

    private void show(ConstraintSet set) {
        if (!updating) {
            updating = true;
            limits.forEach((kind, limit) -> limit.setLimit(set.limit(kind)));
            memoryScope.set(set.memoryScope());
            updating = false;
        }
    }

    /** Back to the limits HASNAS publishes; with the physical model, for which there are none, to no limits. */
    public void reset() {
        project.propose(ConstraintSet.usual(project.chip().model()));
    }

    private void publish() {
        if (!updating && limits.size() == CostKind.values().length) {
            ConstraintSet set = ConstraintSet.UNLIMITED.withMemoryScope(memoryScope.get());
            for (LimitViewModel limit : limits.values()) {
                set = set.withLimit(limit.kind(), limit.limitProperty().get());
            }
            updating = true; // what is written or dragged stays as it is
            project.limitsProperty().set(set);
            updating = false;
        }
    }
}
