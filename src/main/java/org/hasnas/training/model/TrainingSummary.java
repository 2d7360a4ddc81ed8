package org.hasnas.training.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hasnas.job.RunStatus;
import org.hasnas.simulation.model.LayerRate;

/**
 * A stored training.
 *
 * @param id number in the project
 * @param candidateHash 64 hexadecimal digits, the candidate's one name
 * @param epochs results of the epochs that are stored
 * @param failure why it failed, as a sentence
 * @param programVersion of the program that began it
 */
public record TrainingSummary(long id, String candidateHash, TrainingRequest request, RunStatus status, Instant started, List<EpochResult> epochs,
        Optional<String> failure, String programVersion) {
    public TrainingSummary {
        epochs = List.copyOf(epochs);
    }

    /** The epoch whose weights are kept, as the settings say; empty before the first. */
    public Optional<EpochResult> kept() {
        return switch (request.settings().keep()) {
            case BEST -> best();
            case LAST -> epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.getLast());
        };
    }

    /** The epoch with the highest validation accuracy, the last of equals; empty before the first. */
    public Optional<EpochResult> best() {
        return EpochResult.best(epochs);
    }

    /**
     * How well it goes, or went.
     *
     * @param rates how often its LIF layers spike on held-out images; empty if unknown
     */
    public TrainingHealth health(List<LayerRate> rates) {
        return TrainingHealth.of(request.settings(), request.template().classes(), epochs, rates);
    }
}
