package org.hasnas.workbench.training;

import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.random.RandomGenerator;
import org.hasnas.checks.benchmark.PassStopwatch;
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
import org.hasnas.workbench.cluster.ClusterState;
import org.hasnas.workbench.cluster.ClusterTask;
import org.hasnas.workbench.cluster.ClusterWorker;
import org.hasnas.workbench.cluster.Shared;
import org.hasnas.workbench.cluster.SleepTask;
import org.hasnas.workbench.jobs.Jobs;

/**
 * Times tasks of a cluster that only sleep, and work, copies of it side by side, in this process and there.
 *
 * @param pool with a thread for each core of the cluster
 */
public record ClusterBenchmark(Cluster cluster, ExecutorService pool, JobContext job) {
    /** Tasks that follow each other in a row. */
    private static final int ROUNDS = 5;
    /** Tasks that do nothing, one after the other, and at least as many while all cores are busy. */
    private static final int EMPTY = 20;

    /** The same arithmetic in two places. */
    @FunctionalInterface
    public interface Work {
        /** @param there empty for this process */
        void done(Optional<Cluster> there) throws HasnasException;
    }

    /** All epochs of a training. */
    public static Work training(TrainingRequest request, LabelledDataset dataset, Shared<LabelledDataset> sent, TrainingKernels kernels,
            JobContext job) {
        return there -> {
            TrainingPlace place = there.isPresent() ? new ClusterTraining(request, sent, Optional.empty(), there.get())
                    : LocalTraining.of(request, dataset, kernels, Workers.CALLER, Optional.empty());
            place.run(Optional.empty(), request.settings().epochs(), TrainingListener.NONE, job);
        };
    }

    /**
     * @param taskSeconds that sleeping tasks take
     * @param payloadBytes of tasks that do nothing
     * @param sideBySide numbers of copies of the work, at most the cores of the cluster
     * @param rounds how often each of these is done
     */
    public ClusterScale run(List<Double> taskSeconds, int payloadBytes, Work work, List<Integer> sideBySide, int rounds) throws HasnasException {
        int cores = cluster.state().cores();
        sleepSeconds(new SleepTask(0, new byte[0]), cores, ROUNDS * cores); // workers load classes
        byte[] payload = new byte[payloadBytes];
        RandomGenerator random = RandomByIdentity.of(1, "payload");
        for (int at = 0; at < payloadBytes; at++) { // zeros would be packed away
            payload[at] = (byte) random.nextInt();
        }
        SleepTask empty = new SleepTask(0, payload);
        double alone = sleepSeconds(empty, 1, EMPTY) / EMPTY;
        int many = Math.max(EMPTY, ROUNDS * cores);
        double processor = PassStopwatch.processCpuSeconds();
        double busy = sleepSeconds(empty, cores, many) / many;
        processor = (PassStopwatch.processCpuSeconds() - processor) / many;
        List<ClusterScale.Row> rows = new ArrayList<>();
        for (double seconds : taskSeconds) {
            for (int underWay = 1; underWay <= cores; underWay *= 2) {
                int tasks = underWay * ROUNDS;
                rows.add(new ClusterScale.Row(seconds, underWay, tasks,
                        sleepSeconds(new SleepTask((long) (seconds * 1e9), new byte[0]), underWay, tasks)));
            }
        }
        List<ClusterScale.Round> timed = new ArrayList<>();
        for (int copies : sideBySide) {
            timed.addAll(rounds(work, rounds, copies));
        }
        return new ClusterScale(cluster.state().workers(), cores, new ClusterScale.Way(payloadBytes, alone, busy, processor), rows,
                timed);
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

    private List<ClusterScale.Round> rounds(Work work, int times, int copies) throws HasnasException {
        List<ClusterScale.Round> rounds = new ArrayList<>();
        for (int round = 1; round <= times; round++) {
            Spent there = new Spent();
            Cluster timed = new TimedCluster(cluster, there);
            double thereSeconds = seconds(() -> {
                work.done(Optional.of(timed));
                return null;
            }, copies);
            Spent here = new Spent();
            double hereSeconds = seconds(() -> here.add(Taken.by(() -> {
                work.done(Optional.empty());
                return 0;
            })), copies);
            rounds.add(new ClusterScale.Round(round, copies, here.side(hereSeconds, copies), there.side(thereSeconds, copies)));
        }
        return rounds;
    }

    /** What work found, how long it took, and how long of the processor. */
    private record Taken<R extends Serializable>(R found, double seconds, double processorSeconds) implements Serializable {
        static <R extends Serializable> Taken<R> by(ClusterWorker.Making<R> work) throws HasnasException {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long begin = System.nanoTime();
            long beginOfProcessor = threads.getCurrentThreadCpuTime();
            R found = work.make();
            return new Taken<>(found, (System.nanoTime() - begin) * 1e-9, (threads.getCurrentThreadCpuTime() - beginOfProcessor) * 1e-9);
        }
    }

    private record TimedTask<R extends Serializable>(ClusterTask<R> task) implements ClusterTask<Taken<R>> {
        @Override
        public Taken<R> run(ClusterWorker worker, JobContext job) throws HasnasException {
            return Taken.by(() -> task.run(worker, job));
        }
    }

    /** In the work itself. */
    private static final class Spent {
        private final DoubleAdder seconds = new DoubleAdder();
        private final DoubleAdder processorSeconds = new DoubleAdder();

        <R extends Serializable> R add(Taken<R> taken) {
            seconds.add(taken.seconds());
            processorSeconds.add(taken.processorSeconds());
            return taken.found();
        }

        ClusterScale.Side side(double untilTheLast, int copies) {
            return new ClusterScale.Side(untilTheLast, seconds.sum() / copies, processorSeconds.sum() / copies);
        }
    }

    /** Notes what is spent where tasks are done. */
    private record TimedCluster(Cluster cluster, Spent spent) implements Cluster {
        @Override
        public <R extends Serializable> R run(ClusterTask<R> task, JobContext job) throws HasnasException {
            return spent.add(cluster.run(new TimedTask<>(task), job));
        }

        @Override
        public <S extends Serializable> Shared<S> share(S value) throws HasnasException {
            return cluster.share(value);
        }

        @Override
        public ClusterState state() {
            return cluster.state();
        }

        @Override
        public void close() {
            cluster.close();
        }
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
