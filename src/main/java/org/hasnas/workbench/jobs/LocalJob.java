package org.hasnas.workbench.jobs;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.job.RunStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a search or a training in this process: it runs, can be paused, and ends once, after its end was stored.
 *
 * @param <P> how far the work is
 */
public abstract class LocalJob<P> implements JobHandle<P> {
    private static final Logger LOG = LoggerFactory.getLogger(LocalJob.class);

    private final String name;
    private final JobControl control = new JobControl();
    private final CompletableFuture<P> completion = new CompletableFuture<>();
    private volatile RunStatus status = RunStatus.RUNNING;

    /** @param name of the work for users, such as {@code Run 3} */
    public LocalJob(String name) {
        this.name = name;
    }

    /** What a job does until its end; a {@link CancellationException} says that it was stopped. */
    @FunctionalInterface
    public interface Work {
        void run(JobContext job) throws HasnasException;
    }

    /**
     * Stores how the work ended.
     *
     * @param failure why it failed; empty otherwise
     */
    public abstract void store(RunStatus ending, String failure) throws HasnasException;

    /** Works until the end, a cancel or a failure; then stores the status and completes. Called once, by the job's own thread. */
    public final void live(Work work) {
        try {
            work.run(control);
            end(RunStatus.FINISHED);
        } catch (CancellationException cancelled) {
            stopped();
        } catch (HasnasException failure) {
            LOG.warn("{} failed", name, failure);
            fail(failure, failure.getMessage());
        } catch (RuntimeException | Error failure) {
            LOG.error("{} failed", name, failure);
            fail(failure, failure instanceof OutOfMemoryError ? "memory ran out" : "a bug: " + failure);
        }
    }

    private void stopped() {
        try {
            end(RunStatus.STOPPED);
        } catch (HasnasException failure) {
            completion.completeExceptionally(failure);
        }
    }

    private void end(RunStatus ending) throws HasnasException {
        store(ending, "");
        status = ending;
        completion.complete(progress());
    }

    private void fail(Throwable failure, String sentence) {
        try {
            store(RunStatus.FAILED, sentence);
        } catch (HasnasException again) {
            failure.addSuppressed(again);
        }
        status = RunStatus.FAILED;
        completion.completeExceptionally(failure);
    }

    /** RUNNING also before the work began; an end only after it was stored. */
    public final RunStatus status() {
        RunStatus now = status;
        return now == RunStatus.RUNNING && control.isPaused() ? RunStatus.PAUSED : now;
    }

    public final boolean isEnded() {
        return completion.isDone();
    }

    /** Waits until everything is stored; failures are told by {@link #completion}. */
    public final void awaitEnd() {
        completion.exceptionally(failure -> progress()).join();
    }

    @Override
    public final void pause() {
        control.pause();
    }

    @Override
    public final void resume() {
        beforeResume();
        control.resume();
    }

    /** Called before the work goes on after a pause: what was measured over the pause must not count. */
    public abstract void beforeResume();

    @Override
    public final void stop() {
        control.cancel();
    }

    @Override
    public final CompletionStage<P> completion() {
        return completion.minimalCompletionStage();
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
            case RUNNING, PAUSED -> throw new HasnasException(ErrorCode.BAD_INPUT, name
                    + " is being worked on right now, here or by another process. Stop it there first.");
            case STOPPED, FAILED, INTERRUPTED -> { }
        }
    }
}
