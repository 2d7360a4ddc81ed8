package org.hasnas.cli.console;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hasnas.job.JobContext;

/** Shows how far a computation is, and ends it after Ctrl-C. */
public record DisplayedJob(ProgressDisplay display, AtomicBoolean stopped) implements JobContext {
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
}
