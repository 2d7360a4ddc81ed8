package org.hasnas.workbench.jobs;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.job.RunStatus;
import org.jspecify.annotations.Nullable;

/** The jobs of a workbench and their threads. Safe for any thread. */
public final class Jobs implements AutoCloseable {
    private final Set<Job<?, ?>> live = ConcurrentHashMap.newKeySet();

    /** Starts work whose progress is all that is known before its end. */
    public <R> JobHandle<Progress, R> start(String name, Work<R> work) {
        return start(name, work, progress -> progress);
    }

    /** Starts work with {@code threads} threads of its own. */
    public <R> JobHandle<Progress, R> start(String name, int threads, PooledWork<R> work) {
        return start(name, pooled(name, threads, work));
    }

    /** Gives work {@code threads} threads of its own while it runs. */
    public static <R> Work<R> pooled(String name, int threads, PooledWork<R> work) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be >= 1, was " + threads);
        }
        return job -> {
            try (ExecutorService pool = Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon(true).name(name + "-", 0).factory())) {
                return work.run(job, pool);
            }
        };
    }

    /**
     * Waits for what another thread of a job does.
     *
     * @throws HasnasException as it was thrown there, like errors of other kinds
     */
    public static <T extends @Nullable Object> T result(Future<T> done) throws HasnasException {
        try {
            return done.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException failure) {
            switch (failure.getCause()) {
                case HasnasException problem -> throw problem;
                case RuntimeException runtime -> throw runtime;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException("a part of the work failed", failure);
            }
        }
    }

    /**
     * What a job does with threads of its own.
     *
     * @param <R> what it is to find
     */
    @FunctionalInterface
    public interface PooledWork<R> {
        R run(JobContext job, ExecutorService pool) throws HasnasException;
    }

    /**
     * Starts work.
     *
     * @param name of the work for users, such as {@code Run 3}
     * @param view what is known, given what the work last told of its progress; called by any thread
     */
    public <P, R> JobHandle<P, R> start(String name, Work<R> work, Function<Progress, P> view) {
        Job<P, R> job = register(new Job<>(name, work, view, _ -> {}));
        run(job, () -> {});
        return job;
    }

    /** A queue whose jobs work side by side as far as there are places. */
    public JobQueue queue(int places) {
        return new JobQueue(this, places);
    }

    <P, R> Job<P, R> register(Job<P, R> job) {
        live.add(job);
        job.end().thenRun(() -> live.remove(job));
        return job;
    }

    /** @param afterwards called by the job's thread */
    void run(Job<?, ?> job, Runnable afterwards) {
        Thread.ofPlatform().daemon(true).name(job.name()).start(() -> {
            try {
                job.run();
            } finally {
                afterwards.run();
            }
        });
    }

    /** Cancels all jobs and waits until what they did is stored. */
    @Override
    public void close() {
        List<Job<?, ?>> ending = List.copyOf(live);
        ending.forEach(Job::cancel);
        ending.forEach(Job::join);
    }

    /**
     * Checks that stored work can be gone on with.
     *
     * @param name of the work for users, such as {@code Run 3}
     * @param instead what to do if it is finished, a sentence
     */
    public static void requireContinuable(String name, RunStatus stored, String instead) throws HasnasException {
        switch (stored) {
            case FINISHED -> throw new HasnasException(ErrorCode.BAD_INPUT, name + " is finished; there is nothing to continue. " + instead);
            case WAITING, RUNNING, PAUSED, STOPPING -> throw new HasnasException(ErrorCode.BAD_INPUT, name
                    + " is being worked on right now, here or by another process. Stop it there first.");
            case STOPPED, FAILED, INTERRUPTED -> {}
        }
    }
}
