package org.hasnas.training.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How far a training is.
 *
 * @param training as it was when this process began with it
 * @param epochs results of the epochs that are stored
 * @param epoch the current one, from 1; 0 before the first
 * @param batch done of the current epoch
 * @param batches of an epoch; 0 if the training is done elsewhere
 * @param loss mean cross-entropy of the current epoch so far; NaN before the first batch
 * @param trainingAccuracy of the current epoch so far, as a fraction; NaN before the first batch
 * @param imagesPerSecond trained in this session, tests not counted; 0 while unknown
 * @param remaining estimate of the time left
 * @param health as the last epoch tells it
 * @param activeNeurons share of the neurons that were near their threshold at the last epoch's end, on validation images, see
 *     {@link org.hasnas.training.HeldOutResult}; NaN before the first that this process did
 */
public record TrainingProgress(TrainingSummary training, List<EpochResult> epochs, int epoch, int batch, int batches, double loss,
        double trainingAccuracy, double imagesPerSecond, Optional<Duration> remaining, TrainingHealth health, double activeNeurons) {
    public TrainingProgress {
        epochs = List.copyOf(epochs);
    }

    /** Epochs to be done. */
    public int planned() {
        return training.request().settings().epochs();
    }
}
