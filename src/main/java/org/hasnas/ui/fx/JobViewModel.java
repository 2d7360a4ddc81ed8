package org.hasnas.ui.fx;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.hasnas.job.JobEnd;
import org.hasnas.job.JobHandle;
import org.hasnas.job.RunStatus;
import org.jspecify.annotations.Nullable;

/**
 * Long work as the window sees it: one job after the other, at most one at a time. A running job is never pushed to the window;
 * {@link #pulse()} pulls how far it is. Used by the thread of the window.
 *
 * @param <P> how far a job is, and what is known already
 * @param <R> what it is to find
 */
public final class JobViewModel<P, R> {
    private final Background background;
    private final ReadOnlyObjectWrapper<Optional<RunStatus>> status = new ReadOnlyObjectWrapper<>(this, "status", Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<P>> progress = new ReadOnlyObjectWrapper<>(this, "progress", Optional.empty());
    private final BooleanBinding live = Bindings.createBooleanBinding(() -> status.get().isPresent(), status);
    private @Nullable JobHandle<P, R> job;
    /** Grows with everything that makes earlier work out of date. */
    private long generation;
    private boolean cancelled;
    private Runnable afterEnd = () -> {};

    public JobViewModel(Background background) {
        this.background = background;
    }

    /** Status of the job; {@link RunStatus#WAITING} while it is being asked for, empty if there is none. */
    public ReadOnlyObjectProperty<Optional<RunStatus>> statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** Progress of the job or, if there is none, of the last one. */
    public ReadOnlyObjectProperty<Optional<P>> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** Whether there is a job. */
    public BooleanBinding live() {
        return live;
    }

    /** The job; empty if there is none, or not yet. */
    public Optional<JobHandle<P, R>> job() {
        return Optional.ofNullable(job);
    }

    /**
     * Asks for a job away from the thread of the window, and follows it.
     *
     * @param begun told of the job
     * @param ended told how it ended
     * @param problem told, in a sentence, why there is no job
     */
    public void start(Background.Work<JobHandle<P, R>> asking, Consumer<JobHandle<P, R>> begun, Consumer<JobEnd<R>> ended, Consumer<String> problem) {
        long mine = begin();
        background.run(asking, started -> {
            if (mine == generation) {
                job = started;
                begun.accept(started);
                follow(started, ended, mine);
            } else {
                started.cancel();
            }
        }, sentence -> {
            if (mine == generation) {
                leave(() -> problem.accept(sentence));
            }
        });
    }

    /** Follows a job that is there already. */
    public void follow(JobHandle<P, R> started, Consumer<JobEnd<R>> ended) {
        follow(started, ended, begin());
    }

    private long begin() {
        cancelled = false;
        job = null;
        progress.set(Optional.empty());
        status.set(Optional.of(RunStatus.WAITING));
        return ++generation;
    }

    private void follow(JobHandle<P, R> started, Consumer<JobEnd<R>> ended, long mine) {
        job = started;
        if (cancelled) {
            started.cancel();
        }
        pulse();
        started.end().thenAccept(end -> background.deliver(() -> {
            if (mine == generation) {
                pulse();
                leave(() -> ended.accept(end));
            }
        }));
    }

    private void leave(Runnable telling) {
        job = null;
        status.set(Optional.empty());
        telling.run();
        Runnable next = afterEnd;
        afterEnd = () -> {};
        next.run();
    }

    /** Pulls how far the job is; called some times a second. Its end is told when everything is stored. */
    public void pulse() {
        JobHandle<P, R> now = job;
        if (now != null) {
            RunStatus known = now.status();
            progress.set(Optional.of(now.progress()));
            if (known.isLive()) {
                status.set(Optional.of(known));
            }
        }
    }

    public void pause() {
        job().ifPresent(JobHandle::pause);
        pulse();
    }

    public void resume() {
        job().ifPresent(JobHandle::resume);
        pulse();
    }

    /** Ends the job, if there is one; its end is told. */
    public void cancel() {
        cancelled = true;
        job().ifPresent(JobHandle::cancel);
        pulse();
    }

    /** Cancels the job, if any, and does something when it has ended. */
    public void cancelThen(Runnable next) {
        if (live.get()) {
            afterEnd = next;
            cancel();
        } else {
            next.run();
        }
    }

    /** Gives the job up, if there is one: nothing more is told of it. */
    public void drop() {
        if (live.get()) {
            generation++;
            cancel();
            leave(() -> {});
        }
    }
}
