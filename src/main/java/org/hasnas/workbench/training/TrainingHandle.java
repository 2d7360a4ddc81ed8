package org.hasnas.workbench.training;

import java.util.List;
import org.hasnas.training.model.EpochResult;
import org.hasnas.training.model.TrainingProgress;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.workbench.jobs.JobHandle;

/** A training that runs in the background, or waits for its turn. It fails, too, if the loss diverges. */
public interface TrainingHandle extends JobHandle<TrainingProgress> {
    /** The training as it was when this handle was made. */
    TrainingSummary training();

    /** Results of the epochs after the first {@code count}; pass 0 first, then the number received so far. */
    List<EpochResult> epochsSince(int count);
}
