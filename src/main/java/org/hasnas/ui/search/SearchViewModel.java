package org.hasnas.ui.search;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableBooleanValue;
import org.hasnas.job.RunStatus;
import org.hasnas.search.model.RunProgress;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.LongWork;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.workbench.CommandLines;
import org.hasnas.workbench.project.Project;
import org.hasnas.workbench.search.RunHandle;
import org.hasnas.workbench.search.Searches;
import org.jspecify.annotations.Nullable;

/**
 * The search of the open project: start, pause, continue and stop. A running search is never pushed to the window; {@link #pulse()} pulls
 * what is new.
 */
public final class SearchViewModel implements LongWork {
    private final Searches searches;
    private final Background background;
    private final Dialogs dialogs;
    private final Texts texts;
    private final OpenProject project;
    private final RunsViewModel runs;
    private final ReadOnlyObjectWrapper<Optional<RunProgress>> progress = new ReadOnlyObjectWrapper<>(this, "progress", Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<RunStatus>> liveStatus = new ReadOnlyObjectWrapper<>(this, "liveStatus", Optional.empty());
    private final ReadOnlyBooleanWrapper starting = new ReadOnlyBooleanWrapper(this, "starting");
    private final BooleanBinding canStart;
    private final BooleanBinding canPause = Bindings.createBooleanBinding(
            () -> liveStatus.get().equals(Optional.of(RunStatus.RUNNING)), liveStatus);
    private final BooleanBinding canStop = Bindings.createBooleanBinding(() -> liveStatus.get().isPresent(), liveStatus);
    private final BooleanBinding canContinue;
    private @Nullable RunHandle live;
    private Runnable afterEnd = () -> {};

    public SearchViewModel(Searches searches, UiServices around, OpenProject project, RunsViewModel runs) {
        this.searches = searches;
        this.background = around.background();
        this.dialogs = around.dialogs();
        this.texts = around.texts();
        this.project = project;
        this.runs = runs;
        this.canStart = Bindings.createBooleanBinding(() -> project.folder().isPresent() && liveStatus.get().isEmpty() && !starting.get(),
                project.projectProperty(), liveStatus, starting);
        this.canContinue = Bindings.createBooleanBinding(this::computeCanContinue, liveStatus, runs.shownProperty(), starting);
        project.whenOther(open -> progress.set(Optional.empty()));
        project.work().add(this);
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

    @Override
    public ObservableBooleanValue running() {
        return canStop;
    }

    @Override
    public int pace() {
        return 1;
    }

    @Override
    public LeaveQuestion leaveQuestion() {
        return new LeaveQuestion(texts.get("leave.running.headline"), texts.get("leave.running"), texts.get("leave.running.stop"));
    }

    /** Starts a search with the settings and limits of the window. */
    public void start() {
        Project open = project.opened().orElse(null);
        if (open == null || !canStart.get()) {
            return;
        }
        SearchRequest request = project.request().orElse(null);
        if (request == null) {
            dialogs.problem(texts.get("search.problem.start"), String.join("\n", project.form().problems()));
            return;
        }
        launch(() -> searches.start(open, request, project.threads()));
    }

    /** Resumes the paused search, or goes on with the shown run. */
    public void continueRun() {
        Project open = project.opened().orElse(null);
        RunSummary run = runs.shownProperty().get().orElse(null);
        if (live != null) {
            live.resume();
            pulse();
        } else if (open != null && run != null && canContinue.get()) {
            launch(() -> searches.resume(open, run.id(), project.threads()));
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

    @Override
    public void stopThen(Runnable next) {
        if (live == null) {
            next.run();
        } else {
            afterEnd = next;
            live.stop();
        }
    }

    @Override
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
        runs.pull();
    }

    /** The line that starts the same search from a terminal, or that continues the shown run if that is what can be done. */
    public Optional<String> command() {
        Project open = project.opened().orElse(null);
        SearchRequest request = project.request().orElse(null);
        if (open == null || request == null) {
            return Optional.empty();
        }
        RunSummary run = runs.shownProperty().get().orElse(null);
        return Optional.of(run != null && live == null && canContinue.get() ? CommandLines.resume(open, run.id(), project.threads())
                : CommandLines.search(open, request, project.threads()));
    }

    private boolean computeCanContinue() {
        if (liveStatus.get().isPresent()) {
            return liveStatus.get().get() == RunStatus.PAUSED;
        }
        return !starting.get() && runs.shownProperty().get().filter(run -> switch (run.status()) {
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

    private void follow(RunHandle handle) {
        live = handle;
        runs.follow(handle);
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
        runs.ended(last != null && last.status() == RunStatus.FINISHED);
        long id = handle.run().id();
        if (failure != null) {
            dialogs.problem(texts.get("search.problem.failed", id), Background.sentenceOf(failure));
        } else if (last != null) {
            progress.set(Optional.of(last));
            dialogs.notice(last.status() == RunStatus.FINISHED ? texts.get("search.finished", id, last.done())
                    : texts.get("search.stopped", id, last.done(), last.total()));
        }
        Runnable next = afterEnd;
        afterEnd = () -> {};
        next.run();
    }
}
