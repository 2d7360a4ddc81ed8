package org.hasnas.ui.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.ui.fx.NextFrame;
import org.hasnas.workbench.candidate.Candidate;

/**
 * The trials of the run that is shown, the limits they are checked against, and which of them is selected: the model that plot, table,
 * limits and candidate panel share.
 *
 * <p>Changed limits re-classify the trials once per frame. {@link #contentProperty()} grows whenever trials were added or replaced,
 * {@link #classificationProperty()} whenever a trial may have become feasible or infeasible (so also with new trials).
 */
public final class KnownTrials {
    private final NextFrame nextFrame;
    private final List<Trial> trials = new ArrayList<>();
    private final TrialColumns columns = new TrialColumns();
    private final ObjectProperty<ConstraintSet> limits = new SimpleObjectProperty<>(this, "limits", ConstraintSet.PUBLISHED);
    private final ReadOnlyObjectWrapper<HardwareSettings> hardware = new ReadOnlyObjectWrapper<>(this, "hardware", SpikeSimSettings.DEFAULT);
    private final IntegerProperty selected = new SimpleIntegerProperty(this, "selected", -1);
    private final ReadOnlyLongWrapper content = new ReadOnlyLongWrapper(this, "content");
    private final ReadOnlyLongWrapper classification = new ReadOnlyLongWrapper(this, "classification");
    private Optional<SearchRequest> request = Optional.empty();
    private boolean passRequested;
    private long shows;

    public KnownTrials(NextFrame nextFrame) {
        this.nextFrame = nextFrame;
        limits.subscribe((before, now) -> requestPass());
    }

    /** The limits against which the trials are checked; those of the sliders, not those of the run. */
    public ObjectProperty<ConstraintSet> limitsProperty() {
        return limits;
    }

    public ConstraintSet limits() {
        return limits.get();
    }

    /** The chip whose costs the trials have: the one chosen in the window, which need not be that of the run. */
    public ReadOnlyObjectProperty<HardwareSettings> hardwareProperty() {
        return hardware.getReadOnlyProperty();
    }

    /** Position of the selected trial, -1 for none. */
    public IntegerProperty selectedProperty() {
        return selected;
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

    /** The request of the shown run, empty while no run is shown. */
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

    /** Replaces everything by the trials of another run, with costs of the chosen chip. */
    public void show(SearchRequest newRequest, List<Trial> newTrials) {
        selected.set(-1);
        shows++;
        trials.clear();
        columns.clear();
        request = Optional.of(newRequest.withHardware(hardware.get()));
        add(newTrials);
        changed();
    }

    /** Takes another chip while no trial is shown. */
    public void setHardware(HardwareSettings chip) {
        clear();
        hardware.set(chip);
    }

    /**
     * Takes another chip; the trials get the costs it gives them.
     *
     * @param recosted the known trials in their order
     */
    public void recost(HardwareSettings chip, List<Trial> recosted) {
        int before = selected.get();
        selected.set(-1);
        shows++;
        trials.clear();
        columns.clear();
        hardware.set(chip); // before the trials: limits of another model must not be held against them
        request = request.map(known -> known.withHardware(chip));
        add(recosted);
        changed();
        selected.set(before < trials.size() ? before : -1);
    }

    /** Forgets everything. */
    public void clear() {
        selected.set(-1);
        shows++;
        trials.clear();
        columns.clear();
        request = Optional.empty();
        changed();
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
