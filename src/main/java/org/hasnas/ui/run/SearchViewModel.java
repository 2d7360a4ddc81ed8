package org.hasnas.ui.run;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.job.RunStatus;
import org.hasnas.search.model.RunProgress;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.workbench.CommandLines;
import org.hasnas.workbench.cost.Costs;
import org.hasnas.workbench.project.Project;
import org.hasnas.workbench.search.RunHandle;
import org.hasnas.workbench.search.Searches;
import org.jspecify.annotations.Nullable;

/**
 * The search of the open project: start, pause, continue, stop, and which run is shown. A running search is never pushed to the window;
 * {@link #pulse()} pulls what is new.
 */
public final class SearchViewModel {
    private final Searches searches;
    private final Background background;
    private final Dialogs dialogs;
    private final Texts texts;
    private final KnownTrials known;
    private final ShownTrials trials;
    private final SearchSettingsViewModel settings;
    private final ObservableList<RunSummary> runs = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<Project>> project = new ReadOnlyObjectWrapper<>(this, "project", Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<RunSummary>> shownRun = new ReadOnlyObjectWrapper<>(this, "shownRun", Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<RunProgress>> progress = new ReadOnlyObjectWrapper<>(this, "progress", Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<RunStatus>> liveStatus = new ReadOnlyObjectWrapper<>(this, "liveStatus", Optional.empty());
    private final ReadOnlyBooleanWrapper starting = new ReadOnlyBooleanWrapper(this, "starting");
    private final BooleanBinding canStart = Bindings.createBooleanBinding(
            () -> project.get().isPresent() && liveStatus.get().isEmpty() && !starting.get(), project, liveStatus, starting);
    private final BooleanBinding canPause = Bindings.createBooleanBinding(
            () -> liveStatus.get().equals(Optional.of(RunStatus.RUNNING)), liveStatus);
    private final BooleanBinding canStop = Bindings.createBooleanBinding(() -> liveStatus.get().isPresent(), liveStatus);
    private final BooleanBinding canContinue = Bindings.createBooleanBinding(this::computeCanContinue, liveStatus, shownRun, starting);
    private @Nullable RunHandle live;
    private Runnable afterEnd = () -> {};

    public SearchViewModel(Searches searches, Costs costs, UiServices around, KnownTrials known, int threads) {
        this.searches = searches;
        this.background = around.background();
        this.dialogs = around.dialogs();
        this.texts = around.texts();
        this.known = known;
        this.trials = new ShownTrials(costs, around, known);
        this.settings = new SearchSettingsViewModel(texts, threads);
    }

    public SearchSettingsViewModel settings() {
        return settings;
    }

    public KnownTrials known() {
        return known;
    }

    public ReadOnlyObjectProperty<Optional<Project>> projectProperty() {
        return project.getReadOnlyProperty();
    }

    /** The stored runs of the project, newest first. */
    public ObservableList<RunSummary> runs() {
        return FXCollections.unmodifiableObservableList(runs);
    }

    /** The run whose trials are shown. */
    public ReadOnlyObjectProperty<Optional<RunSummary>> shownRunProperty() {
        return shownRun.getReadOnlyProperty();
    }

    /** Progress of the running search, or of the last one of this session. */
    public ReadOnlyObjectProperty<Optional<RunProgress>> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** Status of the search that is running or paused; empty if none is. */
    public ReadOnlyObjectProperty<Optional<RunStatus>> liveStatusProperty() {
        return liveStatus.getReadOnlyProperty();
    }

    public BooleanBinding canStart() {
        return canStart;
    }

    public BooleanBinding canPause() {
        return canPause;
    }

    public BooleanBinding canStop() {
        return canStop;
    }

    /** Whether a paused search can be resumed, or the shown run be continued. */
    public BooleanBinding canContinue() {
        return canContinue;
    }

    public boolean isLive(RunSummary run) {
        return live != null && live.run().id() == run.id();
    }

    /** Makes a project the open one and shows its newest run. No search may be running. */
    public void open(Project opened) {
        project.set(Optional.of(opened));
        settings.show(opened.search());
        progress.set(Optional.empty());
        shownRun.set(Optional.empty());
        trials.begin();
        known.setHardware(opened.search().hardware());
        runs.clear();
        loadRuns(true);
    }

    /** The open project was saved, perhaps elsewhere: its settings are now those of {@code saved}. */
    public void saved(Project saved) {
        project.set(Optional.of(saved));
    }

    /** What a search started now would be asked; empty without project or with a wrong number in the settings. */
    public Optional<SearchRequest> request() {
        return project.get().flatMap(open -> settings.applyTo(open.search().withHardware(known.hardwareProperty().get()), known.limits()));
    }

    /** Starts a search with the settings and limits of the window. */
    public void start() {
        Project open = project.get().orElse(null);
        if (open == null || !canStart.get()) {
            return;
        }
        SearchRequest request = request().orElse(null);
        if (request == null) {
            dialogs.problem(texts.get("search.problem.start"), String.join("\n", settings.problems()));
            return;
        }
        launch(() -> searches.start(open, request, threads()));
    }

    /** Resumes the paused search, or goes on with the shown run. */
    public void continueRun() {
        Project open = project.get().orElse(null);
        RunSummary run = shownRun.get().orElse(null);
        if (live != null) {
            live.resume();
            pulse();
        } else if (open != null && run != null && canContinue.get()) {
            launch(() -> searches.resume(open, run.id(), threads()));
        }
    }

    public void pause() {
        if (live != null) {
            live.pause();
            pulse();
        }
    }

    /** Stops the running search; what is known is kept, and {@link #continueRun()} goes on. */
    public void stop() {
        if (live != null) {
            live.stop();
        }
    }

    /** Stops the running search, if any, and does something when it has ended. */
    public void stopThen(Runnable next) {
        if (live == null) {
            next.run();
        } else {
            afterEnd = next;
            live.stop();
        }
    }

    /** Shows a stored run or returns to the running one. */
    public void show(RunSummary run) {
        Project open = project.get().orElse(null);
        if (open == null || shownRun.get().map(RunSummary::id).equals(Optional.of(run.id()))) {
            return;
        }
        long asked = trials.begin();
        shownRun.set(Optional.of(run));
        known.show(run.request(), List.of());
        RunHandle handle = live;
        if (handle != null && isLive(run)) {
            trials.follow(handle);
            pulse();
            return;
        }
        background.run(() -> searches.trials(open, run.id()), stored -> {
            if (trials.isCurrent(asked)) {
                trials.take(run, stored);
            }
        }, sentence -> dialogs.problem(texts.get("runs.problem.load", run.id()), sentence));
    }

    /** Pulls what is new from the running search; called some times a second. */
    public void pulse() {
        RunHandle handle = live;
        if (handle == null) {
            return;
        }
        RunProgress now = handle.progress();
        progress.set(Optional.of(now));
        if (now.status() == RunStatus.RUNNING || now.status() == RunStatus.PAUSED) {
            liveStatus.set(Optional.of(now.status()));
        }
        if (shownRun.get().filter(this::isLive).isPresent()) {
            trials.pull();
        }
    }

    /** The line that starts the same search from a terminal, or that continues the shown run if that is what can be done. */
    public Optional<String> command() {
        Project open = project.get().orElse(null);
        SearchRequest request = request().orElse(null);
        if (open == null || request == null) {
            return Optional.empty();
        }
        RunSummary run = shownRun.get().orElse(null);
        return Optional.of(run != null && live == null && canContinue.get() ? CommandLines.resume(open, run.id(), threads())
                : CommandLines.search(open, request, threads()));
    }

    /** Whether the window's settings or limits differ from those in the project's file. */
    public boolean isModified() {
        return project.get().isPresent() && !request().equals(project.get().map(Project::search));
    }

    /** Threads of a search, as the window shows them. */
    public int threads() {
        return (int) settings.threads().value().orElse(1);
    }

    private boolean computeCanContinue() {
        if (liveStatus.get().isPresent()) {
            return liveStatus.get().get() == RunStatus.PAUSED;
        }
        return !starting.get() && shownRun.get().filter(run -> switch (run.status()) {
            case STOPPED, INTERRUPTED, FAILED -> true;
            case RUNNING, PAUSED, FINISHED -> false;
        }).isPresent();
    }

    private void launch(Background.Work<RunHandle> work) {
        starting.set(true);
        background.run(work, handle -> {
            starting.set(false);
            follow(handle);
        }, sentence -> {
            starting.set(false);
            dialogs.problem(texts.get("search.problem.start"), sentence);
        });
    }

    /**
     * Takes another chip: the costs of all known trials are computed anew, then all is shown at once. The run itself is not touched.
     */
    public void choose(HardwareSettings chip) {
        if (chip.equals(known.hardwareProperty().get())) {
            return;
        }
        trials.choose(chip, shownRun.get());
    }

    private void follow(RunHandle handle) {
        trials.begin();
        trials.follow(handle);
        live = handle;
        RunSummary run = handle.run();
        runs.removeIf(stored -> stored.id() == run.id());
        runs.add(run);
        runs.sort(Comparator.comparingLong(RunSummary::id).reversed());
        shownRun.set(Optional.of(run));
        known.show(run.request(), List.of());
        liveStatus.set(Optional.of(RunStatus.RUNNING));
        pulse();
        handle.completion().whenComplete((last, failure) -> background.deliver(() -> ended(handle, last, failure)));
    }

    private void ended(RunHandle handle, @Nullable RunProgress last, @Nullable Throwable failure) {
        if (!handle.equals(live)) {
            return;
        }
        pulse();
        live = null;
        liveStatus.set(Optional.empty());
        loadRuns(false);
        long id = handle.run().id();
        if (failure != null) {
            dialogs.problem(texts.get("search.problem.failed", id), Background.sentenceOf(failure));
        } else if (last != null) {
            progress.set(Optional.of(last));
            if (last.status() == RunStatus.FINISHED && known.selectedProperty().get() < 0) {
                trials.selectBestAtTheEnd(); // what the search was for
            }
            trials.pull();
            dialogs.notice(last.status() == RunStatus.FINISHED ? texts.get("search.finished", id, last.done())
                    : texts.get("search.stopped", id, last.done(), last.total()));
        }
        Runnable next = afterEnd;
        afterEnd = () -> {};
        next.run();
    }

    private void loadRuns(boolean showNewest) {
        Project open = project.get().orElse(null);
        if (open == null) {
            return;
        }
        background.run(() -> searches.list(open), stored -> {
            if (project.get().filter(now -> now.folder().equals(open.folder())).isPresent()) {
                takeRuns(stored, showNewest);
            }
        }, sentence -> dialogs.problem(texts.get("runs.problem.list"), sentence));
    }

    private void takeRuns(List<RunSummary> stored, boolean showNewest) {
        List<RunSummary> newestFirst = stored.stream().sorted(Comparator.comparingLong(RunSummary::id).reversed()).toList();
        runs.setAll(newestFirst);
        Optional<Long> shown = shownRun.get().map(RunSummary::id);
        Optional<RunSummary> fresh = newestFirst.stream().filter(run -> shown.equals(Optional.of(run.id()))).findFirst();
        if (fresh.isPresent()) {
            shownRun.set(fresh);
        } else if (showNewest && !newestFirst.isEmpty() && live == null) {
            show(newestFirst.getFirst());
        }
    }
}
