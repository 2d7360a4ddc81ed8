package org.hasnas.workbench.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hasnas.checks.model.ClusterScale;
import org.hasnas.data.LabelledDataset;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.training.TrainingKernels;
import org.hasnas.training.HeldOutResult;
import org.hasnas.training.TrainingListener;
import org.hasnas.training.TrainingState;
import org.hasnas.training.model.TrainingHealth;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.workbench.cluster.Cluster;
import org.hasnas.workbench.cluster.SleepTask;

/** Times tasks of a cluster: ones that only sleep, and a training, as many copies of it side by side as there are cores, in this process and there. */
public record ClusterBenchmark(TrainingRequest request, LabelledDataset dataset, TrainingKernels kernels, Cluster cluster) {
    /** Tasks that follow each other in a row. */
    private static final int ROUNDS = 5;

    /**
     * @param taskSeconds that sleeping tasks take
     * @param pool with a thread for each core of the cluster
     */
    public ClusterScale run(List<Double> taskSeconds, ExecutorService pool, JobContext job) throws HasnasException {
        int cores = cluster.state().cores();
        sleepSeconds(0, cores, cores, pool, job); // workers load classes
        List<ClusterScale.Row> rows = new ArrayList<>();
        for (double seconds : taskSeconds) {
            for (int underWay = 1; underWay <= cores; underWay *= 2) {
                int tasks = underWay * ROUNDS;
                rows.add(new ClusterScale.Row(seconds, underWay, tasks, sleepSeconds(seconds, underWay, tasks, pool, job)));
            }
        }
        List<Double> there = epochSeconds(() -> new ClusterTraining(request, dataset, cluster), pool, job);
        List<Double> here = epochSeconds(() -> LocalTraining.of(request, dataset, kernels, Workers.CALLER, Optional.empty()), pool, job);
        return new ClusterScale(cluster.state().workers(), cores, rows,
                IntStream.range(0, here.size()).mapToObj(epoch -> new ClusterScale.Pace(epoch + 1, here.get(epoch), there.get(epoch))).toList());
    }

    private double sleepSeconds(double taskSeconds, int underWay, int tasks, ExecutorService pool, JobContext job) throws HasnasException {
        SleepTask task = new SleepTask((long) (taskSeconds * 1e9));
        AtomicInteger begun = new AtomicInteger();
        Callable<Integer> one = () -> {
            int done = 0;
            while (begun.getAndIncrement() < tasks) {
                cluster.run(task, "", job);
                done++;
            }
            return done;
        };
        long begin = System.nanoTime();
        all(Collections.nCopies(underWay, one), pool);
        return (System.nanoTime() - begin) * 1e-9;
    }

    private List<Double> epochSeconds(Callable<TrainingPlace> place, ExecutorService pool, JobContext job) throws HasnasException {
        Callable<List<Double>> training = () -> {
            EpochTimes times = new EpochTimes();
            place.call().run(Optional.empty(), request.settings().epochs(), times, job);
            return times.seconds;
        };
        List<List<Double>> all = all(Collections.nCopies(cluster.state().cores(), training), pool);
        return IntStream.range(0, all.getFirst().size())
                .mapToObj(epoch -> all.stream().collect(Collectors.averagingDouble(seconds -> seconds.get(epoch)))).toList();
    }

    private static <R> List<R> all(List<Callable<R>> work, ExecutorService pool) throws HasnasException {
        List<R> found = new ArrayList<>();
        try {
            for (Future<R> done : pool.invokeAll(work)) {
                found.add(done.get());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException failure) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "The measurement failed: " + failure.getCause(), failure);
        }
        return found;
    }

    private static final class EpochTimes implements TrainingListener {
        private final List<Double> seconds = new ArrayList<>();
        private long last = System.nanoTime();

        @Override
        public void batchDone(int epoch, int batch, int batches, double loss, double accuracy) {}

        @Override
        public void epochDone(TrainingState state, TrainingHealth health, HeldOutResult validated) {
            long now = System.nanoTime();
            seconds.add((now - last) * 1e-9);
            last = now;
        }
    }
}
