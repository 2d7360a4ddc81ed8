package org.hasnas.workbench.search;

import java.util.concurrent.TimeUnit;

/** Minutes that a run has worked: wall time without pauses, and what it had worked before this process. Safe for any thread. */
final class WorkClock {
    private static final double NANOS_PER_MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final double before;
    private long nanos;
    private long since = System.nanoTime();
    private boolean running = true;

    /** Runs from now on. */
    WorkClock(double minutesBefore) {
        this.before = minutesBefore;
    }

    synchronized double minutes() {
        return before + (nanos + (running ? System.nanoTime() - since : 0)) / NANOS_PER_MINUTE;
    }

    synchronized void pause() {
        if (running) {
            nanos += System.nanoTime() - since;
            running = false;
        }
    }

    synchronized void resume() {
        if (!running) {
            since = System.nanoTime();
            running = true;
        }
    }
}
