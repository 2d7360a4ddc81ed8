package org.hasnas.search.evaluation;

import java.util.Optional;
import java.util.function.Predicate;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.search.model.SearchRequest;

/**
 * What an algorithm works on. All of it is a function of the request, so that equal requests lead to equal candidates.
 *
 * @param costs what candidates cost; asking is free
 * @param screen cheap estimates of the fitness; empty if there are none
 * @param admissible canonical forms that may be asked; a search in a table of known networks is restricted to these
 * @param job to be cancelled by
 */
public record SearchProblem(SearchRequest request, CandidateCosts costs, Optional<CandidateScreen> screen, Predicate<Architecture> admissible,
        JobContext job) {

    /** Every architecture of the space is admissible. */
    public SearchProblem(SearchRequest request, CandidateCosts costs, Optional<CandidateScreen> screen, JobContext job) {
        this(request, costs, screen, candidate -> true, job);
    }
}
