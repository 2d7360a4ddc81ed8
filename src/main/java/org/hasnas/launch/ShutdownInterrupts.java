package org.hasnas.launch;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hasnas.cli.console.CliEnvironment.Interrupts;
import org.hasnas.cli.console.CliEnvironment.Registration;

/**
 * Ctrl-C and termination by signal, as a shutdown hook: it stops what runs and keeps the process alive until the command has printed its last
 * message, at most a few seconds. The JVM then ends with 128 plus the signal's number (130 for Ctrl-C).
 */
final class ShutdownInterrupts implements Interrupts {
    private static final long PATIENCE_SECONDS = 5;

    private final Set<Entry> entries = ConcurrentHashMap.newKeySet();
    private final CountDownLatch ended = new CountDownLatch(1);

    /** By identity: the same action may be registered twice. */
    private static final class Entry {
        private final Runnable action;

        Entry(Runnable action) {
            this.action = action;
        }
    }

    void install() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupt, "hasnas-interrupt"));
    }

    @Override
    public Registration onInterrupt(Runnable action) {
        Entry entry = new Entry(action);
        entries.add(entry);
        return () -> entries.remove(entry);
    }

    /** Called when the command has printed its last message. */
    void commandEnded() {
        ended.countDown();
    }

    /** Runs what is registered and waits for the end of the command; returns at once if nothing is. */
    void interrupt() {
        if (entries.isEmpty()) {
            return;
        }
        entries.forEach(entry -> entry.action.run());
        try {
            boolean inTime = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!inTime) {
                System.err.println("hasnas: ending without waiting any longer; every trial that was reported is stored.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
