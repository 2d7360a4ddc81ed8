package org.hasnas.cli.console;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.workbench.Workbench;
import org.jspecify.annotations.Nullable;

/** One call of the command line: its streams, and the workbench once a command asked for it. Used by one thread. */
public final class Session implements AutoCloseable {
    private final CliEnvironment environment;
    private final PrintStream out;
    private final PrintStream err;
    private @Nullable Workbench workbench;

    public Session(CliEnvironment environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    public CliEnvironment environment() {
        return environment;
    }

    public Workbench workbench() throws HasnasException {
        Workbench opened = workbench;
        if (opened == null) {
            opened = environment.workbench().open();
            workbench = opened;
        }
        return opened;
    }

    /** An absolute path for what the user wrote. */
    public Path resolve(Path path) {
        return environment.workingFolder().resolve(path).normalize();
    }

    /** Results: standard output. */
    public PrintStream out() {
        return out;
    }

    /** Notes: standard error. */
    public void note(String sentence) {
        err.println(sentence);
        err.flush();
    }

    public ProgressDisplay progress() {
        return new ProgressDisplay(err, environment.terminal(), System::nanoTime);
    }

    /** What takes a while. */
    @FunctionalInterface
    public interface Computation<T> {
        T run(JobContext job) throws HasnasException;
    }

    /** Runs a computation: its progress is shown, and Ctrl-C ends it with a {@link CancellationException}. */
    public <T> T compute(Computation<T> computation) throws HasnasException {
        AtomicBoolean stopped = new AtomicBoolean();
        ProgressDisplay display = progress();
        try (Interrupts.Registration _ = onInterrupt(() -> stopped.set(true))) {
            return computation.run(new DisplayedJob(display, stopped));
        } finally {
            display.clear();
        }
    }

    /** A JSON document to print, with nothing but its head yet. */
    public JsonDocument document(String kind, int version) {
        return JsonDocument.of(kind, version, environment.version());
    }

    public Interrupts.Registration onInterrupt(Runnable action) {
        return environment.interrupts().onInterrupt(action);
    }

    @Override
    public void close() throws HasnasException {
        Workbench opened = workbench;
        if (opened != null) {
            opened.close();
        }
    }
}
