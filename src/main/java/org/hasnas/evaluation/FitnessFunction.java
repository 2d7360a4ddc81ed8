package org.hasnas.evaluation;

import org.hasnas.domain.architecture.Network;
import org.hasnas.domain.run.FitnessScore;
import org.hasnas.job.JobContext;

/** The training-free score of a network on the images of a run; dear, pure, safe for any thread. */
@FunctionalInterface
public interface FitnessFunction {
    /** @throws java.util.concurrent.CancellationException if the job was cancelled */
    FitnessScore score(Network network, JobContext job);
}
