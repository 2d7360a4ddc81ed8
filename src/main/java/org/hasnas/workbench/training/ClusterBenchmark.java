package org.hasnas.workbench.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.hasnas.checks.model.ClusterScale;
import org.hasnas.data.LabelledDataset;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.training.TrainingKernels;
import org.hasnas.simulation.weights.RandomByIdentity;
import org.hasnas.training.TrainingListener;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.workbench.cluster.Cluster;
import org.hasnas.workbench.cluster.Shared;
import org.hasnas.workbench.cluster.SleepTask;
import org.hasnas.workbench.jobs.Jobs;

/**
 * Times tasks of a cluster that only sleep, and a training, as many copies of it side by side as there are cores, in this process and there.
 *
 * @param pool with a thread for each core of the cluster
 */
public record ClusterBenchmark(Cluster cluster, ExecutorService pool, JobContext job) {
    /** Tasks that follow each other in a row. */
    private static final int ROUNDS = 5;
    /** Tasks that do nothing, for each that is under way. */
    private static final int EMPTY_ROUNDS = 20;

    /**
     * What is trained.
     *
     * @param rounds how often
     */
    public record Training(TrainingRequest request, LabelledDataset dataset, Shared<LabelledDataset> sent, TrainingKernels kernels, int rounds) {}

    /**
     * @param taskSeconds that sleeping tasks take
     * @param payloadBytes of tasks that do nothing
     */
    public ClusterScale run(List<Double> taskSeconds, int payloadBytes, Optional<Training> training) throws HasnasException {
        int cores = cluster.state().cores();
        sleepSeconds(new SleepTask(0, new byte[0]), cores, ROUNDS * cores); // workers load classes
        byte[] payload = new byte[payloadBytes];
        RandomGenerator random = RandomByIdentity.of(1, "payload");
        for (int at = 0; at < payloadBytes; at++) { // zeros would be packed away
            payload[at] = (byte) random.nextInt();
        }
        SleepTask empty = new SleepTask(0, payload);
        double alone = sleepSeconds(empty, 1, EMPTY_ROUNDS) / EMPTY_ROUNDS;
        double busy = sleepSeconds(empty, cores, EMPTY_ROUNDS * cores) / (EMPTY_ROUNDS * cores);
        List<ClusterScale.Row> rows = new ArrayList<>();
        for (double seconds : taskSeconds) {
            for (int underWay = 1; underWay <= cores; underWay *= 2) {
                int tasks = underWay * ROUNDS;
                rows.add(new ClusterScale.Row(seconds, underWay, tasks,
                        sleepSeconds(new SleepTask((long) (seconds * 1e9), new byte[0]), underWay, tasks)));
            }
        }
        return new ClusterScale(cluster.state().workers(), cores, new ClusterScale.Way(payloadBytes, alone, busy), rows,
                training.isPresent() ? rounds(training.get(), cores) : List.of());
    }

    private double sleepSeconds(SleepTask task, int underWay, int tasks) throws HasnasException {
        AtomicInteger begun = new AtomicInteger();
        return seconds(() -> {
            while (begun.getAndIncrement() < tasks) {
                cluster.run(task, job);
            }
            return null;
        }, underWay);
    }

    private List<ClusterScale.Round> rounds(Training training, int cores) throws HasnasException {
        TrainingRequest request = training.request();
        List<Double> there = new ArrayList<>();
        List<Double> here = new ArrayList<>();
        for (int round = 0; round < training.rounds(); round++) {
            there.add(trainingSeconds(request, () -> new ClusterTraining(request, training.sent(), Optional.empty(), cluster), cores));
        }
        for (int round = 0; round < training.rounds(); round++) {
            here.add(trainingSeconds(request,
                    () -> LocalTraining.of(request, training.dataset(), training.kernels(), Workers.CALLER, Optional.empty()), cores));
        }
        List<ClusterScale.Round> rounds = new ArrayList<>();
        for (int round = 0; round < training.rounds(); round++) {
            rounds.add(new ClusterScale.Round(round + 1, here.get(round), there.get(round)));
        }
        return rounds;
    }

    private double trainingSeconds(TrainingRequest request, Callable<TrainingPlace> place, int cores) throws HasnasException {
        return seconds(() -> place.call().run(Optional.empty(), request.settings().epochs(), TrainingListener.NONE, job), cores);
    }

    /** Until so many callers have done the same. */
    private double seconds(Callable<?> work, int times) throws HasnasException {
        long begin = System.nanoTime();
        try {
            for (Future<?> done : pool.invokeAll(Collections.<Callable<Object>>nCopies(times, work::call))) {
                Jobs.result(done);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
        return (System.nanoTime() - begin) * 1e-9;
    }
}
