package org.hasnas.checks.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hasnas.checks.model.TrainedAccuracies;
import org.hasnas.checks.model.TrainingComparison;
import org.hasnas.data.ImageSet;
import org.hasnas.data.LabelledDataset;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.simulation.dense.DenseThreads;
import org.hasnas.simulation.dense.DenseTrainingConvolutions;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.training.TrainingKernels;
import org.hasnas.training.HeldOutResult;
import org.hasnas.training.Teacher;
import org.hasnas.training.Trainer;
import org.hasnas.training.TrainingListener;
import org.hasnas.training.TrainingOutcome;
import org.hasnas.training.TrainingState;
import org.hasnas.training.model.TrainingHealth;
import org.hasnas.training.model.TrainingSettings;

/** Trains the same network event-driven and with dense convolutions, with the same schedule, images and seeds. */
public final class TrainedAccuracyRunner {
    private TrainedAccuracyRunner() {}

    /**
     * @param dataset whose images have the network's shape
     * @param workers threads of a step
     * @throws HasnasException if a training does not learn, or ND4J is not installed
     * @throws java.util.concurrent.CancellationException if the job is cancelled
     */
    public static TrainedAccuracies run(TrainingComparison comparison, LabelledDataset dataset, TrainingKernels kernels, Workers workers,
            JobContext job) throws HasnasException {
        DenseThreads.requireLibrary();
        boolean test = dataset.test().size() > 0;
        int images = 0;
        List<TrainedAccuracies.Pair> pairs = new ArrayList<>();
        try (DenseTrainingConvolutions library = new DenseTrainingConvolutions(comparison.threads())) {
            for (int index = 0; index < comparison.seeds(); index++) {
                TrainingSettings settings = comparison.settings().withSeed(comparison.settings().seed() + index);
                HeldOutResult eventDriven = train(comparison, settings, dataset, kernels, workers, Optional.empty(),
                        new Part(job, 2 * index, 2 * comparison.seeds(), settings.epochs()));
                HeldOutResult dense = train(comparison, settings, dataset, kernels, workers, Optional.of(library),
                        new Part(job, 2 * index + 1, 2 * comparison.seeds(), settings.epochs()));
                images = eventDriven.images();
                pairs.add(new TrainedAccuracies.Pair(settings.seed(), eventDriven.fraction(), dense.fraction()));
            }
        }
        return new TrainedAccuracies(images, test, pairs);
    }

    /**
     * Tells how much is done, over trainings of equal length.
     *
     * @param index of this one
     */
    record Part(JobContext job, int index, int trainings, int epochs) implements TrainingListener {
        @Override
        public void batchDone(int epoch, int batch, int batches, double loss, double accuracy) {
            job.progress((long) (index * epochs + epoch - 1) * batches + batch, (long) trainings * epochs * batches);
        }

        @Override
        public void epochDone(TrainingState state, TrainingHealth health, HeldOutResult validated) {}
    }

    private static HeldOutResult train(TrainingComparison comparison, TrainingSettings settings, LabelledDataset dataset, TrainingKernels kernels,
            Workers workers, Optional<DenseTrainingConvolutions> dense, Part part) throws HasnasException {
        Trainer trainer = trainer(comparison.network(), dataset.training(), settings, kernels, workers, dense, Optional.empty());
        return switch (trainer.run(Optional.empty(), part, part.job())) {
            case TrainingOutcome.Trained(TrainingState state) -> dataset.test().size() > 0 ? trainer.test(state.best(), dataset.test(), part.job())
                    : trainer.validate(state.best(), part.job());
            case TrainingOutcome.GivenUp(TrainingHealth health) ->
                    throw new HasnasException(ErrorCode.BAD_INPUT, "The training of seed " + settings.seed()
                            + (dense.isPresent() ? ", dense" : ", event-driven") + ", was given up: " + health.explanation() + ".");
        };
    }

    static Trainer trainer(Network network, ImageSet images, TrainingSettings settings, TrainingKernels kernels, Workers workers,
            Optional<DenseTrainingConvolutions> dense, Optional<Teacher> teacher) throws HasnasException {
        try {
            return new Trainer(network, images, settings, kernels, workers, dense, teacher);
        } catch (IllegalArgumentException refused) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "This network can't be trained: " + refused.getMessage() + ".", refused);
        }
    }
}
