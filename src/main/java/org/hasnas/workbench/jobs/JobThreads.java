package org.hasnas.workbench.jobs;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Makes and ends the program's threads. Simulations run on platform threads, as many as asked for; short tasks that wait for files
 * run on virtual threads.
 */
public final class JobThreads implements AutoCloseable {
    private final ExecutorService background = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("background-", 0).factory());

    /** Runs short tasks that may block; each has its own thread. */
    public Executor background() {
        return background;
    }

    /** A pool of exactly {@code threads} threads; the caller closes it. */
    public ExecutorService workers(String name, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be >= 1, was " + threads);
        }
        return Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon(true).name(name + "-", 0).factory());
    }

    /** Starts the one thread that drives a job. */
    public void start(String name, Runnable job) {
        Thread.ofPlatform().daemon(true).name(name).start(job);
    }

    @Override
    public void close() {
        background.shutdown();
    }
}
