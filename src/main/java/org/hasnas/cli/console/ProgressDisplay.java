package org.hasnas.cli.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Shows how far something is: one line that is redrawn on a terminal, else a plain line every few seconds. Safe for use by several
 * threads.
 */
public final class ProgressDisplay {
    private static final long TERMINAL_INTERVAL_NANOS = 100_000_000L;
    private static final long PLAIN_INTERVAL_NANOS = 5_000_000_000L;
    private static final int BAR_WIDTH = 16;

    private final PrintStream err;
    private final boolean terminal;
    private final LongSupplier nanoClock;
    private final long started;
    private long lastShown;
    private int lineLength;

    /** @param nanoClock such as {@code System::nanoTime} */
    ProgressDisplay(PrintStream err, boolean terminal, LongSupplier nanoClock) {
        this.err = err;
        this.terminal = terminal;
        this.nanoClock = nanoClock;
        this.started = nanoClock.getAsLong();
        this.lastShown = started - (terminal ? TERMINAL_INTERVAL_NANOS : 0);
    }

    /** Shows {@code done} of {@code total}, unless something was shown a moment ago. */
    public synchronized void show(long done, long total, String text) {
        long now = nanoClock.getAsLong();
        if (now - lastShown < (terminal ? TERMINAL_INTERVAL_NANOS : PLAIN_INTERVAL_NANOS)) {
            return;
        }
        lastShown = now;
        if (terminal) {
            String line = bar(done, total) + " " + text;
            err.print("\r" + line + " ".repeat(Math.max(0, lineLength - line.length())));
            lineLength = line.length();
        } else {
            err.println(text);
        }
        err.flush();
    }

    /** Removes the redrawn line, so that other text can follow. */
    public synchronized void clear() {
        if (lineLength > 0) {
            err.print("\r" + " ".repeat(lineLength) + "\r");
            err.flush();
            lineLength = 0;
        }
    }

    /** The time that is left, for the end of a line. */
    public static String left(Duration time) {
        return (time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s") + " left";
    }

    public double elapsedSeconds() {
        return (nanoClock.getAsLong() - started) * 1e-9;
    }

    private static String bar(long done, long total) {
        int filled = total <= 0 ? 0 : Math.clamp(BAR_WIDTH * done / total, 0, BAR_WIDTH);
        return "[" + "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled) + "]";
    }
}
