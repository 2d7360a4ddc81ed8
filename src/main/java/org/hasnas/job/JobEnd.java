package org.hasnas.job;

/**
 * How a job ended.
 *
 * @param <R> what it was to find
 */
public sealed interface JobEnd<R> {
    /** It came to its end. */
    record Finished<R>(R result) implements JobEnd<R> {}

    /** It was cancelled. What it had stored by then is kept. */
    record Stopped<R>() implements JobEnd<R> {}

    /**
     * It failed.
     *
     * @param cause a {@code HasnasException} with a sentence for the user, or a bug
     */
    record Failed<R>(Throwable cause) implements JobEnd<R> {}
}
