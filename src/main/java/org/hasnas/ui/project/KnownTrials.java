package org.hasnas.ui.project;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.ui.fx.NextFrame;

/**
 * The trials of the run that is shown, checked against the limits of the open project.
 *
 * <p>Changed limits re-classify the trials once per frame. {@link #contentProperty()} grows whenever trials were added or replaced,
 * {@link #classificationProperty()} whenever a trial may have become feasible or infeasible (so also with new trials).
 */
public final class KnownTrials {
    private final NextFrame nextFrame;
    private final List<Trial> trials = new ArrayList<>();
    private final TrialColumns columns = new TrialColumns();
    private final ReadOnlyObjectProperty<ConstraintSet> limits;
    private final ReadOnlyLongWrapper content = new ReadOnlyLongWrapper(this, "content");
    private final ReadOnlyLongWrapper classification = new ReadOnlyLongWrapper(this, "classification");
    private Optional<SearchRequest> request = Optional.empty();
    private boolean passRequested;
    private long shows;

    KnownTrials(ReadOnlyObjectProperty<ConstraintSet> limits, NextFrame nextFrame) {
        this.limits = limits;
        this.nextFrame = nextFrame;
        limits.subscribe((before, now) -> requestPass());
    }

    public ReadOnlyLongProperty contentProperty() {
        return content.getReadOnlyProperty();
    }

    public ReadOnlyLongProperty classificationProperty() {
        return classification.getReadOnlyProperty();
    }

    public int size() {
        return trials.size();
    }

    /** All known trials by position; an unmodifiable view. */
    public List<Trial> trials() {
        return Collections.unmodifiableList(trials);
    }

    /** The request of the shown run with the chosen chip, empty while no run is shown. */
    public Optional<SearchRequest> request() {
        return request;
    }

    public Optional<Candidate> candidate(int position) {
        return position < 0 || position >= trials.size() ? Optional.empty()
                : request.map(known -> new Candidate(known, trials.get(position)));
    }

    /** Number of trials whose cost is known. */
    public int costed() {
        return columns.costed();
    }

    /** Number of trials that pass one limit. */
    public int passing(CostKind kind) {
        return columns.passing(kind);
    }

    public int feasible() {
        return columns.feasible();
    }

    /** Position of the best feasible trial, -1 if there is none. */
    public int best() {
        return columns.best();
    }

    public boolean isFeasible(int position) {
        return columns.isFeasible(position);
    }

    public boolean passes(int position, CostKind kind) {
        return columns.passes(position, kind);
    }

    /** A new array with the cost of every trial in SI units, NaN where unknown. */
    public double[] costs(CostKind kind, MemoryScope scope) {
        return columns.cost(kind, scope);
    }

    /** A new array with the fitness of every trial, NaN where it is unknown or singular. */
    public double[] fitness() {
        return columns.fitnessForPlot();
    }

    /** Grows whenever other trials took the place of the known ones. */
    public long shows() {
        return shows;
    }

    /** Replaces everything by the trials of another run. */
    void show(SearchRequest run, List<Trial> newTrials) {
        forget();
        request = Optional.of(run);
        add(newTrials);
        changed();
    }

    /** Forgets everything. */
    void clear() {
        forget();
        changed();
    }

    /** Forgets everything, but tells nobody yet, since other trials follow. */
    void forget() {
        shows++;
        trials.clear();
        columns.clear();
        request = Optional.empty();
    }

    /** Adds trials that became known. */
    public void append(List<Trial> newTrials) {
        if (!newTrials.isEmpty()) {
            add(newTrials);
            changed();
        }
    }

    private void add(List<Trial> newTrials) {
        trials.addAll(newTrials);
        columns.append(newTrials, limits.get());
    }

    private void changed() {
        content.set(content.get() + 1);
        classification.set(classification.get() + 1);
    }

    private void requestPass() {
        if (!passRequested) {
            passRequested = true;
            nextFrame.request(() -> {
                passRequested = false;
                reclassifyNow();
            });
        }
    }

    /** Checks all trials against the limits without waiting for the next frame. */
    public void reclassifyNow() {
        columns.reclassify(limits.get());
        classification.set(classification.get() + 1);
    }
}
