package org.hasnas.ui.project;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.ui.fx.NextFrame;
import org.hasnas.ui.fx.Texts;

/**
 * The project that the window works on, and what its parts share: the known trials, the chip and the limits they are judged by, which
 * candidates are looked at, the settings of the next search, and what runs. Used by one thread; needs no toolkit.
 */
public final class OpenProject {
    private final ReadOnlyObjectWrapper<Optional<Project>> project = new ReadOnlyObjectWrapper<>(this, "project", Optional.empty());
    private final ReadOnlyObjectWrapper<HardwareSettings> chip = new ReadOnlyObjectWrapper<>(this, "chip", SpikeSimSettings.DEFAULT);
    private final ObjectProperty<ConstraintSet> limits = new SimpleObjectProperty<>(this, "limits", ConstraintSet.PUBLISHED);
    private final IntegerProperty selected = new SimpleIntegerProperty(this, "selected", -1);
    private final ReadOnlyObjectWrapper<Optional<Candidate>> candidate = new ReadOnlyObjectWrapper<>(this, "candidate", Optional.empty());
    private final ReadOnlyLongWrapper measurements = new ReadOnlyLongWrapper(this, "measurements");
    private final ObservableSet<CostKind> locked = FXCollections.observableSet(EnumSet.noneOf(CostKind.class));
    private final Map<CostModelId, ConstraintSet> limitsOfOtherModels = new EnumMap<>(CostModelId.class);
    private final BooleanBinding isOpen = Bindings.createBooleanBinding(() -> project.get().isPresent(), project);
    private final BooleanBinding hasCandidate = Bindings.createBooleanBinding(() -> candidate.get().isPresent(), candidate);
    private final RunningWork work = new RunningWork();
    private final IntegerProperty hovered = new SimpleIntegerProperty(this, "hovered", -1);
    private final TrialFilter filter = new TrialFilter();
    private final Comparison comparison = new Comparison();
    private final KnownTrials known;
    private final Outlooks outlooks;
    private final SearchForm form;
    private List<Candidate> chosen = List.of();

    /** @param threads of a search as long as the user writes no other number */
    public OpenProject(NextFrame nextFrame, Texts texts, int threads) {
        known = new KnownTrials(limits, nextFrame);
        outlooks = new Outlooks(known); // the first to hear of other trials
        form = new SearchForm(texts, threads);
        selected.subscribe((before, now) -> candidate.set(known.candidate(now.intValue())));
    }

    /** The project as its file has it; empty while none is open. Another object with the same folder once it was saved. */
    public ReadOnlyObjectProperty<Optional<Project>> projectProperty() {
        return project.getReadOnlyProperty();
    }

    /** The project as its file has it; empty while none is open. */
    public Optional<Project> opened() {
        return project.get();
    }

    /** Whether a project is open. */
    public BooleanBinding isOpen() {
        return isOpen;
    }

    /** Calls back whenever another project was opened, or the project was left; not when it was saved. */
    public void whenOther(Consumer<Optional<Project>> listener) {
        project.subscribe((before, now) -> {
            if (!before.map(Project::folder).equals(now.map(Project::folder))) {
                listener.accept(now);
            }
        });
    }

    /** The trials of the run that is shown. */
    public KnownTrials known() {
        return known;
    }

    /** What a search by trainings expects of them. */
    public Outlooks outlooks() {
        return outlooks;
    }

    /** The chip whose costs the trials have: the one chosen in the window, which need not be that of the run. */
    public ReadOnlyObjectProperty<HardwareSettings> chipProperty() {
        return chip.getReadOnlyProperty();
    }

    public HardwareSettings chip() {
        return chip.get();
    }

    /** The limits against which the trials are checked: those set in the window, not those of the run. */
    public ObjectProperty<ConstraintSet> limitsProperty() {
        return limits;
    }

    public ConstraintSet limits() {
        return limits.get();
    }

    /** The limits that {@link #propose} leaves as they are. */
    public ObservableSet<CostKind> lockedLimits() {
        return locked;
    }

    /** Sets all limits but those that are locked. */
    public void propose(ConstraintSet wanted) {
        ConstraintSet set = wanted;
        for (CostKind kind : locked) {
            set = set.withLimit(kind, limits.get().limit(kind));
        }
        limits.set(set);
    }

    /** Position of the selected trial among the known ones, -1 for none. */
    public IntegerProperty selectedProperty() {
        return selected;
    }

    /** Position of the trial under the pointer, in whatever view; -1 for none. */
    public IntegerProperty hoveredProperty() {
        return hovered;
    }

    /** Which of the known trials plot and table show. */
    public TrialFilter filter() {
        return filter;
    }

    /** The candidate that is looked at: the selected trial, or one from elsewhere. */
    public ReadOnlyObjectProperty<Optional<Candidate>> candidateProperty() {
        return candidate.getReadOnlyProperty();
    }

