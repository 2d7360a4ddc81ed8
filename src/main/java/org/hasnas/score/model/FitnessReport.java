package org.hasnas.score.model;

/**
 * A score and how long it took.
 *
 * @param seconds wall time, reading of images not counted
 */
public record FitnessReport(FitnessResult result, double seconds) {}
