package org.hasnas.spark;

import java.io.ObjectInputFilter;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.workbench.cluster.Cluster;
import org.hasnas.workbench.cluster.ClusterState;
import org.hasnas.workbench.cluster.ClusterTask;
import org.hasnas.workbench.cluster.ClusterTaskFailure;
import org.hasnas.workbench.cluster.Shared;

/** A cluster of Apache Spark, on which every task is a job of one task: none waits for another. */
public final class SparkCluster implements Cluster {
    /** Flags of the processes that do tasks: those that this program is started with, and what may be read of what they are sent. */
    private static final String WORKER_FLAGS = "--add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED"
            + " --sun-misc-unsafe-memory-access=allow -Djdk.serialFilter=" + SparkCluster.SERIAL_FILTER;
    /** Classes that are made from what comes over the network: this program's, Spark's and those of the platform that they consist of. */
    private static final String SERIAL_FILTER = "maxdepth=200;org.hasnas.**;org.apache.spark.**;scala.**;java.lang.**;java.util.**;java.math.**;"
            + "java.nio.**;java.net.URI;java.io.**;java.time.**;!*";
    private static final Pattern MASTER = Pattern.compile("spark://.+:\\d+.*|local-cluster\\[(\\d+),\\d+,\\d+]|yarn|k8s://.+");
    private static final long LOOK_EVERY_MILLIS = 100;
    /** For the first worker. */
    private static final long PATIENCE_SECONDS = 60;
    /** Times that a task is begun. Its worker may be lost more often than it may throw something: then it may well be that others are to blame. */
    private static final int BEGINNINGS = 10;

    private final String master;
    private final JavaSparkContext spark;
    /** What was sent to workers. */
    private final Map<Object, SparkTask.Sent<?>> sent = new WeakHashMap<>();

    /**
     * Joins a cluster.
     *
     * @param master address of its master
     * @param libraries jars of this program, which workers need
     * @param settings of Spark, such as {@code spark.executor.memory}, besides those that are set here
     */
    public SparkCluster(String master, List<Path> libraries, Map<String, String> settings) throws HasnasException {
        if (!MASTER.matcher(master).matches()) {
            throw new HasnasException(ErrorCode.BAD_INPUT,
                    "'" + master + "' is no address of a cluster. Take spark://HOST:PORT, local-cluster[WORKERS,"
                            + "CORES,MEGABYTES], yarn or k8s://ADDRESS.");
        }
        this.master = master;
        if (ObjectInputFilter.Config.getSerialFilter() == null) { // it can be set once, for the whole process
            ObjectInputFilter.Config.setSerialFilter(ObjectInputFilter.Config.createFilter(SERIAL_FILTER));
        }
        boolean here = isHere(master);
        SparkConf conf = new SparkConf(false).setMaster(master).setAppName("HASNAS Studio")
                .set("spark.jars", libraries.stream().map(jar -> (here ? "local:" : "file:") + jar.toAbsolutePath()).collect(Collectors.joining(",")))
                .set("spark.executor.extraJavaOptions", WORKER_FLAGS)
                .set("spark.task.maxFailures", String.valueOf(BEGINNINGS))
                .set("spark.speculation", "false")
                .set("spark.ui.enabled", "false")
                .set("spark.rpc.message.maxSize", "512");
        if (here) {
            conf.set("spark.driver.bindAddress", "127.0.0.1").set("spark.driver.host", "127.0.0.1");
        }
        settings.forEach(conf::set);
        if (!here && !conf.getBoolean("spark.authenticate", false)) {
            throw new HasnasException(ErrorCode.BAD_INPUT,
                    "The cluster " + master + " is not on this machine, so its workers must prove who they are:"
                            + " set a secret for master, workers and this program. See the page about clusters.");
        }
        Callable<JavaSparkContext> join = () -> new JavaSparkContext(conf);
        try {
            this.spark = join.call();
        } catch (Exception refused) { // Scala declares none of its exceptions
            throw new HasnasException(ErrorCode.IO, "The cluster " + master + " can't be joined: " + refused.getMessage(), refused);
        }
        spark.setLogLevel("WARN");
        Matcher address = MASTER.matcher(master);
        awaitWorkers(address.matches() && address.group(1) != null ? Integer.parseInt(address.group(1)) : 1);
    }

