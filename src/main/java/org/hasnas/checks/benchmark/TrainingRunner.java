package org.hasnas.checks.benchmark;

import java.util.Optional;
import org.hasnas.checks.model.PassBenchmark;
import org.hasnas.checks.model.TrainingSpeed;
import org.hasnas.data.ImageSet;
import org.hasnas.job.JobContext;
import org.hasnas.simulation.dense.DenseTrainingConvolutions;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.training.TrainingKernels;
import org.hasnas.training.TimedSteps;
import org.hasnas.training.model.TrainingSettings;

/** Times steps of a training, event-driven and dense in turn, after steps that warm up. */
public final class TrainingRunner {
    private static final int WARM_UP = 2;

    private TrainingRunner() {}

    /**
     * @param images of the network's shape
     * @param workers threads of a step
     * @throws java.util.concurrent.CancellationException if the job is cancelled
     */
    public static TrainingSpeed run(PassBenchmark benchmark, ImageSet images, TrainingKernels kernels, Workers workers, JobContext job) {
        TrainingSettings settings = TrainingSettings.defaults(benchmark.dataset().format()).withBatchSize(benchmark.batchSize())
                .withSeed(benchmark.seed());
        try (DenseTrainingConvolutions library = new DenseTrainingConvolutions(benchmark.threads())) {
            long start = System.nanoTime();
            TimedSteps events = new TimedSteps(benchmark.network(), images, settings, kernels, workers, Optional.empty());
            double eventPreparation = (System.nanoTime() - start) * 1e-9;
            start = System.nanoTime();
            TimedSteps dense = new TimedSteps(benchmark.network(), images, settings, kernels, workers, Optional.of(library));
            double densePreparation = (System.nanoTime() - start) * 1e-9;
            double[] losses = new double[2];
            for (int step = 0; step < WARM_UP; step++) {
                events.step(job);
                dense.step(job);
            }
            PassStopwatch eventWatch = new PassStopwatch();
            PassStopwatch denseWatch = new PassStopwatch();
            for (int step = 0; step < benchmark.passes(); step++) {
                job.progress(step, benchmark.passes());
                eventWatch.time(() -> losses[0] = events.step(job));
                denseWatch.time(() -> losses[1] = dense.step(job));
            }
            long work = 3 * benchmark.multiplyAccumulatesPerPass(); // forward, gradients of weights, gradients of inputs
            return new TrainingSpeed(eventWatch.times(workers.count(), eventPreparation, work, 0),
                    denseWatch.times(workers.count(), densePreparation, work, 0), losses[0], losses[1]);
        }
    }
}
