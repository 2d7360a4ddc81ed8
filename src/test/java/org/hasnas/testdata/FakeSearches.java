package org.hasnas.testdata;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.hasnas.chip.model.CostKind;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.search.model.LadderStep;
import org.hasnas.search.model.ParetoArchive;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.Prospects;
import org.hasnas.search.model.RunProgress;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialTally;
import org.hasnas.workbench.search.Searches;

/** Searches in memory: some trials at the start, and some more each time somebody looks. Which trials depends on the request alone. */
public final class FakeSearches implements Searches {
    /** Of every run. */
    public Prospects prospects = Prospects.NONE;
    private static final int TRIALS_PER_LOOK = 2;
    private static final double TRIALS_PER_SECOND = 4;

    private final List<String> calls;
    private final Map<Path, List<StoredRun>> stores = new ConcurrentHashMap<>();
    public final List<SearchRequest> started = new ArrayList<>();
    /** Makes the trial of an index. */
    public volatile BiFunction<SearchRequest, Integer, Trial> trial = Samples::trial;
    /** What trainings say of the known trials of a run. */
    public volatile BiFunction<SearchRequest, List<Trial>, Optional<LadderProgress>> ladder = (request, trials) -> Optional.empty();
    /** Adds the runs of a project before its store is first asked. */
    public volatile Consumer<Project> before = project -> {};
    /** What a search fails with as soon as it is started. */
    public volatile Optional<Throwable> failure = Optional.empty();

    /** @param calls told what was started and continued */
    public FakeSearches(List<String> calls) {
        this.calls = calls;
    }

    private final class StoredRun {
        final long id;
        final SearchRequest request;
        final List<Trial> trials = new ArrayList<>();
        RunStatus status;
        volatile String note = "";
        volatile boolean deleted;

        StoredRun(long id, SearchRequest request, int count, RunStatus status) {
            this.id = id;
            this.request = request;
            this.status = status;
            draw(count);
        }

        synchronized void draw(int count) {
            for (int i = 0; i < count && trials.size() < request.budget(); i++) {
                trials.add(trial.apply(request, trials.size()));
            }
        }

        synchronized RunSummary summary() {
            return new RunSummary(id, request, status, Instant.parse("2026-03-01T10:00:00Z"), trials.size(), "test", note);
        }

        synchronized List<Trial> known() {
            return List.copyOf(trials);
        }

        JobHandle<RunProgress, RunSummary> search() {
            SearchJob job = new SearchJob(this);
            failure.ifPresent(job.job::fail);
            job.look();
            return job.job;
        }

        synchronized void end(RunStatus ending) {
            status = ending;
        }
    }

    /** A run while it is worked on. */
    private final class SearchJob {
        final StoredRun run;
        final RunSummary first;
        final FakeJob<RunProgress, RunSummary> job = new FakeJob<>(this::look);

        SearchJob(StoredRun run) {
            this.run = run;
            run.end(RunStatus.RUNNING);
            this.first = run.summary();
            job.end().thenRun(() -> run.end(job.status()));
        }

        RunProgress look() {
            if (job.status() == RunStatus.RUNNING) {
                run.draw(TRIALS_PER_LOOK);
                if (run.known().size() == run.request.budget()) {
                    job.finish(run.summary());
                }
            }
            List<Trial> known = run.known();
            return new RunProgress(first, known, TRIALS_PER_SECOND, ladder.apply(run.request, known));
        }
    }

    /** Puts a run into a project's store, as if it had been searched before. */
    public void add(Project project, SearchRequest request, int trials, RunStatus status) {
        List<StoredRun> store = store(project);
        store.add(new StoredRun(store.size() + 1L, request, trials, status));
    }

    private List<StoredRun> store(Project project) {
        List<StoredRun> made = new ArrayList<>();
        List<StoredRun> known = stores.putIfAbsent(project.folder(), made);
        if (known != null) {
            return known;
        }
        before.accept(project);
        return made;
    }

    private StoredRun stored(Project project, long runId) throws HasnasException {
        List<StoredRun> store = store(project);
        if (runId < 1 || runId > store.size()) {
            throw new HasnasException(ErrorCode.NOT_FOUND, "there is no run " + runId);
        }
        return store.get((int) runId - 1);
    }

    @Override
    public JobHandle<RunProgress, RunSummary> start(Project project, SearchRequest request, int threads) {
        calls.add("search " + threads);
        started.add(request);
        add(project, request, 0, RunStatus.RUNNING);
        return store(project).getLast().search();
    }

    @Override
    public JobHandle<RunProgress, RunSummary> resume(Project project, long runId, int threads) throws HasnasException {
        calls.add("continue " + runId);
        return stored(project, runId).search();
    }

    @Override
    public List<RunSummary> list(Project project) {
        return store(project).reversed().stream().filter(run -> !run.deleted).map(StoredRun::summary).toList();
    }

    @Override
    public RunSummary get(Project project, long runId) throws HasnasException {
        return stored(project, runId).summary();
    }

    @Override
    public void annotate(Project project, long runId, String note) throws HasnasException {
        stored(project, runId).note = note;
    }

    @Override
    public void delete(Project project, long runId) throws HasnasException {
        stored(project, runId).deleted = true;
    }

    @Override
    public void restore(Project project, long runId) throws HasnasException {
        stored(project, runId).deleted = false;
    }

    /** None. */
    @Override
    public List<LadderStep> steps(Project project, long runId) {
        return List.of();
    }

    @Override
    public Optional<LadderProgress> ladder(Project project, long runId) throws HasnasException {
        StoredRun run = stored(project, runId);
        return ladder.apply(run.request, run.known());
    }

    /** The first trial of the run. */
    @Override
    public List<Architecture> trained(Project project, SearchRequest search, long runId) throws HasnasException {
        return trials(project, runId).stream().limit(1).map(Trial::architecture).toList();
    }

    /** None. */
    @Override
    public List<Architecture> trained(Project project, SearchRequest search) {
        return List.of();
    }

    @Override
    public JobHandle<Progress, Prospects> prospects(Project project, long runId) {
        return FakeJob.done(prospects);
    }

    @Override
    public List<Trial> trials(Project project, long runId) throws HasnasException {
        return stored(project, runId).known();
    }

    @Override
    public TrialTally tally(Project project, RunSummary run) throws HasnasException {
        return Tallies.of(trials(project, run.id()), run.request().limits());
    }

    @Override
    public List<Trial> front(Project project, RunSummary run) throws HasnasException {
        return ParetoArchive.of(run.request().limits().memoryScope(), trials(project, run.id())).front();
    }

    @Override
    public Optional<Trial> closest(Project project, RunSummary run, Map<CostKind, Double> point) throws HasnasException {
        return ParetoArchive.closest(trials(project, run.id()), run.request().limits(), point);
    }
}
