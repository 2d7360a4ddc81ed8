package org.hasnas.ui.search;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.job.JobHandle;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.RunProgress;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.Trial;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.workbench.cost.Costs;
import org.hasnas.workbench.search.Searches;
import org.jspecify.annotations.Nullable;

/** The stored runs of the open project, and which of them is shown, with the costs of the chosen chip. */
public final class RunsViewModel {
    private final Searches searches;
    private final Background background;
    private final Dialogs dialogs;
    private final Texts texts;
    private final OpenProject project;
    private final ShownTrials trials;
    private final ObservableList<RunSummary> runs = FXCollections.observableArrayList();
    /** Kept, since nobody else holds it for those who listen to it. */
    private final ObservableList<RunSummary> shownRuns = FXCollections.unmodifiableObservableList(runs);
    private final ReadOnlyObjectWrapper<Optional<RunSummary>> shown = new ReadOnlyObjectWrapper<>(this, "shown", Optional.empty());
    /** The run that is searched in this window at the moment. */
    private @Nullable JobHandle<RunProgress, RunSummary> live;

    public RunsViewModel(Searches searches, Costs costs, UiServices around, OpenProject project) {
        this.searches = searches;
        this.background = around.background();
        this.dialogs = around.dialogs();
        this.texts = around.texts();
        this.project = project;
        this.trials = new ShownTrials(costs, around, project);
        project.whenOther(open -> {
            trials.begin();
            shown.set(Optional.empty());
            runs.clear();
            load(true);
        });
    }

    private record Stored(List<Trial> trials, Optional<LadderProgress> ladder) {}

    /** The stored runs of the project, newest first. */
    public ObservableList<RunSummary> runs() {
        return shownRuns;
    }

    /** The run whose trials are shown. */
    public ReadOnlyObjectProperty<Optional<RunSummary>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    public boolean isLive(RunSummary run) {
        return live != null && live.progress().run().id() == run.id();
    }

    /** Shows a stored run or returns to the running one. */
    public void show(RunSummary run) {
        Project open = project.opened().orElse(null);
        if (open == null || shown.get().map(RunSummary::id).equals(Optional.of(run.id()))) {
            return;
        }
        long asked = trials.begin();
        shown.set(Optional.of(run));
        project.show(run.request(), List.of());
        JobHandle<RunProgress, RunSummary> search = live;
        if (search != null && isLive(run)) {
            trials.follow(search);
            trials.pull();
            return;
        }
        background.run(() -> new Stored(searches.trials(open, run.id()), searches.ladder(open, run.id())), stored -> {
            if (trials.isCurrent(asked)) {
                trials.take(run, stored.trials());
                project.outlooks().take(stored.ladder());
            }
        }, sentence -> dialogs.problem(texts.get("runs.problem.load", run.id()), sentence));
    }

    /** Takes another chip: the costs of all known trials are computed anew, then all is shown at once. The run itself is not touched. */
    public void choose(HardwareSettings chip) {
        if (!chip.equals(project.chip())) {
            trials.choose(chip, shown.get());
        }
    }

    /** Shows a search that has just been started or continued. */
    void follow(JobHandle<RunProgress, RunSummary> search) {
        trials.begin();
        trials.follow(search);
        live = search;
        RunSummary run = search.progress().run();
        runs.removeIf(stored -> stored.id() == run.id());
        runs.add(run);
        runs.sort(Comparator.comparingLong(RunSummary::id).reversed());
        shown.set(Optional.of(run));
        project.show(run.request(), List.of());
    }

    /** Pulls what is new of the running search, if it is shown. */
    void pull() {
        if (shown.get().filter(this::isLive).isPresent()) {
            trials.pull();
        }
    }

    /**
     * The running search has ended: its last trials are shown.
     *
     * @param selectBest whether the best candidate is to be selected if none is
     */
    void ended(boolean selectBest) {
        live = null;
        load(false);
        if (selectBest && project.selectedProperty().get() < 0) {
            trials.selectBestAtTheEnd(); // what the search was for
        }
        trials.pull();
    }

    private void load(boolean showNewest) {
        Project open = project.opened().orElse(null);
        if (open == null) {
            return;
        }
        background.run(() -> searches.list(open), stored -> {
            if (project.folder().equals(Optional.of(open.folder()))) {
                take(stored, showNewest);
            }
        }, sentence -> dialogs.problem(texts.get("runs.problem.list"), sentence));
    }

    private void take(List<RunSummary> stored, boolean showNewest) {
        List<RunSummary> newestFirst = stored.stream().sorted(Comparator.comparingLong(RunSummary::id).reversed()).toList();
        runs.setAll(newestFirst);
        Optional<Long> id = shown.get().map(RunSummary::id);
        Optional<RunSummary> fresh = newestFirst.stream().filter(run -> id.equals(Optional.of(run.id()))).findFirst();
        if (fresh.isPresent()) {
            shown.set(fresh);
        } else if (showNewest && !newestFirst.isEmpty() && live == null) {
            show(newestFirst.getFirst());
        }
    }
}
