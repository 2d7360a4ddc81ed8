package org.hasnas.ui;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/** Stands for the thread of the window: keeps what is to run until a test runs it. */
public final class ManualExecutor implements Executor {
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    @Override
    public void execute(Runnable command) {
        waiting.add(command);
    }

    /** Runs what is waiting, and what that adds. */
    public void drain() {
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
        }
    }
}
