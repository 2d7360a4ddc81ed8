package org.hasnas.workbench;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.hasnas.domain.error.ErrorCode;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.run.RunStatus;
import org.hasnas.domain.run.RunSummary;
import org.hasnas.domain.run.SearchRequest;
import org.hasnas.domain.run.Trial;
import org.hasnas.store.RunStore;
import org.hasnas.store.StorePlace;
import org.hasnas.workbench.jobs.JobThreads;

/** Searches in this process. */
final class LocalSearches implements Searches {
    private final OpenStores stores;
    private final CostModels models;
    private final LocalScores scores;
    private final JobThreads threads;
    private final List<LocalRun> live = new ArrayList<>();

    LocalSearches(OpenStores stores, CostModels models, LocalScores scores, JobThreads threads) {
        this.stores = stores;
        this.models = models;
        this.scores = scores;
        this.threads = threads;
    }

    @Override
    public RunHandle start(Project project, SearchRequest request, int workers) throws HasnasException {
        refuseUnwritable(project);
        Evaluation evaluation = Evaluation.of(request, project.folder(), models, scores);
        RunStore store = stores.of(project);
        return launch(new LocalRun(store.create(request), store, List.of()), evaluation, workers);
    }

    @Override
    public RunHandle resume(Project project, long runId, int workers) throws HasnasException {
        refuseUnwritable(project);
        RunStore store = stores.of(project);
        RunSummary run = store.run(runId);
        switch (run.status()) {
            case FINISHED -> throw new HasnasException(ErrorCode.BAD_INPUT, "Run " + runId
                    + " is finished; there is nothing to continue. Start a new search with a larger budget or another seed.");
            case RUNNING, PAUSED -> throw new HasnasException(ErrorCode.BAD_INPUT, "Run " + runId
                    + " is being executed right now, here or by another process. Stop it there first.");
            case STOPPED, FAILED, INTERRUPTED -> {}
        }
        Evaluation evaluation = Evaluation.of(run.request(), project.folder(), models, scores);
        List<Trial> known = store.trials(runId);
        store.setStatus(runId, RunStatus.RUNNING);
        return launch(new LocalRun(run, store, known), evaluation, workers);
    }

    private static void refuseUnwritable(Project project) throws HasnasException {
        Optional<String> problem = StorePlace.problem(project.storeFile());
        if (problem.isPresent()) {
            throw new HasnasException(ErrorCode.IO, problem.get());
        }
    }

    private LocalRun launch(LocalRun run, Evaluation evaluation, int workers) {
        synchronized (live) {
            live.removeIf(LocalRun::isEnded);
            live.add(run);
        }
        threads.start("search-" + run.run().id(), () -> {
            try (ExecutorService pool = threads.workers("candidate", workers)) {
                run.execute(evaluation.evaluator(run.knownAtStart(), pool), job -> evaluation.problem(pool, job));
            }
        });
        return run;
    }

    @Override
    public List<RunSummary> list(Project project) throws HasnasException {
        return Files.exists(project.storeFile()) ? stores.of(project).runs() : List.of();
    }

    @Override
    public RunSummary get(Project project, long runId) throws HasnasException {
        refuseMissingStore(project);
        return stores.of(project).run(runId);
    }

    @Override
    public List<Trial> trials(Project project, long runId) throws HasnasException {
        refuseMissingStore(project);
        return stores.of(project).trials(runId);
    }

    private static void refuseMissingStore(Project project) throws HasnasException {
        if (!Files.exists(project.storeFile())) {
            throw new HasnasException(ErrorCode.NOT_FOUND, "Project " + project.folder() + " has no runs yet. Start a search first.");
        }
    }

    /** Stops all searches and waits until their last trials are stored. */
    void close() {
        List<LocalRun> runs;
        synchronized (live) {
            runs = List.copyOf(live);
        }
        runs.forEach(LocalRun::stop);
        runs.forEach(LocalRun::awaitEnd);
    }
}
