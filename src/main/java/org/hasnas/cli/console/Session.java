package org.hasnas.cli.console;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hasnas.cli.console.CliEnvironment.Registration;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.Report.Form;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.jobs.JobHandle;
import org.jspecify.annotations.Nullable;

/** One call of the command line: its streams, and the workbench once a command asked for it. Used by one thread. */
public final class Session implements AutoCloseable {
    private static final long POLL_MILLIS = 100;

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

    /** Prints a report to standard output. */
    public void print(Report report, Form form) {
        switch (form) {
            case TEXT -> report.text(out);
            case JSON -> report.json().print(out, environment.version());
            case CSV -> {
                try {
                    report.csv(out);
                } catch (IOException e) {
                    throw new UncheckedIOException("a PrintStream keeps its failures to itself", e);
                }
            }
        }
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
        try (Registration _ = onInterrupt(() -> stopped.set(true))) {
            return compute(computation, stopped);
        }
    }

    /** Runs a computation: its progress is shown, and it ends with a {@link CancellationException} once {@code stopped} is set. */
    public <T> T compute(Computation<T> computation, AtomicBoolean stopped) throws HasnasException {
        ProgressDisplay display = progress();
        try {
            return computation.run(new JobContext() {
                @Override
                public void checkpoint() {
                    if (stopped.get()) {
                        throw new CancellationException("stopped");
                    }
                }

                @Override
                public void progress(long done, long total) {
                    display.show(done, total, done + "/" + total);
                }
            });
        } finally {
            display.clear();
        }
    }

    /**
     * Waits for the end of work in the background; the failure of work that failed is thrown.
     *
     * @param meanwhile called some times a second
     * @return the final progress
     */
    public static <P> P await(JobHandle<P> handle, Runnable meanwhile) throws HasnasException {
        CompletableFuture<P> completion = handle.completion().toCompletableFuture();
        while (true) {
            try {
                return completion.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                meanwhile.run();
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case HasnasException failure -> throw failure;
                    case RuntimeException bug -> throw bug;
                    case null, default -> throw new IllegalStateException("the work ended in an unexpected way", e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                handle.stop();
                throw new CancellationException("interrupted");
            }
        }
    }

    public Registration onInterrupt(Runnable action) {
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
