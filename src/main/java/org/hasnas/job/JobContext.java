package org.hasnas.job;

import java.util.concurrent.CancellationException;

/**
 * What a long computation sees of the job it runs in. Implementations are safe for use by several threads.
 */
public interface JobContext {
    /** A context that never cancels and shows no progress; for tests and short calls. */
    JobContext NONE = () -> {};

    /**
     * Called at least every few milliseconds of work. Blocks while the job is paused.
     *
     * @throws CancellationException if the job was cancelled
     */
    void checkpoint();

    /** Reports that {@code done} of {@code total} units of work are finished. */
    default void progress(long done, long total) {}

    /** The context of a part of the work that counts {@code units} of {@code total} units, behind {@code before} of them. */
    default JobContext part(long before, long units, long total) {
        JobContext whole = this;
        return new JobContext() {
            @Override
            public void checkpoint() {
                whole.checkpoint();
            }

            @Override
            public void progress(long done, long all) {
                whole.progress(before + (all == units ? done : units * done / Math.max(1, all)), total);
            }
        };
    }

    /** The context of a part of the work whose progress is not shown. */
    @SuppressWarnings("UnnecessaryMethodReference") // not this job itself, which would be told the progress
    default JobContext silent() {
        return this::checkpoint;
    }
}
