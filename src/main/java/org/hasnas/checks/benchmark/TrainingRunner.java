package org.hasnas.checks.benchmark;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.hasnas.checks.model.PassBenchmark;
import org.hasnas.checks.model.TrainingPace;
import org.hasnas.checks.model.TrainingSpeed;
import org.hasnas.data.ImageSet;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.simulation.dense.DenseThreads;
import org.hasnas.simulation.dense.DenseTrainingConvolutions;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.training.SameConvolution;
import org.hasnas.simulation.kernel.training.TrainingKernels;
import org.hasnas.training.TimedSteps;
import org.hasnas.training.model.TrainingSettings;

/** Times steps of a training, after steps that warm up. */
public final class TrainingRunner {
    private static final int WARM_UP = 2;
    /** Runs of the loop of multiply-adds, some milliseconds each: the best is what the machine does when it does nothing else. */
    private static final int LIMIT_RUNS = 50;
    private static final int LIMIT_ROUNDS = 1_000_000;
    private static final String REST = "rest";

    private TrainingRunner() {}

    /**
     * Times event-driven steps, and others by kind of work on one thread.
     *
     * @param images of the network's shape
     * @param warmUp steps before those that are timed
     * @param workers threads of a timed step
     * @throws java.util.concurrent.CancellationException if the job is cancelled
     */
    public static TrainingPace pace(PassBenchmark benchmark, int warmUp, ImageSet images, TrainingKernels kernels, Workers workers, JobContext job) {
        long start = System.nanoTime();
        TimedSteps steps = new TimedSteps(benchmark.network(), images, settings(benchmark), kernels, workers, Optional.empty());
        double preparation = (System.nanoTime() - start) * 1e-9;
        double[] loss = {steps.step(job)};
        TrainingPace.FirstStep first = new TrainingPace.FirstStep(ManagementFactory.getRuntimeMXBean().getUptime() * 1e-3,
                PassStopwatch.processCpuSeconds());
        for (int step = 1; step < warmUp; step++) {
            job.progress(step, warmUp + benchmark.passes());
            steps.step(job);
        }
        PassStopwatch watch = new PassStopwatch();
        for (int step = 0; step < benchmark.passes(); step++) {
            job.progress(warmUp + step, warmUp + benchmark.passes());
            watch.time(() -> loss[0] = steps.step(job));
        }
        TimedKernels timed = new TimedKernels(kernels);
        TimedSteps parts = new TimedSteps(benchmark.network(), images, settings(benchmark), timed, Workers.CALLER, Optional.empty());
        for (int step = 0; step < warmUp; step++) {
            parts.step(job);
        }
        timed.restart();
        start = System.nanoTime();
        for (int step = 0; step < benchmark.passes(); step++) {
            parts.step(job);
        }
        double all = (System.nanoTime() - start) * 1e-9;
        WorkTimes work = timed.times();
        work.add(REST, Math.max(0, all - work.sum()));
        return new TrainingPace(watch.times(workers.count(), preparation, multiplyAccumulates(benchmark), 0), work.totals(),
                multiplyAddsPerSecond(kernels), first, loss[0]);
    }

    private static double multiplyAddsPerSecond(TrainingKernels kernels) {
        float[] sums = new float[SameConvolution.LANES];
        double most = 0;
        for (int run = 0; run < LIMIT_RUNS; run++) {
            long start = System.nanoTime();
            long done = kernels.multiplyAdds(LIMIT_ROUNDS, sums);
            most = Math.max(most, done / ((System.nanoTime() - start) * 1e-9));
        }
        return most;
    }

    private static TrainingSettings settings(PassBenchmark benchmark) {
        return TrainingSettings.defaults(benchmark.dataset().format()).withBatchSize(benchmark.batchSize()).withSeed(benchmark.seed());
    }

    /** Forward, gradients of weights, gradients of inputs. */
    private static long multiplyAccumulates(PassBenchmark benchmark) {
        return 3 * benchmark.multiplyAccumulatesPerPass();
    }

    /**
     * Times steps event-driven and dense, in turn.
     *
     * @param images of the network's shape
     * @param workers threads of a step
     * @throws HasnasException if ND4J is not installed
     * @throws java.util.concurrent.CancellationException if the job is cancelled
     */
    public static TrainingSpeed run(PassBenchmark benchmark, ImageSet images, TrainingKernels kernels, Workers workers, JobContext job)
            throws HasnasException {
        DenseThreads.requireLibrary();
        TrainingSettings settings = settings(benchmark);
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
            long work = multiplyAccumulates(benchmark);
            return new TrainingSpeed(eventWatch.times(workers.count(), eventPreparation, work, 0),
                    denseWatch.times(workers.count(), densePreparation, work, 0), losses[0], losses[1]);
        }
    }
}
