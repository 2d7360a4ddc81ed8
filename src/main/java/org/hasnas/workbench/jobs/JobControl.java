package org.hasnas.workbench.jobs;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.hasnas.job.JobContext;
import org.hasnas.job.Progress;

/** The switch of a job (pause, resume, cancel), and what it last told of its progress. Safe for any number of threads. */
final class JobControl implements JobContext {
    private enum State { RUNNING, PAUSED, CANCELLED }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile State state = State.RUNNING;
    private final AtomicReference<Progress> progress = new AtomicReference<>(Progress.NONE);

    @Override
    public void checkpoint() {
        if (state == State.RUNNING) {
            return;
        }
        lock.lock();
        try {
            while (state == State.PAUSED) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        if (state == State.CANCELLED) {
            throw new CancellationException("the job was cancelled");
        }
    }

    @Override
    public void progress(long done, long total) {
        // threads that count together may tell their counts in another order
        progress.updateAndGet(last -> last.total() == total && last.done() > done ? last : new Progress(done, total));
    }

    Progress progress() {
        return progress.get();
    }

    /** Makes a running job wait at its next checkpoint. */
    void pause() {
        change(State.RUNNING, State.PAUSED);
    }

    /** Lets a paused job go on. */
    void resume() {
        change(State.PAUSED, State.RUNNING);
    }

    /** Final: a cancelled job stays cancelled. */
    void cancel() {
        lock.lock();
        try {
            state = State.CANCELLED;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the job waits, or will at its next checkpoint. */
    boolean isPaused() {
        return state == State.PAUSED;
    }

    /** Whether the job ends, or will at its next checkpoint. */
    boolean isCancelled() {
        return state == State.CANCELLED;
    }

    private void change(State from, State to) {
        lock.lock();
        try {
            if (state == from) {
                state = to;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }
}
