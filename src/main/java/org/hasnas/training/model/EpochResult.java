package org.hasnas.training.model;

import java.util.List;
import java.util.Optional;

/**
 * The results of an epoch.
 *
 * @param epoch from 1
 * @param trainingLoss mean cross-entropy of the epoch's batches, with dropout
 * @param trainingAccuracy right answers of the epoch's batches, with dropout, as a fraction
 * @param validationAccuracy right answers on the held-out part of the training images, as a fraction
 * @param seconds wall time
 */
public record EpochResult(int epoch, double trainingLoss, double trainingAccuracy, double validationAccuracy, double seconds) {
    /** The epoch with the highest validation accuracy, the last of equals; empty of none. */
    public static Optional<EpochResult> best(List<EpochResult> epochs) {
        return epochs.stream().reduce((a, b) -> b.validationAccuracy() >= a.validationAccuracy() ? b : a);
    }
}
