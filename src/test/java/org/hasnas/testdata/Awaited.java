package org.hasnas.testdata;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobEnd;
import org.hasnas.job.JobHandle;

/** Waits for jobs, but not for ever. */
public final class Awaited {
    private static final long PATIENCE_SECONDS = 200;

    private Awaited() {}

    public static <R> JobEnd<R> end(JobHandle<?, R> job) throws Exception {
        return job.end().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Looks again and again until something has come true. */
    public static void until(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not true within " + PATIENCE_SECONDS + " s");
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    /** What a job has found; the failure of one that failed is thrown. */
    public static <R> R result(JobHandle<?, R> job) throws Exception {
        return switch (end(job)) {
            case JobEnd.Finished<R>(R result) -> result;
            case JobEnd.Stopped<R> _ -> throw new AssertionError("stopped");
            case JobEnd.Failed<R>(Throwable cause) -> {
                if (cause instanceof HasnasException failure) {
                    throw failure;
                }
                throw new AssertionError("failed", cause);
            }
        };
    }
}
