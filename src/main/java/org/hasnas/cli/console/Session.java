package org.hasnas.cli.console;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.hasnas.cli.console.CliEnvironment.Registration;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TableReport;
import org.hasnas.error.HasnasException;
import org.hasnas.error.PlainText;
import org.hasnas.job.JobEnd;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.workbench.Workbench;
import org.jspecify.annotations.Nullable;

/** One call of the command line: its streams, and the workbench once a command asked for it. Used by one thread. */
public final class Session implements AutoCloseable {
    private static final long POLL_MILLIS = 100;

    private final CliEnvironment environment;
    private final ResultStream out;
    private final PrintStream err;
    private @Nullable Workbench workbench;

    public Session(CliEnvironment environment, ResultStream out, PrintStream err) {
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

    /** Prints a report for people to standard output. */
    public void printText(Report report) {
        report.text(out);
    }

    /** Prints a report as one JSON document to standard output. */
    public void printJson(Report report) {
        report.json().print(out, environment.version());
    }

    /** Prints a report as CSV to standard output. */
    public void printTable(TableReport report) {
        try {
            report.csv(out);
        } catch (IOException e) {
            throw new UncheckedIOException("a PrintStream keeps its failures to itself", e);
        }
    }

    /** Notes: standard error. */
    public void note(String sentence) {
        out.flush();
        err.println(PlainText.escaped(sentence));
        err.flush();
    }

    public ProgressDisplay progress() {
        return new ProgressDisplay(err, environment.terminal(), System::nanoTime);
    }

    /** Waits for a job whose progress is shown; Ctrl-C cancels it. */
    public <R> R result(JobHandle<Progress, R> job) throws HasnasException {
        return result(job, progress -> progress);
    }

    /**
     * Waits for a job; Ctrl-C cancels it.
     *
     * @param shown what is shown of its progress
     * @throws CancellationException if it was cancelled
     */
    public <P, R> R result(JobHandle<P, R> job, Function<P, Progress> shown) throws HasnasException {
        ProgressDisplay display = progress();
        try {
            return await(job, () -> {
                Progress now = shown.apply(job.progress());
                if (now.total() > 0) {
                    display.show(now.done(), now.total(), now.done() + "/" + now.total());
                }
            }).orElseThrow(() -> new CancellationException("stopped"));
        } finally {
            display.clear();
        }
    }

    /**
     * Waits for the end of a job; Ctrl-C cancels it. The failure of one that failed is thrown.
     *
     * @param meanwhile called some times a second
     * @return the result; empty if the job was cancelled
     */
    public <R> Optional<R> await(JobHandle<?, R> job, Runnable meanwhile) throws HasnasException {
        CompletableFuture<JobEnd<R>> end = job.end().toCompletableFuture();
        try (Registration _ = environment.interrupts().onInterrupt(job::cancel)) {
            do {
                meanwhile.run();
            } while (!isDone(end));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            job.cancel();
            throw new CancellationException("interrupted");
        }
        return switch (end.join()) {
            case JobEnd.Finished<R>(R result) -> Optional.of(result);
            case JobEnd.Stopped<R> _ -> Optional.empty();
            case JobEnd.Failed<R>(Throwable cause) -> throw failure(cause);
        };
    }

    private static boolean isDone(CompletableFuture<?> end) throws InterruptedException {
        try {
            end.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("jobs end normally", e);
        }
    }

    private static HasnasException failure(Throwable cause) {
        return switch (cause) {
            case HasnasException failure -> failure;
            case RuntimeException bug -> throw bug;
            case Error error -> throw error;
            default -> throw new IllegalStateException("the job ended in an unexpected way", cause);
        };
    }

    @Override
    public void close() throws HasnasException {
        Workbench opened = workbench;
        if (opened != null) {
            opened.close();
        }
    }
}
