package org.hasnas.ui.fx;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hasnas.job.JobContext;

/** Background work that can be given up, because its answer is no longer wanted. */
public final class Cancellation implements JobContext {
    private final AtomicBoolean cancelled = new AtomicBoolean();

    public void cancel() {
        cancelled.set(true);
    }

    public boolean isCancelled() {
        return cancelled.get();
    }

    @Override
    public void checkpoint() {
        if (cancelled.get()) {
            throw new CancellationException("no longer wanted");
        }
    }
}
