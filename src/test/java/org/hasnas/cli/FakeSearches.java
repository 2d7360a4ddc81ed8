package org.hasnas.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobHandle;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Network;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.RunProgress;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.testdata.FakeJob;
import org.hasnas.workbench.cost.Costs;
import org.hasnas.workbench.search.Searches;
import org.jspecify.annotations.Nullable;

/** Two stored runs of three candidates each, and searches that are over at once. */
public final class FakeSearches implements Searches {
    public static final List<String> MATRICES = List.of("0300 0030 0003 0000", "0302 0030 3003 0000", "0001 0000 0000 0000");

    public final List<SearchRequest> started = new ArrayList<>();
    public @Nullable HasnasException failure;
    public boolean endless;
    private final List<String> calls;
    private final Costs costs;

    FakeSearches(List<String> calls, Costs costs) {
        this.calls = calls;
        this.costs = costs;
    }

    @Override
    public JobHandle<RunProgress, RunSummary> start(Project project, SearchRequest request, int threads) throws HasnasException {
        calls.add("search " + threads);
        started.add(request);
        return job(summary(1, request, RunStatus.RUNNING));
    }

    @Override
    public JobHandle<RunProgress, RunSummary> resume(Project project, long runId, int threads) throws HasnasException {
        calls.add("continue " + runId);
        return job(summary(runId, project.search(), RunStatus.RUNNING));
    }

    @Override
    public List<RunSummary> list(Project project) {
        return List.of(summary(2, project.search(), RunStatus.INTERRUPTED), summary(1, project.search(), RunStatus.FINISHED));
    }

    @Override
    public RunSummary get(Project project, long runId) throws HasnasException {
        if (runId > 2) {
            throw new HasnasException(ErrorCode.NOT_FOUND, "there is no run " + runId + "; the runs are 1, 2");
        }
        return summary(runId, started.isEmpty() ? project.search() : started.getLast(), RunStatus.FINISHED);
    }

    @Override
    public List<Trial> trials(Project project, long runId) throws HasnasException {
        return trials(started.isEmpty() ? project.search() : started.getLast());
    }

    private List<Trial> trials(SearchRequest request) throws HasnasException {
        List<Trial> trials = new ArrayList<>();
        for (int index = 0; index < MATRICES.size(); index++) {
            Architecture architecture = Architecture.shared(ConnectionMatrix.parse(MATRICES.get(index)));
            HardwareCost cost = costs.report(Network.of(request.template(), request.space(), architecture), request.hardware()).total();
            TrialOutcome outcome = request.limits().isMetBy(cost) ? new TrialOutcome.Evaluated(cost, new FitnessScore(10.5 - index, 0.25))
                    : new TrialOutcome.OverLimits(cost);
            trials.add(new Trial(index, architecture, outcome, 0.5));
        }
        return trials;
    }

    private static RunSummary summary(long id, SearchRequest request, RunStatus status) {
        return new RunSummary(id, request, status, Instant.parse("2026-01-02T03:04:05Z"), 3, "0.1.0");
    }

    /** A search that is over at once, that fails, or that goes on until it is cancelled. */
    private JobHandle<RunProgress, RunSummary> job(RunSummary run) throws HasnasException {
        RunProgress progress = new RunProgress(run, trials(run.request()).subList(0, 2), 4);
        FakeJob<RunProgress, RunSummary> job = new FakeJob<>(() -> progress);
        if (failure != null) {
            job.fail(failure);
        } else if (!endless) {
            job.finish(run);
        }
        return job;
    }
}
