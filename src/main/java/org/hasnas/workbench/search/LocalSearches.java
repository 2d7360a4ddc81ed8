package org.hasnas.workbench.search;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.store.ProjectStore;
import org.hasnas.files.store.RunStore;
import org.hasnas.job.RunStatus;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.workbench.cost.CostModels;
import org.hasnas.workbench.jobs.JobThreads;
import org.hasnas.workbench.jobs.LiveJobs;
import org.hasnas.workbench.jobs.LocalJob;
import org.hasnas.workbench.project.OpenStores;
import org.hasnas.workbench.project.Project;
import org.hasnas.workbench.score.LocalScores;

/** Searches in this process. */
public final class LocalSearches implements Searches {
    private final OpenStores stores;
    private final CostModels models;
    private final LocalScores scores;
    private final JobThreads threads;
    private final LiveJobs live;

    public LocalSearches(OpenStores stores, CostModels models, LocalScores scores, JobThreads threads, LiveJobs live) {
        this.stores = stores;
        this.models = models;
        this.scores = scores;
        this.threads = threads;
        this.live = live;
    }

    @Override
    public RunHandle start(Project project, SearchRequest request, int workers) throws HasnasException {
        RunStore store = stores.writable(project).runs();
        Evaluation evaluation = Evaluation.of(request, project.folder(), models, scores);
        return launch(new LocalRun(store.create(request), store, List.of()), evaluation, workers);
    }

    @Override
    public RunHandle resume(Project project, long runId, int workers) throws HasnasException {
        RunStore store = stores.writable(project).runs();
        RunSummary run = store.get(runId);
        LocalJob.requireContinuable(LocalRun.name(runId), run.status(), "Start a new search with a larger budget or another seed.");
        Evaluation evaluation = Evaluation.of(run.request(), project.folder(), models, scores);
        List<Trial> known = store.trials(runId);
        store.setStatus(runId, RunStatus.RUNNING);
        return launch(new LocalRun(run, store, known), evaluation, workers);
    }

    private LocalRun launch(LocalRun run, Evaluation evaluation, int workers) {
        live.add(List.of(run));
        threads.start("search-" + run.run().id(), () -> {
            try (ExecutorService pool = threads.workers("candidate", workers)) {
                run.execute(evaluation.evaluator(run.knownAtStart(), pool), job -> evaluation.problem(pool, job));
            }
        });
        return run;
    }

    @Override
    public List<RunSummary> list(Project project) throws HasnasException {
        Optional<ProjectStore> store = stores.existing(project);
        return store.isPresent() ? store.get().runs().list() : List.of();
    }

    @Override
    public RunSummary get(Project project, long runId) throws HasnasException {
        return stored(project).get(runId);
    }

    @Override
    public List<Trial> trials(Project project, long runId) throws HasnasException {
        return stored(project).trials(runId);
    }

    private RunStore stored(Project project) throws HasnasException {
        return stores.existing(project).orElseThrow(() -> new HasnasException(ErrorCode.NOT_FOUND, "Project " + project.folder()
                + " has no runs yet. Start a search first.")).runs();
    }
}
