package org.hasnas.score.fitness;

import java.util.concurrent.TimeUnit;
import org.hasnas.job.JobContext;

/**
 * Admits simulations only while their memory fits together, so that several threads never take more than there is; the others wait. A simulation
 * that would run alone is always admitted. A waiting thread holds no memory, so none waits for ever.
 */
final class MemoryGate {
    private static final long MILLIS_BETWEEN_CHECKPOINTS = 50;

    private final long bytes;
    private long inside;
    private int simulations;

    /** @param bytes that simulations may take together */
    MemoryGate(long bytes) {
        this.bytes = bytes;
    }

    /** Admission of one simulation. */
    interface Pass extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits until the memory is free.
     *
     * @param needed bytes that the simulation takes until the pass is closed
     * @param besides bytes that are taken by what the simulation reads, and shared by all
     * @throws java.util.concurrent.CancellationException if the job is cancelled meanwhile
     */
    Pass enter(long needed, long besides, JobContext job) {
        while (!entered(needed, besides)) {
            job.checkpoint();
        }
        return () -> leave(needed);
    }

    private synchronized boolean entered(long needed, long besides) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS_BETWEEN_CHECKPOINTS);
        while (!fits(needed, besides)) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for memory", e);
            }
        }
        inside += needed;
        simulations++;
        return true;
    }

    private boolean fits(long needed, long besides) {
        return simulations == 0 || needed <= bytes - besides - inside;
    }

    private synchronized void leave(long needed) {
        inside -= needed;
        simulations--;
        notifyAll();
    }
}