    /** Workers come one after the other; the first one is waited for, or all where their number is known. */
    private void awaitWorkers(int wanted) throws HasnasException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (state().workers() < wanted) {
                if (spark.sc().isStopped() || System.nanoTime() > end) {
                    close();
                    throw new HasnasException(ErrorCode.IO, "The cluster " + master + " has not given "
                            + (wanted == 1 ? "a worker" : wanted + " workers")
                            + " within " + PATIENCE_SECONDS
                            + " s. Is its master running, has it workers with free cores, and is there the memory that spark.executor.memory asks"
                            + " for?");
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (InterruptedException interrupted) {
            close();
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    private static boolean isHere(String master) {
        return master.startsWith("local") || master.matches("spark://(127\\.0\\.0\\.1|localhost|\\[::1]):.*");
    }

    @Override
    public <R extends Serializable> R run(ClusterTask<R> task, JobContext job) throws HasnasException {
        job.checkpoint();
        return switch (await(asSpark(() -> begun(task)), job).getFirst()) {
            case SparkTask.Result.Found<R>(R value) -> value;
            case SparkTask.Result.Refused<R>(ErrorCode code, String message) -> throw new HasnasException(code, message);
            case SparkTask.Result.Threw<R>(String what) -> throw new ClusterTaskFailure("it was tried " + SparkTask.TRIES
                    + " times, the last time it ended with: " + what);
        };
    }

    /** Calls Spark where it finds its own classes; it declares none of its exceptions. */
    private <T> T asSpark(Callable<T> call) throws HasnasException {
        Thread caller = Thread.currentThread();
        ClassLoader before = caller.getContextClassLoader();
        caller.setContextClassLoader(SparkCluster.class.getClassLoader());
        try {
            return call.call();
        } catch (Exception problem) {
            if (spark.sc().isStopped()) {
                throw gone(problem);
            }
            throw new ClusterTaskFailure("it could not be sent: " + problem, problem);
        } finally {
            caller.setContextClassLoader(before);
        }
    }

    private <R extends Serializable> JavaFutureAction<List<SparkTask.Result<R>>> begun(ClusterTask<R> task) {
        spark.setLocalProperty("spark.job.interruptOnCancel", "true");
        return spark.parallelize(List.of(task), 1).map(new SparkTask<R>()).collectAsync();
    }

    private HasnasException gone(Exception cause) {
        return new HasnasException(ErrorCode.IO, "The cluster " + master + " is gone. What was reported is stored: start it again and go on with"
                + " --resume.", cause);
    }

    private <T> T await(JavaFutureAction<T> found, JobContext job) throws HasnasException {
        try {
            while (true) {
                try {
                    return found.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException notYet) {
                    job.checkpoint();
                }
            }
        } catch (CancellationException cancelled) {
            found.cancel(true);
            throw cancelled;
        } catch (InterruptedException interrupted) {
            found.cancel(true);
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException failure) {
            if (spark.sc().isStopped()) {
                throw gone(failure);
            }
            throw new ClusterTaskFailure("it could not be done by any worker: " + firstLine(failure), failure);
        }
    }

    private static String firstLine(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
    }

    @Override
    @SuppressWarnings("unchecked") // of the type that was sent
    public <S extends Serializable> Shared<S> share(S value) throws HasnasException {
        synchronized (sent) {
            Shared<S> known = (Shared<S>) sent.get(value);
            if (known == null) {
                SparkTask.Sent<S> now = asSpark(() -> new SparkTask.Sent<>(spark.broadcast(value)));
                sent.put(value, now);
                known = now;
            }
            return known;
        }
    }

    @Override
    public ClusterState state() {
        if (spark.sc().isStopped()) {
            return new ClusterState(master, 0, 0, 0);
        }
        SparkExecutorInfo[] processes = spark.sc().statusTracker().getExecutorInfos(); // and this one
        return new ClusterState(master, Math.max(0, processes.length - 1), spark.defaultParallelism(),
                Arrays.stream(processes).mapToInt(SparkExecutorInfo::numRunningTasks).sum());
    }

    @Override
    public void close() {
        spark.close();
    }
}
