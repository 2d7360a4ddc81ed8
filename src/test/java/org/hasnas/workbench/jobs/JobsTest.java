package org.hasnas.workbench.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.job.JobEnd;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.job.RunStatus;
import org.hasnas.testdata.Awaited;
import org.hasnas.testdata.CaughtLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class JobsTest {
    private final Jobs jobs = new Jobs();

    @AfterEach
    void close() {
        jobs.close();
    }

    private static String endless(JobContext job) {
        while (true) {
            job.checkpoint();
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(50, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void workThatWantsAllPlacesWaitsForThemAndIsNotOvertaken() {
        try (Jobs jobs = new Jobs()) {
            JobQueue queue = jobs.queue(2);
            JobHandle<Progress, String> small = queue.add("small", 1, JobsTest::endless, progress -> progress);
            JobHandle<Progress, String> large = queue.add("large", 3, job -> "found", progress -> progress);
            JobHandle<Progress, String> behind = queue.add("behind", 1, job -> "found", progress -> progress);
            assertEquals(RunStatus.WAITING, large.status());
            assertEquals(RunStatus.WAITING, behind.status());
            small.cancel();
            large.end().toCompletableFuture().join();
            behind.end().toCompletableFuture().join();
            assertEquals(RunStatus.FINISHED, behind.status());
        }
    }

    @Test
    void aJobTellsItsProgressAndItsResult() throws Exception {
        JobHandle<Progress, String> job = jobs.start("test", context -> {
            context.progress(3, 4);
            return "found";
        });
        assertEquals(new JobEnd.Finished<>("found"), Awaited.end(job));
        assertEquals(RunStatus.FINISHED, job.status());
        assertEquals(new Progress(3, 4), job.progress());
        assertEquals("75 %", job.map(now -> (int) (100 * now.fraction()) + " %", String::length).progress());
        assertEquals(new JobEnd.Finished<>(5), Awaited.end(job.map(now -> now, String::length)));
    }

    @Test
    void aCancelledJobEndsAndStaysCancelled() throws Exception {
        JobHandle<Progress, String> job = jobs.start("test", JobsTest::endless);
        job.cancel();
        job.resume();
        assertEquals(new JobEnd.Stopped<>(), Awaited.end(job));
        assertEquals(RunStatus.STOPPED, job.status());
    }

    @Test
    void aFailureIsToldAsItIs() throws Exception {
        HasnasException expected = new HasnasException(ErrorCode.BAD_INPUT, "too large");
        IllegalStateException bug = new IllegalStateException("a bug");
        try (CaughtLog log = new CaughtLog(Jobs.class)) {
            assertEquals(new JobEnd.Failed<>(expected), Awaited.end(jobs.start("large", job -> {
                throw expected;
            })));
            assertEquals(new JobEnd.Failed<>(bug), Awaited.end(jobs.start("wrong", job -> {
                throw bug;
            })));
            assertEquals(List.of("WARN large failed", "ERROR wrong failed"), log.lines());
        }
    }

    @Test
    void theEndIsStoredBeforeItIsTold() throws Exception {
        List<String> stored = Collections.synchronizedList(new ArrayList<>());
        Work<String> work = new Work<>() {
            @Override
            public String run(JobContext job) {
                return endless(job);
            }

            @Override
            public void ended(RunStatus ending, String failure) {
                stored.add(ending + failure);
            }
        };
        JobHandle<Progress, String> job = jobs.start("test", work);
        CompletableFuture<List<String>> known = job.end().toCompletableFuture().thenApply(_ -> List.copyOf(stored));
        job.cancel();
        assertEquals(List.of("STOPPED"), known.get());
    }

    @Test
    void aPausedJobWaitsUntilItIsResumed() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch paused = new CountDownLatch(1);
        CountDownLatch passed = new CountDownLatch(1);
        JobHandle<Progress, String> job = jobs.start("test", context -> {
            begun.countDown();
            await(paused);
            context.checkpoint();
            passed.countDown();
            return "found";
        });
        await(begun);
        job.pause();
        assertEquals(RunStatus.PAUSED, job.status());
        paused.countDown();
        assertFalse(passed.await(100, TimeUnit.MILLISECONDS));
        job.resume();
        assertEquals("found", Awaited.result(job));
    }

    @Test
    void aCancelWakesAPausedJob() throws Exception {
        JobHandle<Progress, String> job = jobs.start("test", JobsTest::endless);
        job.pause();
        job.cancel();
        assertInstanceOf(JobEnd.Stopped.class, Awaited.end(job));
    }

    @Test
    void aQueueLetsAFewWorkInTheirOrder() throws Exception {
        JobQueue queue = jobs.queue(2);
        AtomicInteger working = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Integer> begun = Collections.synchronizedList(new ArrayList<>());
        List<JobHandle<Progress, Integer>> all = IntStream.range(0, 6).mapToObj(number -> queue.add("test " + number, 1, job -> {
            begun.add(number);
            most.accumulateAndGet(working.incrementAndGet(), Math::max);
            job.checkpoint();
            LockSupport.parkNanos(20_000_000);
            working.decrementAndGet();
            return number;
        }, progress -> progress)).toList();
        for (int number = 0; number < all.size(); number++) {
            assertEquals(number, Awaited.result(all.get(number)));
        }
        assertTrue(most.get() <= 2, most::toString);
        for (int place = 0; place < begun.size(); place++) {
            assertTrue(Math.abs(begun.get(place) - place) <= 1, begun::toString);
        }
    }

    @Test
    void aJobThatWaitsForItsTurnIsCancelledAtOnce() throws Exception {
        JobQueue queue = jobs.queue(1);
        JobHandle<Progress, String> first = queue.add("first", 1, JobsTest::endless, progress -> progress);
        JobHandle<Progress, String> second = queue.add("second", 1, JobsTest::endless, progress -> progress);
        JobHandle<Progress, String> third = queue.add("third", 1, job -> "found", progress -> progress);
        assertEquals(RunStatus.WAITING, second.status());
        second.cancel();
        assertEquals(new JobEnd.Stopped<>(), Awaited.end(second));
        assertTrue(first.status().isLive());
        assertEquals(RunStatus.WAITING, third.status());
        first.cancel();
        assertEquals("found", Awaited.result(third));
    }

    @Test
    void closingEndsAllJobs() throws Exception {
        JobQueue queue = jobs.queue(1);
        List<JobHandle<Progress, String>> all = List.of(jobs.start("test", JobsTest::endless), queue.add("first", 1, JobsTest::endless, now -> now),
                queue.add("second", 1, JobsTest::endless, now -> now));
        jobs.close();
        for (JobHandle<Progress, String> job : all) {
            assertTrue(job.end().toCompletableFuture().isDone());
            assertEquals(RunStatus.STOPPED, job.status());
        }
    }

    @Test
    void aPartOfTheWorkCountsInUnitsOfTheWhole() throws Exception {
        JobHandle<Progress, String> job = jobs.start("test", context -> {
            JobContext half = context.part(10, 20, 40);
            half.part(50, 50, 100).progress(1, 2);
            context.silent().progress(1, 1);
            return "found";
        });
        Awaited.result(job);
        assertEquals(new Progress(25, 40), job.progress());
    }
}
