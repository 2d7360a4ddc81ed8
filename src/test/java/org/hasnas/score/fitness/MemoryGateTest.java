package org.hasnas.score.fitness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.hasnas.job.JobContext;
import org.junit.jupiter.api.Test;

final class MemoryGateTest {
    private static final JobContext CANCELLED = () -> {
        throw new CancellationException();
    };

    @Test
    void simulationsThatFitTogetherEnterTogetherAndTheNextWaits() {
        MemoryGate gate = new MemoryGate(100);
        MemoryGate.Pass first = gate.enter(60, 0, JobContext.NONE);
        MemoryGate.Pass second = gate.enter(40, 0, JobContext.NONE);
        assertThrows(CancellationException.class, () -> gate.enter(1, 0, CANCELLED));
        first.close();
        gate.enter(60, 0, CANCELLED).close();
        second.close();
    }

    @Test
    void whatIsReadTakesOfTheMemoryToo() {
        MemoryGate gate = new MemoryGate(100);
        try (MemoryGate.Pass _ = gate.enter(50, 20, JobContext.NONE)) {
            gate.enter(30, 20, CANCELLED).close();
            assertThrows(CancellationException.class, () -> gate.enter(31, 20, CANCELLED));
        }
    }

    @Test
    void oneAloneEntersHoweverLargeAndKeepsTheOthersOut() {
        MemoryGate gate = new MemoryGate(-5);
        try (MemoryGate.Pass _ = gate.enter(1000, 0, CANCELLED)) {
            assertThrows(CancellationException.class, () -> gate.enter(1, 0, CANCELLED));
        }
        gate.enter(1, 0, CANCELLED).close();
    }

    @Test
    void threadsNeverHoldMoreThanThereIsAndAllGetThrough() throws Exception {
        MemoryGate gate = new MemoryGate(100);
        AtomicLong held = new AtomicLong();
        AtomicLong most = new AtomicLong();
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 200; i++) {
                long needed = 1L + i % 97;
                all.add(pool.submit(() -> {
                    try (MemoryGate.Pass _ = gate.enter(needed, 0, JobContext.NONE)) {
                        most.accumulateAndGet(held.addAndGet(needed), Math::max);
                        LockSupport.parkNanos(20_000);
                        held.addAndGet(-needed);
                    }
                }));
            }
        }
        for (Future<?> one : all) {
            one.get();
        }
        assertTrue(most.get() <= 100, "held " + most);
        assertEquals(0, held.get());
    }
}
