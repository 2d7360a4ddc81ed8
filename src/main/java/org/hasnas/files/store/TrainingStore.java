package org.hasnas.files.store;

import java.util.List;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.error.HasnasException;
import org.hasnas.job.RunStatus;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.training.model.EpochResult;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.training.model.TrainingSummary;

/** Trainings with the results of their epochs, and what was measured of candidates. Durable like {@link RunStore}. */
public interface TrainingStore {
    /** Stores a new training with status RUNNING and returns it. */
    TrainingSummary create(TrainingRequest request) throws HasnasException;

    /** Stores results of epochs; those of known epochs are replaced. */
    void putEpochs(long trainingId, List<EpochResult> epochs) throws HasnasException;

    /**
     * Sets the status. Whoever sets RUNNING or PAUSED owns the training from then on; one that another living process owns can't be taken.
     *
     * @param failure why it failed; empty otherwise
     */
    void setStatus(long trainingId, RunStatus status, String failure) throws HasnasException;

    /** All trainings, newest first. One marked RUNNING or PAUSED whose process is gone is INTERRUPTED. */
    List<TrainingSummary> list() throws HasnasException;

    /** One training; an error naming the known ones if there is none of this number. */
    TrainingSummary get(long trainingId) throws HasnasException;

    void addAccuracy(MeasuredAccuracy accuracy) throws HasnasException;

    /** All accuracies, oldest first. */
    List<MeasuredAccuracy> accuracies() throws HasnasException;

    /** Stores how often the layers of a trained candidate spike; those of an earlier training are replaced. */
    void putSpikeRates(String candidateHash, List<LayerRate> rates) throws HasnasException;

    /** Spike rates of a trained candidate in the order of its layers; empty if it was not trained. */
    List<LayerRate> spikeRates(String candidateHash) throws HasnasException;
}
