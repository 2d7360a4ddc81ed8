package org.hasnas.workbench.jobs;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class JobControlTest {
    private final JobControl job = new JobControl();

    @Test
    void aRunningJobPassesItsCheckpoints() {
        assertDoesNotThrow(job::checkpoint);
    }

    @Test
    void aCancelledJobEndsAtItsNextCheckpointAndStaysCancelled() {
        job.cancel();
        job.resume();
        assertThrows(CancellationException.class, job::checkpoint);
        assertTrue(job.isCancelled());
    }

    @Test
    void aPausedJobWaitsUntilItIsResumed() throws Exception {
        job.pause();
        CountDownLatch passed = new CountDownLatch(1);
        CompletableFuture<Void> worker = CompletableFuture.runAsync(() -> {
            job.checkpoint();
            passed.countDown();
        });
        assertFalse(passed.await(100, TimeUnit.MILLISECONDS));
        job.resume();
        assertTrue(passed.await(10, TimeUnit.SECONDS));
        worker.get(10, TimeUnit.SECONDS);
    }

    @Test
    void cancellingAPausedJobWakesIt() {
        job.pause();
        CompletableFuture<Void> worker = CompletableFuture.runAsync(job::checkpoint);
        job.cancel();
        Exception failure = assertThrows(Exception.class, () -> worker.get(10, TimeUnit.SECONDS));
        assertTrue(failure instanceof CancellationException || failure.getCause() instanceof CancellationException);
    }
}
