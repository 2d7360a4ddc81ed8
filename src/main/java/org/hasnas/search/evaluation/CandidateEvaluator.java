package org.hasnas.search.evaluation;

import java.util.List;
import java.util.function.Consumer;
import org.hasnas.job.JobContext;
import org.hasnas.search.model.Trial;

/** Port: evaluates candidates, here or elsewhere. */
public interface CandidateEvaluator {
    /** A proposal with its position in the run. */
    record Task(int index, Proposal proposal) {}

    /**
     * Evaluates all tasks, possibly in parallel, and returns when all are done. A candidate that can't be evaluated gives a
     * {@code Failed} outcome, not an exception.
     *
     * @param onTrial called once per task as soon as it is done, in any order, never by two threads at a time
     * @throws java.util.concurrent.CancellationException if the job was cancelled; trials not yet passed to {@code onTrial} are dropped
     */
    void evaluateAll(List<Task> tasks, Consumer<Trial> onTrial, JobContext job);
}