    /** Whether a candidate is looked at. */
    public BooleanBinding hasCandidate() {
        return hasCandidate;
    }

    /** Looks at a candidate that is no known trial. */
    public void lookAt(Candidate other) {
        selected.set(-1);
        candidate.set(Optional.of(other));
    }

    /** Takes the candidates that something is to be done with; if there are none, it is the one that is looked at. */
    public void choose(List<Candidate> candidates) {
        chosen = List.copyOf(candidates);
    }

    /** The candidates that something is to be done with. */
    public List<Candidate> chosen() {
        return chosen.isEmpty() ? candidate.get().stream().toList() : chosen;
    }

    /** The designs that are set side by side. */
    public Comparison comparison() {
        return comparison;
    }

    /** The settings of the next search as they are written. */
    public SearchForm form() {
        return form;
    }

    /** Threads of whatever is started next. */
    public int threads() {
        return (int) form.threads().value().orElse(1);
    }

    /** What runs in the project. */
    public RunningWork work() {
        return work;
    }

    /** Grows when the window may have measured an accuracy of a candidate, by a training or on the chip. */
    public ReadOnlyLongProperty measurementsProperty() {
        return measurements.getReadOnlyProperty();
    }

    /** An accuracy of a candidate may have been measured. */
    public void measured() {
        measurements.set(measurements.get() + 1);
    }

    /** The project's folder; empty while none is open. */
    public Optional<Path> folder() {
        return project.get().map(Project::folder);
    }

    /** Folder in which file choosers start. */
    public Path folderOrHome() {
        return folder().orElseGet(() -> Path.of(System.getProperty("user.home", ".")));
    }

    /** What a search started now would be asked, and what would be saved; empty without project or with a wrong number in the settings. */
    public Optional<SearchRequest> request() {
        return project.get().flatMap(open -> form.applyTo(open.search().withHardware(chip.get()), limits.get(), open.training()));
    }

    /** Limits that are set when a chip of another cost model is chosen. */
    public void keepLimitsOf(CostModelId model, ConstraintSet limitsOfModel) {
        limitsOfOtherModels.put(model, limitsOfModel);
    }

    /** Whether settings, chip or limits differ from those in the project's file. */
    public boolean isModified() {
        return project.get().isPresent() && !request().equals(project.get().map(Project::search));
    }

    /** Makes a project the open one, with its settings, chip and limits, and no trials. Nothing may be running. */
    public void open(Project opened) {
        close();
        form.show(opened.search());
        chip.set(opened.search().hardware());
        limits.set(opened.search().limits());
        project.set(Optional.of(opened));
    }

    /** Leaves the project. Nothing may be running. */
    public void close() {
        project.set(Optional.empty());
        comparison.clear();
        locked.clear();
        unselect();
        outlooks.take(List.of());
        known.clear();
        limitsOfOtherModels.clear();
    }

    /** The open project was saved, perhaps elsewhere: its settings are now those of {@code saved}. */
    public void saved(Project saved) {
        project.set(Optional.of(saved));
    }

    /** Replaces the trials by those of one run, with costs of the chosen chip; nothing is expected of them yet. */
    public void show(SearchRequest run, List<Trial> trials) {
        show(List.of(new DesignGroup(OptionalLong.empty(), run, trials, Optional.empty())));
    }

    /** Replaces the trials by those of other places, the newest run last, with costs of the chosen chip. */
    public void show(List<DesignGroup> groups) {
        unselect();
        outlooks.take(List.of());
        known.show(groups, chip.get());
        outlooks.take(groups.stream().map(DesignGroup::ladder).toList());
    }

    /**
     * Takes another chip; the trials get the costs it gives them.
     *
     * @param recosted the known trials in their order
     */
    public void takeChip(HardwareSettings other, List<Trial> recosted) {
        int before = selected.get();
        unselect();
        List<Trial> priced = List.copyOf(recosted);
        known.withoutTrials(); // limits of another model must not be held against trials of this one
        HardwareSettings old = chip.get();
        chip.set(other);
        if (old.model() != other.model()) {
            changeModel(old.model(), other.model());
        }
        known.recost(priced, other);
        selected.set(before < priced.size() ? before : -1);
    }

    private void unselect() {
        hovered.set(-1);
        selected.set(-1);
        chosen = List.of();
    }

    /**
     * Limits of one cost model mean nothing for the other: those set for it before come back, else its usual ones. Parameters are the same in
     * both.
     */
    private void changeModel(CostModelId before, CostModelId now) {
        ConstraintSet set = limits.get();
        limitsOfOtherModels.put(before, set);
        ConstraintSet other = limitsOfOtherModels.getOrDefault(now, ConstraintSet.usual(now));
        limits.set(other.withMemoryScope(set.memoryScope()).withLimit(CostKind.MEMORY, set.limit(CostKind.MEMORY)));
    }
}
