package org.hasnas.checks.model;

import java.util.Optional;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.Trial;

/**
 * The result of one search and the time it took.
 *
 * @param evaluations fitness evaluations
 * @param feasible of these, within the limits
 * @param best the best feasible trial; empty if there is none
 * @param seconds wall time
 * @param cpuSeconds CPU time of the whole process
 */
public record AlgorithmRun(SearchAlgorithmId algorithm, long seed, int evaluations, int feasible, Optional<Trial> best, double seconds,
        double cpuSeconds) {}
