package org.hasnas.workbench.jobs;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hasnas.error.HasnasException;
import org.hasnas.error.MemoryShortage;
import org.hasnas.job.JobEnd;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.job.RunStatus;
import org.slf4j.LoggerFactory;

/** A piece of work in this process: it waits for a thread, runs, can be paused, and ends once, after its end was stored. */
final class Job<P, R> implements JobHandle<P, R> {
    private final String name;
    private final Work<R> work;
    private final Function<Progress, P> view;
    private final Consumer<Job<P, R>> onCancel;
    private final JobControl control = new JobControl();
    private final CompletableFuture<JobEnd<R>> end = new CompletableFuture<>();
    private volatile RunStatus stage = RunStatus.WAITING;

    /**
     * @param name of the work for users, such as {@code Run 3}
     * @param view what is known, given what the work last told of its progress; called by any thread
     * @param onCancel told of every cancel, so that a job that has no thread yet gets one to end by
     */
    Job(String name, Work<R> work, Function<Progress, P> view, Consumer<Job<P, R>> onCancel) {
        this.name = name;
        this.work = work;
        this.view = view;
        this.onCancel = onCancel;
    }

    String name() {
        return name;
    }

    /** Works until the end, a cancel or a failure; then stores the end and tells it. Called once, by the job's own thread. */
    void run() {
        stage = RunStatus.RUNNING;
        JobEnd<R> ending = work();
        stage = switch (ending) {
            case JobEnd.Finished<R> _ -> RunStatus.FINISHED;
            case JobEnd.Stopped<R> _ -> RunStatus.STOPPED;
            case JobEnd.Failed<R> _ -> RunStatus.FAILED;
        };
        end.complete(ending);
    }

    private JobEnd<R> work() {
        try {
            control.checkpoint();
            R result = work.run(control);
            work.ended(RunStatus.FINISHED, "");
            return new JobEnd.Finished<>(result);
        } catch (CancellationException cancelled) {
            return stopped();
        } catch (HasnasException failure) {
            LoggerFactory.getLogger(Jobs.class).warn("{} failed", name, failure);
            return failed(failure, failure.getMessage());
        } catch (RuntimeException | Error failure) {
            LoggerFactory.getLogger(Jobs.class).error("{} failed", name, failure);
            return failed(failure, MemoryShortage.behind(failure).orElse("a bug: " + failure));
        }
    }

    private JobEnd<R> stopped() {
        try {
            work.ended(RunStatus.STOPPED, "");
            return new JobEnd.Stopped<>();
        } catch (HasnasException notStored) {
            return new JobEnd.Failed<>(notStored);
        }
    }

    private JobEnd<R> failed(Throwable failure, String sentence) {
        try {
            work.ended(RunStatus.FAILED, sentence);
        } catch (HasnasException again) {
            failure.addSuppressed(again);
        }
        return new JobEnd.Failed<>(failure);
    }

    @Override
    public RunStatus status() {
        RunStatus now = stage;
        return !now.isLive() ? now : control.isCancelled() ? RunStatus.STOPPING : control.isPaused() ? RunStatus.PAUSED : now;
    }

    @Override
    public P progress() {
        return view.apply(control.progress());
    }

    @Override
    public void pause() {
        if (!control.isPaused()) {
            work.paused();
        }
        control.pause();
    }

    @Override
    public void resume() {
        work.resumed();
        control.resume();
    }

    @Override
    public void cancel() {
        control.cancel();
        onCancel.accept(this);
    }

    @Override
    public CompletionStage<JobEnd<R>> end() {
        return end.minimalCompletionStage();
    }

    /** Waits until everything is stored. */
    void join() {
        end.join();
    }
}
