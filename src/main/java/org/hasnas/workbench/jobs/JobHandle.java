package org.hasnas.workbench.jobs;

import java.util.concurrent.CompletionStage;

/**
 * Work that goes on in the background. All methods return at once and may be called by any thread.
 *
 * @param <P> how far the work is
 */
public interface JobHandle<P> {
    P progress();

    void pause();

    void resume();

    /** Cancels, a search in under 100 ms. What was done is kept, and the work can be continued. */
    void stop();

    /**
     * Completes when the work has ended and everything is stored: normally with the final progress (FINISHED or STOPPED), exceptionally
     * with a {@link org.hasnas.error.HasnasException} if it FAILED.
     */
    CompletionStage<P> completion();
}
