package org.hasnas.workbench.training;

import java.util.Locale;
import java.util.Optional;
import org.hasnas.data.ImageSet;
import org.hasnas.data.LabelledDataset;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.training.TrainingKernels;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.training.HeldOutResult;
import org.hasnas.training.Teacher;
import org.hasnas.training.Trainer;
import org.hasnas.training.TrainingListener;
import org.hasnas.training.TrainingOutcome;
import org.hasnas.training.TrainingState;
import org.hasnas.training.model.TrainingRequest;

/** A training in this process. */
record LocalTraining(Trainer trainer, ImageSet test) implements TrainingPlace {
    /** @throws HasnasException if the candidate can't be trained so */
    static LocalTraining of(TrainingRequest request, LabelledDataset dataset, TrainingKernels kernels, Workers workers, Optional<Teacher> teacher)
            throws HasnasException {
        try {
            return new LocalTraining(
                    new Trainer(request.network(), dataset.training(), request.settings(), kernels, workers, Optional.empty(), teacher),
                    dataset.test());
        } catch (IllegalArgumentException refused) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "Candidate " + request.architecture().text() + " can't be trained: "
                    + refused.getMessage() + ".", refused);
        } catch (OutOfMemoryError none) {
            throw new HasnasException(ErrorCode.BAD_INPUT, String.format(Locale.ROOT, "Training with batches of %d images needs more memory than the"
                    + " %.1f GB the program may use. Take smaller batches, or start with more: HASNAS_OPTS=-Xmx4g hasnas ...",
                    request.settings().batchSize(), Runtime.getRuntime().maxMemory() * 1e-9), none);
        }
    }

    @Override
    public TrainingState beginWith(Weights weights) {
        return trainer.beginWith(weights);
    }

    @Override
    public TrainingOutcome run(Optional<TrainingState> from, int until, TrainingListener listener, JobContext job) throws HasnasException {
        return trainer.run(from, until, listener, job);
    }

    @Override
    public HeldOutResult heldOut(Weights weights, JobContext job) {
        return test.size() > 0 ? trainer.test(weights, test, job) : trainer.validate(weights, job);
    }
}
