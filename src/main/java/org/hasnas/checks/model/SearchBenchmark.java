package org.hasnas.checks.model;

import org.hasnas.data.model.DatasetReference;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.SearchSpace;
import org.hasnas.score.model.FitnessSettings;

/**
 * Request to measure how many candidates per second a search evaluates: draws of SNASNet's reference generator, each with cost and fitness.
 *
 * @param draws candidates, equal ones counted
 * @param threads candidates evaluated at a time
 */
public record SearchBenchmark(DatasetReference dataset, NetworkTemplate template, SearchSpace space, FitnessSettings fitness, int draws,
        int threads, long seed) {
    public SearchBenchmark {
        if (draws < 1 || threads < 1) {
            throw new IllegalArgumentException("draws and threads must be at least 1, were " + draws + " and " + threads);
        }
    }
}
