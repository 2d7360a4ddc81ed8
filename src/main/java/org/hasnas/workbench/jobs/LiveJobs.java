package org.hasnas.workbench.jobs;

import java.util.ArrayList;
import java.util.List;

/** The searches and trainings that run in this process or wait for their turn. Safe for any thread. */
public final class LiveJobs {
    private final List<LocalJob<?>> jobs = new ArrayList<>();

    public synchronized void add(List<? extends LocalJob<?>> started) {
        jobs.removeIf(LocalJob::isEnded);
        jobs.addAll(started);
    }

    private synchronized List<LocalJob<?>> all() {
        return List.copyOf(jobs);
    }

    /** Stops all and waits until what they did is stored. */
    public void end() {
        List<LocalJob<?>> ending = all();
        ending.forEach(LocalJob::stop);
        ending.forEach(LocalJob::awaitEnd);
    }
}
