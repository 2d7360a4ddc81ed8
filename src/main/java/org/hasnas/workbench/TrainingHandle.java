package org.hasnas.workbench;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.hasnas.domain.training.EpochResult;
import org.hasnas.domain.training.TrainingSummary;

/** A training that runs in the background, or waits for its turn. All methods return at once and may be called by any thread. */
public interface TrainingHandle {
    /** The training as it was when this handle was made. */
    TrainingSummary training();

    TrainingProgress progress();

    /** Results of the epochs after the first {@code count}; pass 0 first, then the number received so far. */
    List<EpochResult> epochsSince(int count);

    void pause();

    void resume();

    /** Cancels; the epochs done are kept and the training can be continued. */
    void stop();

    /**
     * Completes when the training has ended and everything is stored: normally with the final progress (FINISHED or STOPPED), exceptionally
     * with a {@link org.hasnas.domain.error.HasnasException} if it FAILED, also because the loss diverged.
     */
    CompletionStage<TrainingProgress> completion();
}
