package org.hasnas.ui.constraints;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.ui.project.OpenProject;

/**
 * The limits as they were, whoever changed them. A drag of a slider is one step. Another project or cost model begins anew, since limits of another
 * one mean nothing.
 */
public final class LimitHistory {
    /** Older steps are forgotten. */
    private static final int MOST = 200;

    private final OpenProject project;
    private final Deque<ConstraintSet> before = new ArrayDeque<>();
    private final Deque<ConstraintSet> after = new ArrayDeque<>();
    private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper(this, "canUndo");
    private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper(this, "canRedo");
    private CostModelId model;
    private boolean travelling;
    private boolean moving;
    private boolean moved;

    LimitHistory(OpenProject project) {
        this.project = project;
        this.model = project.chip().model();
        project.limitsProperty().subscribe((was, now) -> changed(was));
        project.whenOther(open -> forget());
    }

    /** Whether there were other limits before. */
    public ReadOnlyBooleanProperty canUndo() {
        return canUndo.getReadOnlyProperty();
    }

    /** Whether limits were undone. */
    public ReadOnlyBooleanProperty canRedo() {
        return canRedo.getReadOnlyProperty();
    }

    /** Goes back to the limits before. */
    public void undo() {
        travel(before, after);
    }

    /** Goes to the limits that were undone. */
    public void redo() {
        travel(after, before);
    }

    /** All changes while something is moved are one step. */
    void setMoving(boolean now) {
        moving = now;
        moved = false;
    }

    private void travel(Deque<ConstraintSet> from, Deque<ConstraintSet> to) {
        Optional.ofNullable(from.pollLast()).ifPresent(limits -> {
            to.addLast(project.limits());
            travelling = true;
            project.limitsProperty().set(limits);
            travelling = false;
        });
        tell();
    }

    private void changed(ConstraintSet was) {
        if (project.chip().model() != model) {
            forget();
        } else if (!travelling && !(moving && moved)) {
            before.addLast(was);
            if (before.size() > MOST) {
                before.removeFirst();
            }
            after.clear();
            moved = true;
        }
        tell();
    }

    private void forget() {
        model = project.chip().model();
        before.clear();
        after.clear();
        tell();
    }

    private void tell() {
        canUndo.set(!before.isEmpty());
        canRedo.set(!after.isEmpty());
    }
}
