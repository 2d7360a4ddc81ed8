package org.hasnas.checks.model;

import java.util.List;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;

/**
 * Request to compare search algorithms on one task.
 *
 * @param task data, template, space, chip, limits, fitness and budget; its algorithm is not used, its seed is the first
 * @param algorithms to compare
 * @param seeds runs of each algorithm, with following seeds
 * @param publishedDraws draws of SNASNet's generator whose time is measured at its published protocol (5000 candidates, two batches of 256),
 *     0 for no comparison with it
 * @param threads evaluations at a time
 */
public record AlgorithmComparison(SearchRequest task, List<SearchAlgorithmId> algorithms, int seeds, int publishedDraws, int threads) {
    public AlgorithmComparison {
        algorithms = List.copyOf(algorithms);
        if (algorithms.isEmpty() || seeds < 1 || publishedDraws < 0 || threads < 1) {
            throw new IllegalArgumentException("need an algorithm, a seed and a thread, was " + algorithms + ", " + seeds + ", " + threads);
        }
    }
}
