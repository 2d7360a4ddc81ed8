package org.hasnas.workbench.jobs;

import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.job.RunStatus;

/**
 * What a job does.
 *
 * @param <R> what it is to find
 */
@FunctionalInterface
public interface Work<R> {
    /**
     * Works until the end. Called once, by the job's own thread.
     *
     * @throws java.util.concurrent.CancellationException if the job was cancelled
     */
    R run(JobContext job) throws HasnasException;

    /**
     * Stores how the work ended, before others are told.
     *
     * @param ending FINISHED, STOPPED or FAILED
     * @param failure why it failed; empty otherwise
     */
    default void ended(RunStatus ending, String failure) throws HasnasException {}

    /** The work is to pause. */
    default void paused() {}

    /** The work is about to go on after a pause: what was measured over the pause must not count. */
    default void resumed() {}
}
