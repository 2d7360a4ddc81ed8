package org.hasnas.workbench.jobs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;

/**
 * Lets jobs work a few at a time, in the order in which they came. A paused one keeps its place; one that is cancelled while it waits ends at
 * once. Safe for any thread.
 */
public final class JobQueue {
    private final Jobs jobs;
    private final int places;
    private final Deque<Job<?, ?>> waiting = new ArrayDeque<>();
    private int working;

    JobQueue(Jobs jobs, int places) {
        this.jobs = jobs;
        this.places = places;
    }

    /** Like {@link Jobs#start(String, Work, Function)}, when its turn has come. */
    public <P, R> JobHandle<P, R> add(String name, Work<R> work, Function<Progress, P> view) {
        Job<P, R> job = jobs.register(new Job<>(name, work, view, this::giveUp));
        synchronized (this) {
            waiting.add(job);
        }
        callNext();
        return job;
    }

    private synchronized void callNext() {
        while (working < places && !waiting.isEmpty()) {
            working++;
            jobs.run(waiting.remove(), this::leave);
        }
    }

    private synchronized void leave() {
        working--;
        callNext();
    }

    private synchronized void giveUp(Job<?, ?> cancelled) {
        if (waiting.remove(cancelled)) {
            jobs.run(cancelled, () -> {});
        }
    }
}
