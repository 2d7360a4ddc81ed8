package org.hasnas.ui;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.RunStatus;
import org.hasnas.search.model.RunProgress;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.workbench.project.Project;
import org.hasnas.workbench.search.RunHandle;
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

        synchronized List<Trial> known(int from) {
            return List.copyOf(trials.subList(Math.min(from, trials.size()), trials.size()));
        }
    }

    private final class Handle implements RunHandle {
        private final StoredRun stored;
        private final RunSummary first;
        private final CompletableFuture<RunProgress> completion = new CompletableFuture<>();
        private final Future<?> ticks;

        Handle(StoredRun stored) {
            this.stored = stored;
            stored.status = RunStatus.RUNNING;
            this.first = stored.summary();
            this.ticks = clock.scheduleAtFixedRate(this::tick, tickMillis, tickMillis, TimeUnit.MILLISECONDS);
        }

        private void tick() {
            synchronized (stored) {
                if (stored.status != RunStatus.RUNNING) {
                    return;
                }
                for (int i = 0; i < TRIALS_PER_TICK && stored.trials.size() < stored.request.budget(); i++) {
                    stored.trials.add(Samples.trial(stored.request, stored.trials.size()));
                }
                if (stored.trials.size() >= stored.request.budget()) {
                    stored.status = RunStatus.FINISHED;
                }
            }
            if (progress().status() == RunStatus.FINISHED) {
                end();
            }
        }

        private void end() {
            completion.complete(progress());
            ticks.cancel(false);
        }

        @Override
        public RunSummary run() {
            return first;
        }

        @Override
        public RunProgress progress() {
            RunSummary now = stored.summary();
            return new RunProgress(now.status(), now.trials(), now.request().budget(), 1000.0 * TRIALS_PER_TICK / tickMillis);
        }

        @Override
        public List<Trial> trialsSince(int sequence) {
            return stored.known(sequence);
        }

        @Override
        public void pause() {
            change(RunStatus.RUNNING, RunStatus.PAUSED);
        }

        @Override
        public void resume() {
            change(RunStatus.PAUSED, RunStatus.RUNNING);
        }

        @Override
        public void stop() {
            change(RunStatus.PAUSED, RunStatus.STOPPED);
            change(RunStatus.RUNNING, RunStatus.STOPPED);
            clock.execute(this::end);
        }

        private void change(RunStatus from, RunStatus to) {
            synchronized (stored) {
                if (stored.status == from) {
                    stored.status = to;
                }
            }
        }

        @Override
        public CompletionStage<RunProgress> completion() {
            return completion;
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
    public RunHandle start(Project project, SearchRequest request, int threads) {
        return new Handle(newRun(project, request));
    }

    @Override
    public RunHandle resume(Project project, long runId, int threads) throws HasnasException {
        return new Handle(stored(project, runId));
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
        return stored(project, runId).known(0);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
