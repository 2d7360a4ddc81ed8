package org.hasnas.ui.chip;

import java.util.concurrent.CancellationException;
import org.hasnas.job.JobContext;

/** A measurement that can be cancelled and whose progress can be read, by any thread. */
final class MeasurementJob implements JobContext {
    private volatile boolean cancelled;
    private volatile double share;

    @Override
    public void checkpoint() {
        if (cancelled) {
            throw new CancellationException("the measurement was cancelled");
        }
    }

    @Override
    public void progress(long done, long total) {
        share = total > 0 ? (double) done / total : 0;
    }

    void cancel() {
        cancelled = true;
    }

    /** Part of the work that is done, 0 to 1. */
    double share() {
        return share;
    }
}
