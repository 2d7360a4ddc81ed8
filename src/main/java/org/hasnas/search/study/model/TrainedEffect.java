package org.hasnas.search.study.model;

/**
 * Accuracies of shared candidates after a short training in a template, on held-out training images.
 *
 * @param accuracy as a fraction
 * @param change against the template as it is, over the same candidates
 */
public record TrainedEffect(Interval accuracy, Interval change) {
    public static final TrainedEffect NONE = new TrainedEffect(Interval.NONE, Interval.NONE);
}
