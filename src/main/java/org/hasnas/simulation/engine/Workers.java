package org.hasnas.simulation.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Spreads work over the caller's thread and the threads of an executor. Who does which item is left to chance, so only work whose
 * result does not depend on it may be given: items that write to places of their own, and integer sums.
 */
public final class Workers {
    /** The caller's thread alone. */
    public static final Workers CALLER = new Workers(Runnable::run, 1);

    /** Which of the workers is the caller's thread. */
    public static final int CALLING_THREAD = 0;

    private final Executor executor;
    private final int count;

    /**
     * @param executor runs {@code count - 1} helpers at a time; helpers that it never begins are not waited for
     * @param count threads to use with the caller's, >= 1
     */
    public Workers(Executor executor, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("work needs at least one thread, not " + count);
        }
        this.executor = executor;
        this.count = count;
    }

    /** Number of different values of {@code worker} that a task may see. */
    public int count() {
        return count;
    }

    /** One piece of work. */
    @FunctionalInterface
    public interface Task {
        /**
         * @param worker 0 to {@link #count} - 1; two items that run at the same time have different ones
         */
        void run(int item, int worker);
    }

    /** Runs all items and returns when they have ended; the first failure is thrown and ends the rest. */
    public void forEach(int items, Task task) {
        Round round = new Round(items, task);
        try {
            for (int worker = 1; worker < Math.min(count, items); worker++) {
                int mine = worker;
                executor.execute(() -> round.help(mine));
            }
        } catch (RejectedExecutionException closing) {
            // the executor has ended: the caller does what is left
        } finally {
            round.work(CALLING_THREAD);
            round.close();
        }
        round.throwFailure();
    }

    /** One call of {@link #forEach}. */
    private static final class Round {
        private final int items;
        private final Task task;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        private final Object lock = new Object();
        private int helping;
        private boolean closed;

        Round(int items, Task task) {
            this.items = items;
            this.task = task;
        }

        void work(int worker) {
            try {
                for (int item = next.getAndIncrement(); item < items; item = next.getAndIncrement()) {
                    task.run(item, worker);
                }
            } catch (RuntimeException | Error thrown) {
                failure.compareAndSet(null, thrown);
                next.set(items);
            }
        }

        void help(int worker) {
            synchronized (lock) {
                if (closed) {
                    return;
                }
                helping++;
            }
            try {
                work(worker);
            } finally {
                synchronized (lock) {
                    helping--;
                    lock.notifyAll();
                }
            }
        }

        /** Waits for the helpers that have begun; the memory of the simulation is theirs until they end. */
        void close() {
            boolean interrupted = false;
            synchronized (lock) {
                closed = true;
                while (helping > 0) {
                    try {
                        lock.wait();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        void throwFailure() {
            switch (failure.get()) {
                case null -> {}
                case RuntimeException exception -> throw exception;
                case Error error -> throw error;
                case Throwable other -> throw new IllegalStateException(other); // work() catches nothing else
            }
        }
    }
}
