package org.hasnas.workbench.training;

import java.nio.file.Path;
import java.util.Optional;
import org.hasnas.data.LabelledDataset;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.training.TrainingKernels;
import org.hasnas.training.Teacher;
import org.hasnas.training.TrainingListener;
import org.hasnas.training.TrainingOutcome;
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

    /** Trains a network that nothing is stored of. */
    public TrainingOutcome train(TrainingRequest request, Path folder, LabelledDataset dataset, TrainingListener listener, JobContext job)
            throws HasnasException {
        return of(request, folder, dataset, Optional.empty(), Workers.CALLER, job).run(Optional.empty(), request.settings().epochs(), listener, job);
    }

    /**
     * @param folder that the path of the data set may start from
     * @param teacher whom the network learns from
     * @param workers do it if it is done in this process
     */
    TrainingPlace of(TrainingRequest request, Path folder, LabelledDataset dataset, Optional<TrainedNetwork> teacher, Workers workers,
            JobContext job) throws HasnasException {
        Optional<Cluster> cluster = clusters.used();
        if (cluster.isPresent()) {
            return new ClusterTraining(request, clusters.share(cluster.get(), request.dataset(), folder, dataset), teacher, cluster.get());
        }
        Optional<Teacher> asked = teacher.isPresent() ? Optional.of(teacher.get().teacher(dataset, kernels(), workers, job)) : Optional.empty();
        return LocalTraining.of(request, dataset, kernels(), workers, asked);
    }

    /** Of this process. */
    TrainingKernels kernels() {
        return kernels.use().training();
    }
}
