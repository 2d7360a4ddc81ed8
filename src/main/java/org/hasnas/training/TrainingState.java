package org.hasnas.training;

import java.util.List;
import java.util.Map;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.training.model.EpochResult;

/**
 * A training between two epochs: all that is needed to go on to the same bits.
 *
 * @param epochs results of the epochs done
 * @param weights now
 * @param best the weights to keep so far: of the epoch with the highest validation accuracy, or of the last, as the settings say
 * @param bestEpoch their epoch, from 1
 * @param optimizer the optimiser's arrays
 */
public record TrainingState(List<EpochResult> epochs, Weights weights, Weights best, int bestEpoch, Map<String, float[][]> optimizer) {
    public TrainingState {
        epochs = List.copyOf(epochs);
    }
}
