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

    /**
     * Runs what is waiting, and what that adds.
     *
     * @return whether there was anything
     */
    public boolean drain() {
        boolean any = !waiting.isEmpty();
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
        }
        return any;
    }
}
