package org.hasnas.ui;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobHandle;
import org.hasnas.job.RunStatus;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.RunProgress;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.testdata.FakeJob;
import org.hasnas.testdata.Samples;
import org.hasnas.workbench.search.Searches;

/** Searches in memory whose trials arrive over time; which trials arrive depends on the request alone. */
public final class FakeSearches implements Searches, AutoCloseable {
    private static final int TRIALS_PER_TICK = 2;

    private final Map<Path, TreeMap<Long, StoredRun>> stores = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final long tickMillis;

    FakeSearches(long tickMillis) {
        this.tickMillis = tickMillis;
    }

    private static final class StoredRun {
        final long id;
        final SearchRequest request;
        final Instant started = Instant.parse("2026-03-01T10:00:00Z");
        final List<Trial> trials = new ArrayList<>();
        RunStatus status = RunStatus.RUNNING;

        StoredRun(long id, SearchRequest request) {
            this.id = id;
            this.request = request;
        }

        synchronized RunSummary summary() {
            return new RunSummary(id, request, status, started, trials.size(), "test");
        }

        synchronized List<Trial> known() {
            return List.copyOf(trials);
        }

        /** Whether these were the last trials. */
        synchronized boolean draw() {
            for (int i = 0; i < TRIALS_PER_TICK && trials.size() < request.budget(); i++) {
                trials.add(Samples.trial(request, trials.size()));
            }
            return trials.size() >= request.budget();
        }

        synchronized void end(RunStatus ending) {
            status = ending;
        }
    }

    private JobHandle<RunProgress, RunSummary> search(StoredRun stored) {
        stored.status = RunStatus.RUNNING;
        RunSummary first = stored.summary();
        FakeJob<RunProgress, RunSummary> job = new FakeJob<>(() -> new RunProgress(first, stored.known(), 1000.0 * TRIALS_PER_TICK / tickMillis));
        Future<?> ticks = clock.scheduleAtFixedRate(() -> tick(stored, job), tickMillis, tickMillis, TimeUnit.MILLISECONDS);
        job.end().thenRun(() -> {
            ticks.cancel(false);
            stored.end(job.status());
        });
        return job;
    }

    private static void tick(StoredRun stored, FakeJob<RunProgress, RunSummary> job) {
        if (job.status() == RunStatus.RUNNING && stored.draw()) {
            job.finish(stored.summary());
        }
    }

    /** Puts a run into a project's store, as if it had been searched before. */
    public void add(Project project, SearchRequest request, int trials, RunStatus status) {
        StoredRun run = newRun(project, request);
        run.trials.addAll(Samples.trials(request, trials));
        run.status = status;
    }

    private StoredRun newRun(Project project, SearchRequest request) {
        TreeMap<Long, StoredRun> store = stores.computeIfAbsent(project.folder(), folder -> new TreeMap<>());
        synchronized (store) {
            StoredRun run = new StoredRun(store.size() + 1L, request);
            store.put(run.id, run);
            return run;
        }
    }

    private StoredRun stored(Project project, long runId) throws HasnasException {
        TreeMap<Long, StoredRun> store = stores.getOrDefault(project.folder(), new TreeMap<>());
        StoredRun run = store.get(runId);
        if (run == null) {
            throw new HasnasException(ErrorCode.NOT_FOUND, "there is no run " + runId);
        }
        return run;
    }

    @Override
    public JobHandle<RunProgress, RunSummary> start(Project project, SearchRequest request, int threads) {
        return search(newRun(project, request));
    }

    @Override
    public JobHandle<RunProgress, RunSummary> resume(Project project, long runId, int threads) throws HasnasException {
        return search(stored(project, runId));
    }

    @Override
    public List<RunSummary> list(Project project) {
        return stores.getOrDefault(project.folder(), new TreeMap<>()).values().stream().map(StoredRun::summary)
                .sorted(Comparator.comparingLong(RunSummary::id).reversed()).toList();
    }

    @Override
    public RunSummary get(Project project, long runId) throws HasnasException {
        return stored(project, runId).summary();
    }

    @Override
    public List<Trial> trials(Project project, long runId) throws HasnasException {
        return stored(project, runId).known();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
