package org.hasnas.workbench.jobs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;

/**
 * Lets jobs work side by side as far as there are places for them, in the order in which they came. A paused one keeps its places; one that is
 * cancelled while it waits ends at once. Safe for any thread.
 */
public final class JobQueue {
    private final Jobs jobs;
    private final int places;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int taken;

    private record Waiting(Job<?, ?> job, int places) {}

    JobQueue(Jobs jobs, int places) {
        this.jobs = jobs;
        this.places = places;
    }

    /** Places in all. */
    public int places() {
        return places;
    }

    /**
     * Like {@link Jobs#start(String, Work, Function)}, when its turn has come.
     *
     * @param wanted places that it takes while it works; all, if it wants more
     */
    public <P, R> JobHandle<P, R> add(String name, int wanted, Work<R> work, Function<Progress, P> view) {
        Job<P, R> job = jobs.register(new Job<>(name, work, view, this::giveUp));
        synchronized (this) {
            waiting.add(new Waiting(job, Math.clamp(wanted, 1, places)));
        }
        callNext();
        return job;
    }

    private synchronized void callNext() {
        while (!waiting.isEmpty() && taken + waiting.element().places <= places) {
            Waiting next = waiting.remove();
            taken += next.places;
            jobs.run(next.job, () -> leave(next.places));
        }
    }

    private synchronized void leave(int freed) {
        taken -= freed;
        callNext();
    }

    private synchronized void giveUp(Job<?, ?> cancelled) {
        if (waiting.removeIf(candidate -> candidate.job == cancelled)) {
            jobs.run(cancelled, () -> {});
            callNext();
        }
    }
}
