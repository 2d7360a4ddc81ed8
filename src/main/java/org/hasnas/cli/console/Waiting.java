package org.hasnas.cli.console;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hasnas.error.HasnasException;
import org.hasnas.workbench.jobs.JobHandle;

/** Waits for work in the background. */
public final class Waiting {
    private static final long POLL_MILLIS = 100;

    private Waiting() {}

    /**
     * Waits for the end; the failure of work that failed is thrown.
     *
     * @param meanwhile called some times a second
     * @return the final progress
     */
    public static <P> P await(JobHandle<P> handle, Runnable meanwhile) throws HasnasException {
        CompletableFuture<P> completion = handle.completion().toCompletableFuture();
        while (true) {
            try {
                return completion.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                meanwhile.run();
            } catch (ExecutionException e) {
                throw failure(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                handle.stop();
                throw new CancellationException("interrupted");
            }
        }
    }

    private static HasnasException failure(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof HasnasException failure) {
            return failure;
        }
        if (cause instanceof RuntimeException bug) {
            throw bug;
        }
        throw new IllegalStateException("the work ended in an unexpected way", e);
    }
}
