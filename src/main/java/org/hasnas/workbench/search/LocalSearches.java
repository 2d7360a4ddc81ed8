package org.hasnas.workbench.search;

import java.util.List;
import java.util.Optional;
import org.hasnas.chip.cost.CostModels;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.store.ProjectStore;
import org.hasnas.files.store.RunStore;
import org.hasnas.job.JobContext;
import org.hasnas.job.JobHandle;
import org.hasnas.job.RunStatus;
import org.hasnas.search.evaluation.Evaluation;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.RunProgress;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.workbench.jobs.Jobs;
import org.hasnas.workbench.project.OpenStores;
import org.hasnas.workbench.score.LocalScores;

/** Searches in this process. */
public final class LocalSearches implements Searches {
    private final OpenStores stores;
    private final CostModels models;
    private final LocalScores scores;
    private final Jobs jobs;

    public LocalSearches(OpenStores stores, CostModels models, LocalScores scores, Jobs jobs) {
        this.stores = stores;
        this.models = models;
        this.scores = scores;
        this.jobs = jobs;
    }

    @Override
    public JobHandle<RunProgress, RunSummary> start(Project project, SearchRequest request, int threads) throws HasnasException {
        RunStore store = stores.writable(project).runs();
        Evaluation evaluation = scores.evaluation(request, project.folder(), models, JobContext.NONE);
        return launch(new SearchWork(store.create(request), store, List.of(), evaluation, threads));
    }

    @Override
    public JobHandle<RunProgress, RunSummary> resume(Project project, long runId, int threads) throws HasnasException {
        RunStore store = stores.writable(project).runs();
        RunSummary run = store.get(runId);
        Jobs.requireContinuable(SearchWork.name(runId), run.status(), "Start a new search with a larger budget or another seed.");
        Evaluation evaluation = scores.evaluation(run.request(), project.folder(), models, JobContext.NONE);
        List<Trial> known = store.trials(runId);
        store.setStatus(runId, RunStatus.RUNNING);
        return launch(new SearchWork(run, store, known, evaluation, threads));
    }

    private JobHandle<RunProgress, RunSummary> launch(SearchWork search) {
        return jobs.start(search.name(), search, search::progress);
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
