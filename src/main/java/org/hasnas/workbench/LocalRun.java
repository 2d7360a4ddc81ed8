package org.hasnas.workbench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.run.RunStatus;
import org.hasnas.domain.run.RunSummary;
import org.hasnas.domain.run.Trial;
import org.hasnas.job.JobContext;
import org.hasnas.search.CandidateEvaluator;
import org.hasnas.search.SearchLoop;
import org.hasnas.search.SearchProblem;
import org.hasnas.store.RunStore;
import org.hasnas.workbench.jobs.JobControl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A search in this process. A trial is shown to the outside only after it was stored. */
final class LocalRun implements RunHandle {
    private static final Logger LOG = LoggerFactory.getLogger(LocalRun.class);

    /** Trials over which the rate is averaged. */
    private static final int RATE_WINDOW = 64;

    private final RunSummary run;
    private final RunStore store;
    private final List<Trial> knownAtStart;
    private final JobControl job = new JobControl();
    private final CompletableFuture<RunProgress> completion = new CompletableFuture<>();

    private final Object lock = new Object();
    /** Guarded by {@link #lock}, like all below. */
    private final List<Trial> trials;
    private final Deque<Long> recentNanos = new ArrayDeque<>();
    private RunStatus status = RunStatus.RUNNING;

    LocalRun(RunSummary run, RunStore store, List<Trial> knownAtStart) {
        this.run = run;
        this.store = store;
        this.knownAtStart = List.copyOf(knownAtStart);
        this.trials = new ArrayList<>(knownAtStart);
    }

    /** Searches until the end, a cancel or a failure; then stores the status and completes. Called once, by the run's own thread. */
    void execute(CandidateEvaluator evaluator, Function<JobContext, SearchProblem> problem) {
        synchronized (lock) {
            recentNanos.add(System.nanoTime());
        }
        try {
            SearchLoop.run(problem.apply(job), knownAtStart, evaluator, this::record);
            end(RunStatus.FINISHED);
        } catch (CancellationException cancelled) {
            endQuietly(RunStatus.STOPPED);
        } catch (HasnasException failure) {
            LOG.error("Run {} failed", run.id(), failure);
            storeFailure(failure);
        } catch (RuntimeException | Error failure) {
            LOG.error("Run {} failed", run.id(), failure);
            storeFailure(failure);
        }
    }

    private void endQuietly(RunStatus ending) {
        try {
            end(ending);
        } catch (HasnasException failure) {
            completion.completeExceptionally(failure);
        }
    }

    private void end(RunStatus ending) throws HasnasException {
        store.setStatus(run.id(), ending);
        setStatus(ending);
        completion.complete(progress());
    }

    private void storeFailure(Throwable failure) {
        try {
            store.setStatus(run.id(), RunStatus.FAILED);
        } catch (HasnasException again) {
            failure.addSuppressed(again);
        }
        setStatus(RunStatus.FAILED);
        completion.completeExceptionally(failure);
    }

    private void record(Trial trial) throws HasnasException {
        store.append(run.id(), List.of(trial));
        synchronized (lock) {
            trials.add(trial);
            recentNanos.add(System.nanoTime());
            if (recentNanos.size() > RATE_WINDOW) {
                recentNanos.removeFirst();
            }
        }
    }

    private void setStatus(RunStatus newStatus) {
        synchronized (lock) {
            status = newStatus;
        }
    }

    List<Trial> knownAtStart() {
        return knownAtStart;
    }

    boolean isEnded() {
        return completion.isDone();
    }

    /** Waits until the last trial and the status are stored; failures are told by {@link #completion}. */
    void awaitEnd() {
        completion.exceptionally(failure -> progress()).join();
    }

    @Override
    public RunSummary run() {
        return run;
    }

    @Override
    public RunProgress progress() {
        synchronized (lock) {
            RunStatus shown = status == RunStatus.RUNNING && job.isPaused() ? RunStatus.PAUSED : status;
            return new RunProgress(shown, trials.size(), run.request().budget(), rate());
        }
    }

    private double rate() {
        if (recentNanos.size() < 2) {
            return 0;
        }
        double seconds = (recentNanos.getLast() - recentNanos.getFirst()) * 1e-9;
        return seconds > 0 ? (recentNanos.size() - 1) / seconds : 0;
    }

    @Override
    public List<Trial> trialsSince(int sequence) {
        synchronized (lock) {
            return sequence >= trials.size() ? List.of() : List.copyOf(trials.subList(sequence, trials.size()));
        }
    }

    @Override
    public void pause() {
        job.pause();
    }

    @Override
    public void resume() {
        synchronized (lock) {
            recentNanos.clear(); // the pause must not count as slow trials
            recentNanos.add(System.nanoTime());
        }
        job.resume();
    }

    @Override
    public void stop() {
        job.cancel();
    }

    @Override
    public CompletionStage<RunProgress> completion() {
        return completion.minimalCompletionStage();
    }
}
