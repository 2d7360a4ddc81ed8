package org.hasnas.search.evaluation;

import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.score.model.FitnessScore;

/** The training-free score of a network on the images of a run; expensive, pure, safe for any thread. */
@FunctionalInterface
public interface FitnessFunction {
    /** @throws java.util.concurrent.CancellationException if the job was cancelled */
    FitnessScore score(Network network, JobContext job);
}
