package org.hasnas.search.evaluation;

import java.util.List;
import org.hasnas.network.Architecture;

/**
 * Port: cheap estimates by which an algorithm orders candidates before it computes their fitness. A pure function of the candidate, so that
 * nothing of it is stored; a run that is resumed computes it again.
 */
public interface CandidateScreen {
    /**
     * Estimates, the higher the better, in the order of the candidates; they can be compared with each other, not with a fitness.
     *
     * @throws java.util.concurrent.CancellationException if the job was cancelled
     */
    List<Double> estimates(List<Architecture> candidates);

    /** How many estimates cost about as much as one fitness. */
    double estimatesPerFitness();
}
