package org.hasnas.checks.model;

import org.hasnas.data.model.DatasetReference;
import org.hasnas.network.Network;
import org.hasnas.training.model.TrainingSettings;

/**
 * Request to measure how accurate one network becomes when it is trained event-driven and, with the same schedule and seeds, with dense convolutions.
 *
 * @param settings of both; their seed is the first
 * @param seeds trainings of each kind, with seeds one after another
 * @param threads that a step may use
 */
public record TrainingComparison(DatasetReference dataset, Network network, TrainingSettings settings, int seeds, int threads) {
    public TrainingComparison {
        if (seeds < 1 || threads < 1) {
            throw new IllegalArgumentException("seeds and threads must be at least 1, were " + seeds + " and " + threads);
        }
    }
}
