package org.hasnas.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ParallelTasksTest {
    private static final List<Integer> ITEMS = IntStream.range(0, 100).boxed().toList();

    @Test
    void resultsAreInTheOrderOfTheItemsAndCounted() {
        try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
            List<Integer> counts = new ArrayList<>();
            assertEquals(ITEMS.stream().map(item -> item * item).toList(), ParallelTasks.results(ITEMS, item -> item * item, pool, counts::add));
            assertEquals(IntStream.rangeClosed(1, 100).boxed().toList(), counts);
        }
    }

    @Test
    void eachResultIsHandedOverOnceByTheCaller() {
        try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
            Set<Integer> seen = new TreeSet<>();
            Thread caller = Thread.currentThread();
            ParallelTasks.forEach(ITEMS, item -> item, pool, result -> {
                assertSame(caller, Thread.currentThread());
                assertTrue(seen.add(result));
            });
            assertEquals(ITEMS, List.copyOf(seen));
        }
    }

    @Test
    void theFirstFailureIsThrownAsItWasAndTheRestDropped() {
        AtomicInteger begun = new AtomicInteger();
        IllegalStateException failure = new IllegalStateException("item 3");
        try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
            CountDownLatch dropped = new CountDownLatch(1);
            assertSame(failure, assertThrows(IllegalStateException.class, () -> ParallelTasks.results(ITEMS, item -> {
                begun.incrementAndGet();
                if (item == 3) {
                    throw failure;
                }
                if (item == 4) { // holds the thread until the caller has got the failure
                    while (dropped.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                }
                return item;
            }, pool)));
            dropped.countDown();
        }
        assertTrue(begun.get() <= 5, "begun " + begun.get());
    }

    @Test
    void anInterruptedWaitIsACancellation() {
        try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
            Thread.currentThread().interrupt();
            assertThrows(CancellationException.class, () -> ParallelTasks.forEach(ITEMS, item -> item, pool, result -> {}));
            assertTrue(Thread.interrupted(), "the flag is kept");
        }
    }
}
