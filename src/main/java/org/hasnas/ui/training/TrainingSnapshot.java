package org.hasnas.ui.training;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.hasnas.job.RunStatus;
import org.hasnas.training.model.EpochResult;
import org.hasnas.training.model.TrainingHealth;

/**
 * A training at one moment.
 *
 * @param epoch the current one, from 1, or the last stored one; 0 before the first
 * @param doneShare of the current epoch, 0 to 1
 * @param loss of the current epoch so far; NaN where none is running
 * @param trainingAccuracy of the current epoch so far, as a fraction; NaN where none is running
 * @param epochs the results of the epochs that are stored
 * @param imagesPerSecond 0 while unknown
 * @param activeNeurons share of neurons near their threshold, see {@link org.hasnas.training.model.TrainingProgress}; NaN while unknown
 * @param failure why it failed; empty if it did not
 * @param health how well it goes, or went
 */
public record TrainingSnapshot(RunStatus stage, int epoch, double doneShare, double loss, double trainingAccuracy, List<EpochResult> epochs,
        double imagesPerSecond, double activeNeurons, Optional<Duration> remaining, Optional<String> failure, TrainingHealth health) {
    public TrainingSnapshot {
        epochs = List.copyOf(epochs);
    }

    /** Loss of the current epoch so far, else of the last stored one; empty before. */
    public OptionalDouble latestLoss() {
        return latest(loss, EpochResult::trainingLoss);
    }

    /** Training accuracy, as a fraction, of the current epoch so far, else of the last stored one; empty before. */
    public OptionalDouble latestTrainingAccuracy() {
        return latest(trainingAccuracy, EpochResult::trainingAccuracy);
    }

    private OptionalDouble latest(double running, ToDoubleFunction<EpochResult> stored) {
        return !Double.isNaN(running) ? OptionalDouble.of(running)
                : epochs.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(stored.applyAsDouble(epochs.getLast()));
    }

    /** Share of neurons near their threshold at the end of the last epoch; empty while unknown. */
    public OptionalDouble latestActiveNeurons() {
        return Double.isNaN(activeNeurons) ? OptionalDouble.empty() : OptionalDouble.of(activeNeurons);
    }

    /** The epoch with the highest validation accuracy, the last of equals; empty before the first. */
    public Optional<EpochResult> best() {
        return EpochResult.best(epochs);
    }
}
