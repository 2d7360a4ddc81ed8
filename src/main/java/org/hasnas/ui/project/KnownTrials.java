package org.hasnas.ui.project;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.ui.fx.NextFrame;
import org.hasnas.ui.fx.Texts;

/**
 * The trials of the runs that are shown, checked against the limits of the open project. Those of one run lie together, the newest run is the last.
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
    private final List<Section> sections = new ArrayList<>();
    private boolean passRequested;
    private long shows;

    /**
     * Where the trials of a run lie.
     *
     * @param run its number; empty for designs of no run
     * @param request with the chosen chip
     * @param from position of its first trial
     */
    private record Section(OptionalLong run, SearchRequest request, int from) {}

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

    /** The request of the newest shown run with the chosen chip, empty while no run is shown. */
    public Optional<SearchRequest> request() {
        return sections.isEmpty() ? Optional.empty() : Optional.of(sections.getLast().request());
    }

    public Optional<Candidate> candidate(int position) {
        return position < 0 || position >= trials.size() ? Optional.empty()
                : Optional.of(new Candidate(section(position).request(), trials.get(position)));
    }

    /** Number of the run that a trial is of; empty for a design of no run. */
    public OptionalLong run(int position) {
        return section(position).run();
    }

    /** What a trial is called: its number, and of which run it is while several are shown. */
    public String nameOf(int position, Texts texts) {
        int index = trials.get(position).index();
        OptionalLong run = run(position);
        return !isMixed() ? Integer.toString(index)
                : run.isPresent() ? texts.get("known.of-run", index, run.getAsLong()) : texts.get("known.trained", index);
    }

    /** Whether trials of several places are shown, so that it has to be said of which one is. */
    public boolean isMixed() {
        return sections.size() > 1;
    }

    /** Which part of the trials one is of, counted from 0. */
    int group(int position) {
        int group = sections.size() - 1;
        while (group > 0 && sections.get(group).from() > position) {
            group--;
        }
        return group;
    }

    private Section section(int position) {
        return sections.get(group(position));
    }

    /** Whether the fitness of a trial was computed as that of the newest run: others don't compare, and count as having none. */
    public boolean comparesFitness(int position) {
        return section(position).request().fitness().equals(sections.getLast().request().fitness());
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

    /** A new array with energy x delay x area of every trial in SI units, NaN where unknown. */
    public double[] energyDelayAreas() {
        double[] energies = costs(CostKind.ENERGY, MemoryScope.ALL_PARAMETERS);
        double[] latencies = costs(CostKind.LATENCY, MemoryScope.ALL_PARAMETERS);
        double[] areas = costs(CostKind.AREA, MemoryScope.ALL_PARAMETERS);
        return IntStream.range(0, energies.length).mapToDouble(i -> energies[i] * latencies[i] * areas[i]).toArray();
    }

    /** A new array with the fitness of every trial, NaN where it is unknown or singular. */
    public double[] fitness() {
        return columns.fitnessForPlot();
    }

    /** Grows whenever other trials took the place of the known ones. */
    public long shows() {
        return shows;
    }

    /** Replaces everything by designs of other places, the newest run last. */
    void show(List<DesignGroup> groups, HardwareSettings chip) {
        forget();
        for (DesignGroup group : groups) {
            sections.add(new Section(group.run(), group.request().withHardware(chip), trials.size()));
            trials.addAll(group.trials());
        }
        takeColumns();
        changed();
    }

    /** The same designs with the costs of another chip. */
    void recost(List<Trial> recosted, HardwareSettings chip) {
        withoutTrials();
        sections.replaceAll(section -> new Section(section.run(), section.request().withHardware(chip), section.from()));
        trials.addAll(recosted);
        takeColumns();
        changed();
    }

    /** Forgets everything. */
    void clear() {
        forget();
        changed();
    }

    private void forget() {
        withoutTrials();
        sections.clear();
    }

    /** Forgets the trials, but tells nobody yet, since the same ones follow with other costs. */
    void withoutTrials() {
        shows++;
        trials.clear();
        columns.clear();
    }

    /** Adds trials that became known of the newest run. */
    public void append(List<Trial> newTrials) {
        if (!newTrials.isEmpty()) {
            trials.addAll(newTrials);
            columns.append(newTrials, true, limits.get());
            changed();
        }
    }

    /** Whether all shown runs that pay for trainings train in the same way, so that what they expect compares. */
    public boolean trainsAlike() {
        return sections.stream().flatMap(section -> section.request().ladder().stream()).map(LadderSettings::training).distinct().count() <= 1;
    }

    private void takeColumns() {
        for (int i = 0; i < sections.size(); i++) {
            int from = sections.get(i).from();
            int to = i + 1 < sections.size() ? sections.get(i + 1).from() : trials.size();
            columns.append(trials.subList(from, to), from == to || comparesFitness(from), limits.get());
        }
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
