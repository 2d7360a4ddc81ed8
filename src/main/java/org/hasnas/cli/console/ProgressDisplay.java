package org.hasnas.cli.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.hasnas.error.PlainText;

/**
 * Shows how far something is: lines that are redrawn on a terminal, else plain lines every few seconds, and less often the longer it takes. Safe for
 * use by several threads.
 */
public final class ProgressDisplay {
    private static final long TERMINAL_INTERVAL_NANOS = 100_000_000L;
    private static final long PLAIN_INTERVAL_NANOS = 5_000_000_000L;
    private static final long LONGEST_PLAIN_INTERVAL_NANOS = 60_000_000_000L;
    /** Plain lines of each interval, before it is doubled. */
    private static final int PLAIN_REPEATS = 12;
    private static final int BAR_WIDTH = 16;

    private final PrintStream err;
    private final boolean terminal;
    private final LongSupplier nanoClock;
    private final long started;
    private long interval;
    private int shownInInterval;
    private long lastShown;
    private List<String> drawn = List.of();

    /**
     * Work that has a line of its own.
     *
     * @param share of it that is done, 0 to 1
     * @param text behind the bar
     */
    public record Line(double share, String text) {}

    /** @param nanoClock such as {@code System::nanoTime} */
    ProgressDisplay(PrintStream err, boolean terminal, LongSupplier nanoClock) {
        this.err = err;
        this.terminal = terminal;
        this.nanoClock = nanoClock;
        this.started = nanoClock.getAsLong();
        this.interval = terminal ? TERMINAL_INTERVAL_NANOS : PLAIN_INTERVAL_NANOS;
        this.lastShown = started - (terminal ? TERMINAL_INTERVAL_NANOS : 0);
    }

    /** Shows {@code done} of {@code total}, unless something was shown a moment ago. */
    public void show(long done, long total, String text) {
        show(List.of(new Line(total <= 0 ? 0 : (double) done / total, text)));
    }

    /** Shows work that goes on side by side, each on its line, unless something was shown a moment ago. */
    public synchronized void show(List<Line> lines) {
        long now = nanoClock.getAsLong();
        if (now - lastShown < interval) {
            return;
        }
        lastShown = now;
        if (terminal) {
            redraw(lines.stream().map(line -> bar(line.share()) + " " + PlainText.escaped(line.text())).toList());
        } else {
            lines.forEach(line -> err.println(PlainText.escaped(line.text())));
            if (++shownInInterval == PLAIN_REPEATS) {
                shownInInterval = 0;
                interval = Math.min(2 * interval, LONGEST_PLAIN_INTERVAL_NANOS);
            }
        }
        err.flush();
    }

    /** Removes the redrawn lines, so that other text can follow. */
    public synchronized void clear() {
        if (!drawn.isEmpty()) {
            redraw(drawn.stream().map(_ -> "").toList());
            err.print(toFirstLine(drawn.size()));
            err.flush();
            drawn = List.of();
        }
    }

    /** Draws over what was drawn; lines that are no longer there become empty. */
    private void redraw(List<String> lines) {
        StringBuilder text = new StringBuilder(toFirstLine(drawn.size()));
        List<String> now = new ArrayList<>(lines);
        while (now.size() < drawn.size()) {
            now.add("");
        }
        for (int i = 0; i < now.size(); i++) {
            int before = i < drawn.size() ? drawn.get(i).length() : 0;
            text.append(i == 0 ? "" : System.lineSeparator()).append(now.get(i)).append(" ".repeat(Math.max(0, before - now.get(i).length())));
        }
        err.print(text);
        drawn = now;
    }

    /** From the end of the last of so many lines: the escape sequence that goes up is understood by all terminals of today. */
    private static String toFirstLine(int lines) {
        return lines > 1 ? "\r\u001b[" + (lines - 1) + "A" : "\r";
    }

    /** The time that is left, for the end of a line. */
    public static String left(Duration time) {
        return (time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s") + " left";
    }

    public double elapsedSeconds() {
        return (nanoClock.getAsLong() - started) * 1e-9;
    }

    private static String bar(double share) {
        int filled = (int) Math.clamp(BAR_WIDTH * share, 0, BAR_WIDTH);
        return "[" + "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled) + "]";
    }
}
