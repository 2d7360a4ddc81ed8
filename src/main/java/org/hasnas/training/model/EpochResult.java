package org.hasnas.training.model;

/**
 * The results of an epoch.
 *
 * @param epoch from 1
 * @param trainingLoss mean cross-entropy of the epoch's batches, with dropout
 * @param trainingAccuracy right answers of the epoch's batches, with dropout, as a fraction
 * @param validationAccuracy right answers on the held-out part of the training images, as a fraction
 * @param seconds wall time
 */
public record EpochResult(int epoch, double trainingLoss, double trainingAccuracy, double validationAccuracy, double seconds) {}
