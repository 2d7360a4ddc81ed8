package org.hasnas.workbench.training;

import org.hasnas.data.LabelledDataset;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.training.TrainingKernels;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.training.Teacher;
import org.hasnas.training.model.TrainingRequest;

/** A network and the weights that its training kept. */
record TrainedNetwork(TrainingRequest request, Weights weights) {
    /** What it says of all training images. */
    Teacher teacher(LabelledDataset dataset, TrainingKernels kernels, Workers workers, JobContext job) throws HasnasException {
        try {
            return Teacher.of(request.network(), weights, dataset.training(), kernels, workers, job);
        } catch (IllegalArgumentException refused) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "This network can't be a teacher: " + refused.getMessage() + ".", refused);
        }
    }
}
