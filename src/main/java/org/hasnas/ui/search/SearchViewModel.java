package org.hasnas.ui.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobEnd;
import org.hasnas.job.JobHandle;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.RunProgress;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.ui.accuracy.OutlookText;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.JobViewModel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.LongWork;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.ui.project.RunningTask;
import org.hasnas.ui.project.SearchForm.BeginWith;
import org.hasnas.workbench.CommandLines;
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
    private final JobViewModel<RunProgress, RunSummary> job;
    private final BooleanBinding canStart;
    private final BooleanBinding canPause;
    private final BooleanBinding canContinue;

    public SearchViewModel(Searches searches, UiServices around, OpenProject project, RunsViewModel runs) {
        this.searches = searches;
        this.background = around.background();
        this.dialogs = around.dialogs();
        this.texts = around.texts();
        this.project = project;
        this.runs = runs;
        this.job = new JobViewModel<>(background);
        this.canStart = Bindings.createBooleanBinding(() -> project.folder().isPresent() && !job.live().get(), project.projectProperty(), job.live());
        this.canPause = Bindings.createBooleanBinding(() -> job.statusProperty().get().equals(Optional.of(RunStatus.RUNNING)), job.statusProperty());
        this.canContinue = Bindings.createBooleanBinding(this::computeCanContinue, job.statusProperty(), runs.shownProperty());
        project.work().add(this);
    }

    /** Progress of the running search, or of the last one of this session. */
    public ReadOnlyObjectProperty<Optional<RunProgress>> progressProperty() {
        return job.progressProperty();
    }

    /** Status of the search that is running or paused; empty if none is. */
    public ReadOnlyObjectProperty<Optional<RunStatus>> liveStatusProperty() {
        return job.statusProperty();
    }

    public BooleanBinding canStart() {
        return canStart;
    }

    public BooleanBinding canPause() {
        return canPause;
    }

    public BooleanBinding canStop() {
        return job.live();
    }

    /** Whether a paused search can be resumed, or the shown run be continued. */
    public BooleanBinding canContinue() {
        return canContinue;
    }

    @Override
    public String title() {
        return texts.get("work.search");
    }

    @Override
    public ObservableBooleanValue running() {
        return job.live();
    }

    @Override
    public int pace() {
        return 1;
    }

    @Override
    public List<RunningTask> tasks() {
        return job.progressProperty().get().map(this::task).stream().toList();
    }

    @Override
    public Optional<LeaveQuestion> leaveQuestion() {
        return Optional.of(new LeaveQuestion(texts.get("leave.running.headline"), texts.get("leave.running"), texts.get("leave.running.stop")));
    }

    private RunningTask task(RunProgress now) {
        double done = now.ladder().map(ladder -> ladder.usedMinutes() / ladder.minutes()).orElse((double) now.done() / Math.max(1, now.total()));
        String what = now.ladder().map(ladder -> texts.get("task.search.trainings", now.run().id(), OutlookText.trained(ladder), now.done()))
                .orElseGet(() -> texts.get("task.search", now.run().id(), now.done(), now.total()));
        return new RunningTask("search", what, Math.clamp(done, 0, 1), this::stop);
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
        OptionalLong shown = runs.shownProperty().get().map(run -> OptionalLong.of(run.id())).orElse(OptionalLong.empty());
        BeginWith begin = project.form().beginWithProperty().get();
        launch(() -> searches.start(open, begun(open, request, begin, shown), project.threads()));
    }

    /** The request with the designs that it begins with. */
    private SearchRequest begun(Project open, SearchRequest request, BeginWith begin, OptionalLong shown) throws HasnasException {
        if (request.ladder().isEmpty()) {
            return request;
        }
        LadderSettings ladder = request.ladder().get();
        List<Architecture> given = new ArrayList<>(ladder.given());
        given.addAll(switch (begin) {
            case NOTHING -> List.of();
            case SHOWN_RUN -> shown.isPresent() ? searches.trained(open, request, shown.getAsLong()) : List.of();
            case TRAININGS -> searches.trained(open, request);
        });
        return request.withLadder(ladder.withGiven(given));
    }

    /** Resumes the paused search, or goes on with the shown run. */
    public void continueRun() {
        Project open = project.opened().orElse(null);
        RunSummary run = runs.shownProperty().get().orElse(null);
        if (job.live().get()) {
            job.resume();
        } else if (open != null && run != null && canContinue.get()) {
            launch(() -> searches.resume(open, run.id(), project.threads()));
        }
    }

    public void pause() {
        job.pause();
    }

    /** Stops the running search; what is known is kept, and {@link #continueRun()} goes on. */
    public void stop() {
        job.cancel();
    }

    @Override
    public void stopThen(Runnable next) {
        job.cancelThen(next);
    }

    @Override
    public void pulse() {
        job.pulse();
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
        return Optional.of(run != null && !job.live().get() && canContinue.get() ? CommandLines.resume(open, run.id(), project.threads())
                : CommandLines.search(open, request, project.threads()) + from(request, run));
    }

    private String from(SearchRequest request, @Nullable RunSummary shown) {
        return request.ladder().isEmpty() ? "" : switch (project.form().beginWithProperty().get()) {
            case NOTHING -> "";
            case SHOWN_RUN -> shown == null ? "" : " --from " + shown.id();
            case TRAININGS -> " --from trainings";
        };
    }

    private boolean computeCanContinue() {
        Optional<RunStatus> live = job.statusProperty().get();
        return live.isPresent() ? live.get() == RunStatus.PAUSED : runs.shownProperty().get().filter(run -> switch (run.status()) {
            case STOPPED, INTERRUPTED, FAILED -> true;
            case WAITING, RUNNING, PAUSED, STOPPING, FINISHED -> false;
        }).isPresent();
    }

    private void launch(Background.Work<JobHandle<RunProgress, RunSummary>> asking) {
        job.start(asking, search -> {
            runs.follow(search);
            runs.pull();
        }, this::ended, sentence -> dialogs.problem(texts.get("search.problem.start"), sentence));
    }

    private void ended(JobEnd<RunSummary> end) {
        runs.ended(end instanceof JobEnd.Finished<RunSummary>);
        RunProgress last = job.progressProperty().get().orElseThrow();
        long id = last.run().id();
        last.ladder().ifPresent(ladder -> project.measured());
        switch (end) {
            case JobEnd.Finished<RunSummary> _ -> dialogs.notice(last.ladder()
                    .map(ladder -> texts.get("search.finished.ladder", id, last.done(), OutlookText.trained(ladder), ladder.front().size()))
                    .orElseGet(() -> texts.get("search.finished", id, last.done())));
            case JobEnd.Stopped<RunSummary> _ ->
                    dialogs.notice(last.ladder().map(ladder -> texts.get("search.stopped.ladder", id, OutlookText.trained(ladder)))
                            .orElseGet(() -> texts.get("search.stopped", id, last.done(), last.total())));
            case JobEnd.Failed<RunSummary>(Throwable cause) -> dialogs.problem(texts.get("search.problem.failed", id), Background.sentenceOf(cause));
        }
    }
}
