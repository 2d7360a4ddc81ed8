package org.hasnas.workbench.training;

import java.util.Optional;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.training.HeldOutResult;
import org.hasnas.training.TrainingListener;
import org.hasnas.training.TrainingOutcome;
import org.hasnas.training.TrainingState;

/** Where the arithmetic of one training is done. The bits are the same everywhere. */
sealed interface TrainingPlace permits LocalTraining, ClusterTraining {
    /** A training that has done no epoch and begins with given weights. */
    TrainingState beginWith(Weights weights) throws HasnasException;

    /**
     * Trains from the start, or goes on, until an epoch; see {@link org.hasnas.training.Trainer#run(Optional, int, TrainingListener, JobContext)}.
     *
     * @param listener called by the thread that calls
     */
    TrainingOutcome run(Optional<TrainingState> from, int until, TrainingListener listener, JobContext job) throws HasnasException;

    /** What weights reach on the test images; on the validation images if the data set has none. */
    HeldOutResult heldOut(Weights weights, JobContext job) throws HasnasException;
}
