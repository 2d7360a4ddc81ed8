package org.hasnas.checks.model;

import java.util.List;

/**
 * Accuracies on held-out images after trainings event-driven and dense, of equal seeds.
 *
 * @param images held out
 * @param test whether they are the data set's test images; if not, they are the validation images
 */
public record TrainedAccuracies(int images, boolean test, List<Pair> pairs) {
    public TrainedAccuracies {
        pairs = List.copyOf(pairs);
    }

    /**
     * Two trainings that differ in the convolutions alone; rounding makes them drift apart.
     *
     * @param eventDriven accuracy as a fraction
     * @param dense accuracy as a fraction
     */
    public record Pair(long seed, double eventDriven, double dense) {}

    public double meanEventDriven() {
        return pairs.stream().mapToDouble(Pair::eventDriven).average().orElse(Double.NaN);
    }

    public double meanDense() {
        return pairs.stream().mapToDouble(Pair::dense).average().orElse(Double.NaN);
    }
}
