package org.hasnas.workbench;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.hasnas.domain.run.RunSummary;
import org.hasnas.domain.run.Trial;

/** A search that runs in the background. All methods return at once and may be called by any thread. */
public interface RunHandle {
    /** The run as it was when this handle was made. */
    RunSummary run();

    RunProgress progress();

    /**
     * The trials that were stored since, in the order in which they became known (not by index): pass 0 first, then the number of
     * trials received so far. Trials of before a resume come first.
     */
    List<Trial> trialsSince(int sequence);

    void pause();

    void resume();

    /** Cancels; takes effect in under 100 ms. The trials known so far are kept and the run can be continued. */
    void stop();

    /**
     * Completes when the run has ended and its last trial and status are stored: normally with the final progress (FINISHED or
     * STOPPED), exceptionally with a {@link org.hasnas.domain.error.HasnasException} if it FAILED.
     */
    CompletionStage<RunProgress> completion();
}
