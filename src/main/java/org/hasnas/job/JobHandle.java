package org.hasnas.job;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Work that goes on in the background. All methods return at once and may be called by any thread.
 *
 * @param <P> how far the work is, and what is known already
 * @param <R> what it is to find
 */
public interface JobHandle<P, R> {
    /** Live until everything is stored, then as {@link #end} says. */
    RunStatus status();

    /** A snapshot; after the end, the last one. */
    P progress();

    /** Lets the work wait where it is. */
    void pause();

    /** Lets paused work go on. */
    void resume();

    /** Ends the work, within 100 ms where it calls {@link JobContext#checkpoint} as often as it should. */
    void cancel();

    /** Completes, always normally, when the work has ended and everything is stored. */
    CompletionStage<JobEnd<R>> end();

    /** The same job, whose progress and result are seen in another way. */
    default <Q, S> JobHandle<Q, S> map(Function<P, Q> ofProgress, Function<R, S> ofResult) {
        JobHandle<P, R> job = this;
        return new JobHandle<>() {
            @Override
            public RunStatus status() {
                return job.status();
            }

            @Override
            public Q progress() {
                return ofProgress.apply(job.progress());
            }

            @Override
            public void pause() {
                job.pause();
            }

            @Override
            public void resume() {
                job.resume();
            }

            @Override
            public void cancel() {
                job.cancel();
            }

            @Override
            public CompletionStage<JobEnd<S>> end() {
                return job.end().thenApply(end -> switch (end) {
                    case JobEnd.Finished<R>(R result) -> new JobEnd.Finished<>(ofResult.apply(result));
                    case JobEnd.Stopped<R> _ -> new JobEnd.Stopped<>();
                    case JobEnd.Failed<R>(Throwable cause) -> new JobEnd.Failed<>(cause);
                });
            }
        };
    }
}
