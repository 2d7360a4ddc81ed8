package org.hasnas.testdata;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.hasnas.job.JobEnd;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.job.RunStatus;

/** A job without a thread: it ends when a test says so, or at once when it is cancelled. */
public final class FakeJob<P, R> implements JobHandle<P, R> {
    private final Supplier<P> progress;
    private final CompletableFuture<JobEnd<R>> end = new CompletableFuture<>();
    private volatile RunStatus status = RunStatus.RUNNING;

    public FakeJob(Supplier<P> progress) {
        this.progress = progress;
    }

    /** A job that has found something. */
    public static <R> JobHandle<Progress, R> done(R result) {
        return done(new Progress(1, 2), result);
    }

    public static <P, R> JobHandle<P, R> done(P progress, R result) {
        FakeJob<P, R> job = new FakeJob<>(() -> progress);
        job.finish(result);
        return job;
    }

    /** A job that has failed. */
    public static <R> JobHandle<Progress, R> failed(Throwable cause) {
        FakeJob<Progress, R> job = new FakeJob<>(() -> Progress.NONE);
        job.fail(cause);
        return job;
    }

    public void set(RunStatus changed) {
        status = changed;
    }

    public void finish(R result) {
        end(RunStatus.FINISHED, new JobEnd.Finished<>(result));
    }

    public void fail(Throwable cause) {
        end(RunStatus.FAILED, new JobEnd.Failed<>(cause));
    }

    private void end(RunStatus ending, JobEnd<R> told) {
        if (!end.isDone()) {
            status = ending;
            end.complete(told);
        }
    }

    @Override
    public RunStatus status() {
        return status;
    }

    @Override
    public P progress() {
        return progress.get();
    }

    @Override
    public void pause() {
        status = RunStatus.PAUSED;
    }

    @Override
    public void resume() {
        status = RunStatus.RUNNING;
    }

    @Override
    public void cancel() {
        end(RunStatus.STOPPED, new JobEnd.Stopped<>());
    }

    @Override
    public CompletionStage<JobEnd<R>> end() {
        return end;
    }
}
