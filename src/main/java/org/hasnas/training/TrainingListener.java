package org.hasnas.training;

import org.hasnas.error.HasnasException;
import org.hasnas.training.model.TrainingHealth;

/** Receives the progress of a training. Called by the thread that trains. */
public interface TrainingListener {
    /** A listener that does nothing. */
    TrainingListener NONE = new TrainingListener() {
        @Override
        public void batchDone(int epoch, int batch, int batches, double loss, double accuracy) {}

        @Override
        public void epochDone(TrainingState state, TrainingHealth health, HeldOutResult validated) {}
    };

    /**
     * After every batch; of a training that is done elsewhere, when it begins with an epoch there.
     *
     * @param epoch from 1
     * @param batch from 1; 0 like {@code batches} if the training is done elsewhere
     * @param loss mean of the epoch so far; NaN like {@code accuracy} if the training is done elsewhere
     * @param accuracy of the epoch so far, as a fraction
     */
    void batchDone(int epoch, int batch, int batches, double loss, double accuracy);

    /**
     * After every epoch, or after some that were done elsewhere; the training goes on when this returns.
     *
     * @param state after the last one
     * @param health how well it goes
     * @param validated the network of the last epoch on the validation images
     */
    void epochDone(TrainingState state, TrainingHealth health, HeldOutResult validated) throws HasnasException;
}
