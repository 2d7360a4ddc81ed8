package org.hasnas.workbench.training;

import java.util.Optional;
import org.hasnas.data.LabelledDataset;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.training.TrainingKernels;
import org.hasnas.training.Teacher;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.workbench.cluster.Cluster;
import org.hasnas.workbench.cluster.Clusters;
import org.hasnas.workbench.jobs.JobKernels;

/** Chooses where trainings are done. */
public final class TrainingPlaces {
    private final JobKernels kernels;
    private final Clusters clusters;

    public TrainingPlaces(JobKernels kernels, Clusters clusters) {
        this.kernels = kernels;
        this.clusters = clusters;
    }

    /** Asks the network that a training learns from. */
    @FunctionalInterface
    interface Teaching {
        Optional<Teacher> teacher() throws HasnasException;
    }

    /** @param workers do it if it is done in this process */
    TrainingPlace of(TrainingRequest request, LabelledDataset dataset, Teaching teaching, Workers workers) throws HasnasException {
        Optional<Cluster> cluster = clusters.used();
        if (cluster.isEmpty()) {
            return LocalTraining.of(request, dataset, kernels(), workers, teaching.teacher());
        }
        if (request.settings().recipe().hasTeacher()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "A training that learns from a teacher is not done on a cluster. Leave out --on, or the"
                    + " teacher.");
        }
        return new ClusterTraining(request, dataset, cluster.get());
    }

    /** Of this process. */
    TrainingKernels kernels() {
        return kernels.use().training();
    }
}
