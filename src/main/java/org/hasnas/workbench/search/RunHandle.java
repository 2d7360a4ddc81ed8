package org.hasnas.workbench.search;

import java.util.List;
import org.hasnas.search.model.RunProgress;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.Trial;
import org.hasnas.workbench.jobs.JobHandle;

/** A search that runs in the background. */
public interface RunHandle extends JobHandle<RunProgress> {
    /** The run as it was when this handle was made. */
    RunSummary run();

    /**
     * The trials that were stored since, in the order in which they became known (not by index): pass 0 first, then the number of
     * trials received so far. Trials of before a resume come first.
     */
    List<Trial> trialsSince(int sequence);
}
