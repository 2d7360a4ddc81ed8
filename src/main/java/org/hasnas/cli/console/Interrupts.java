package org.hasnas.cli.console;

/** Port to Ctrl-C and its relatives. */
@FunctionalInterface
public interface Interrupts {
    /**
     * Runs {@code action}, in a foreign thread, when the user interrupts the program. The process then waits a moment for the command
     * to end by itself.
     */
    Registration onInterrupt(Runnable action);

    /** Closed as soon as there is nothing left to stop. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
