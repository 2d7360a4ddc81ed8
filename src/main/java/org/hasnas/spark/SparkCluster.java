package org.hasnas.spark;

import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.Serializable;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rpc.RpcAddress;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.status.api.v1.ExecutorSummary;
import org.apache.spark.util.Utils;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.workbench.cluster.Cluster;
import org.hasnas.workbench.cluster.ClusterState;
import org.hasnas.workbench.cluster.ClusterTask;
import org.hasnas.workbench.cluster.ClusterTaskFailure;
import org.hasnas.workbench.cluster.Shared;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/** A cluster of Apache Spark, on which every task is a job of one task: none waits for another. */
public final class SparkCluster implements Cluster {
    /** Flags of the processes that do tasks: those that this program is started with (packaging/jvm.args), and what may be read of what they are sent. */
    private static final String WORKER_FLAGS = "-XX:+UseG1GC --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED"
            + " --sun-misc-unsafe-memory-access=allow -Djdk.serialFilter=" + SparkCluster.SERIAL_FILTER;
    /** Classes that are made from what comes over the network: this program's, Spark's and those of the platform that they consist of. */
    private static final String SERIAL_FILTER = "maxdepth=200;org.hasnas.**;org.apache.spark.**;scala.**;java.lang.**;java.util.**;java.math.**;"
            + "java.nio.**;java.net.URI;java.io.**;java.time.**;!*";
    /** A task that takes longer is begun a second time if a core is free, as a machine may be in trouble: what comes back first counts. */
    private static final String STRAGGLING = "30min";
    private static final String FLAGS = "spark.executor.extraJavaOptions";
    private static final Pattern MASTER = Pattern.compile("spark://.+:\\d+.*|local-cluster\\[(\\d+),\\d+,(\\d+)]|yarn|k8s://.+");
    /** A single master; of several that stand by for each other, some need not answer. */
    private static final Pattern STAND_ALONE = Pattern.compile("spark://[^,]+");
    /** For a master to answer. */
    private static final String GREETING = "30s";
    /** Give each program that joins a secret of its own. */
    private static final Pattern MAKING_SECRETS = Pattern.compile("yarn|k8s://.+");
    private static final String LOOPBACK = "127.0.0.1";
    /** What Spark calls this process among the others. */
    private static final String DRIVER = "driver";
    private static final long LOOK_EVERY_MILLIS = 100;
    /** Seconds for the workers to come, and what they are by default: the start of a JVM takes long on a machine that is busy. */
    private static final String PATIENCE = "spark.scheduler.maxRegisteredResourcesWaitingTime";
    private static final String PATIENCE_SECONDS = "180s";
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
        SparkConf conf = (here ? new LoopbackConf() : new SparkConf(false)).setMaster(master).setAppName("HASNAS Studio")
                .set("spark.jars", libraries.stream().map(jar -> (here ? "local:" : "file:") + jar.toAbsolutePath()).collect(Collectors.joining(",")))
                .set(PATIENCE, PATIENCE_SECONDS)
                .set("spark.task.maxFailures", String.valueOf(BEGINNINGS))
                .set("spark.speculation", "true")
                .set("spark.speculation.task.duration.threshold", STRAGGLING)
                .set("spark.ui.enabled", "false")
                .set("spark.ui.liveUpdate.period", "0") // so that the last task that ended is no longer counted
                .set("spark.rpc.message.maxSize", "512")
                .set("spark.task.maxDirectResultSize", "64m"); // the state of a training comes with the word that its task is done
        if (here) {
            Utils.setCustomHostname(LOOPBACK);
            conf.set("spark.driver.bindAddress", LOOPBACK).set("spark.driver.host", LOOPBACK);
        }
        Matcher address = MASTER.matcher(master);
        if (address.matches() && address.group(2) != null) {
            conf.set("spark.executor.memory", address.group(2) + "m");
        }
        settings.forEach(conf::set);
        conf.set(FLAGS, WORKER_FLAGS + " " + conf.get(FLAGS, ""));
        if (MAKING_SECRETS.matcher(master).matches()) {
            conf.set("spark.authenticate", "true").set("spark.network.crypto.enabled", "true");
        } else if (!here && !conf.getBoolean("spark.authenticate", false)) {
            throw new HasnasException(ErrorCode.BAD_INPUT,
                    "The cluster " + master + " is not on this machine, so its workers must prove who they are:"
                            + " set a secret for master, workers and this program. See the page about clusters.");
        }
        if (STAND_ALONE.matcher(master).matches()) {
            greet(conf);
        }
        this.spark = ofScala(() -> new JavaSparkContext(conf),
                refused -> new HasnasException(ErrorCode.IO, "The cluster " + master + " can't be joined: " + refused.getMessage(), refused));
        spark.setLogLevel("WARN");
        awaitWorkers(address.matches() && address.group(1) != null ? Integer.parseInt(address.group(1)) : 1);
    }

    /** Spark itself asks a master for a minute, whatever it answers, and can't tell afterwards why it was not let in. */
    private void greet(SparkConf conf) throws HasnasException {
        SparkConf brief = conf.clone().set("spark.rpc.lookupTimeout", GREETING);
        RpcEnv caller = RpcEnv.create("greeting", Utils.localHostName(), 0, brief,
                new SecurityManager(brief, Option.empty(), SecurityManager.$lessinit$greater$default$3()), true);
        try {
            ofScala(() -> caller.setupEndpointRef(RpcAddress.fromSparkURL(master), "Master"), this::notLetIn);
        } finally {
            caller.shutdown();
        }
    }

    private HasnasException notLetIn(Exception refused) {
        boolean answers = Stream.<Throwable>iterate(refused, Objects::nonNull, Throwable::getCause)
                .noneMatch(why -> why instanceof SocketException || why instanceof UnknownHostException || why instanceof TimeoutException);
        return new HasnasException(ErrorCode.IO, answers
                ? "The cluster " + master + " does not let this program in. Either its secret is not the one of this program"
                        + " (HASNAS_CLUSTER_SECRET), or only one of the two has one, or there is another version of Spark."
                : "The cluster " + master + " does not answer. Is its master running, and is this the address that it tells?", refused);
    }

    /** Calls what may throw anything, since Scala declares no exceptions. */
    private static <T> T ofScala(Callable<T> call, Function<Exception, HasnasException> told) throws HasnasException {
        try {
            return call.call();
        } catch (Exception refused) {
            if (refused instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw told.apply(refused);
        }
    }

    /** Workers come one after the other; the first one is waited for, or all where their number is known. */
    private void awaitWorkers(int wanted) throws HasnasException {
        long patience = spark.getConf().getTimeAsSeconds(PATIENCE);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(patience);
        try {
            while (state().workers() < wanted) {
                if (spark.sc().isStopped() || System.nanoTime() > end) {
                    close();
                    throw new HasnasException(ErrorCode.IO, "The cluster " + master + " has not given "
                            + (wanted == 1 ? "a worker" : wanted + " workers")
                            + " within " + patience + " s (" + PATIENCE + ")"
                            + ". Is its master running, has it workers with free cores, is there the memory that spark.executor.memory asks for,"
                            + " is its secret the one of this program, and do its processes start? The workers' logs tell.");
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (InterruptedException interrupted) {
            close();
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    /** As if the environment told Spark to be reached from this machine only: pages of a master and workers in this process look there alone. */
    private static final class LoopbackConf extends SparkConf {
        private static final long serialVersionUID = 1;

        LoopbackConf() {
            super(false);
        }

        @Override
        public @Nullable String getenv(String name) {
            return name.equals("SPARK_LOCAL_IP") ? LOOPBACK : super.getenv(name);
        }

        @Override
        public SparkConf clone() {
            SparkConf copy = new LoopbackConf();
            for (Tuple2<String, String> setting : getAll()) {
                copy.set(setting._1(), setting._2());
            }
            return copy;
        }
    }

    private static boolean isHere(String master) {
        return master.startsWith("local") || master.matches("spark://(127\\.0\\.0\\.1|localhost|\\[::1]):.*");
    }

    @Override
    public <R extends Serializable> R run(ClusterTask<R> task, JobContext job) throws HasnasException {
        job.checkpoint();
        return switch (SparkCluster.<R>read(await(asSpark(() -> begun(task)), job).getFirst())) {
            case SparkTask.Result.Found<R>(R value) -> value;
            case SparkTask.Result.Refused<R>(ErrorCode code, String message) -> throw new HasnasException(code, message);
            case SparkTask.Result.Threw<R>(String what) -> throw new ClusterTaskFailure("it was tried " + SparkTask.TRIES
                    + " times, the last time it ended with: " + what);
        };
    }

    private static <R extends Serializable> SparkTask.Result<R> read(byte[] found) {
        try {
            return SparkTask.Result.of(found);
        } catch (IOException | ClassNotFoundException unreadable) {
            throw new ClusterTaskFailure("what it found can't be read: " + unreadable.getMessage(), unreadable);
        }
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

    private <R extends Serializable> JavaFutureAction<List<byte[]>> begun(ClusterTask<R> task) {
        spark.setLocalProperty("spark.job.interruptOnCancel", "true");
        return spark.parallelize(List.of(task), 1).map(new SparkTask<R>()).collectAsync();
    }

    private HasnasException gone(Exception cause) {
        return new HasnasException(ErrorCode.IO, "The cluster " + master + " is gone. What was reported is stored: start it again, join it and go on"
                + " with what has ended (command line: --resume).", cause);
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
            String why = firstLine(failure);
            if (why.contains(UnsupportedClassVersionError.class.getName())) {
                throw new HasnasException(ErrorCode.IO, "The cluster " + master + " has a worker with an older Java than this program needs. Start"
                        + " master and workers with a JDK 25 or newer. Which one it was: " + why, failure);
            }
            throw new ClusterTaskFailure("it could not be done by any worker: " + why, failure);
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
        List<ExecutorSummary> workers = CollectionConverters.asJava(spark.sc().statusStore().executorList(true)).stream()
                .filter(process -> !process.id().equals(DRIVER)).toList();
        return new ClusterState(master, workers.size(), workers.stream().mapToInt(ExecutorSummary::totalCores).sum(),
                workers.stream().mapToInt(ExecutorSummary::activeTasks).sum());
    }

    @Override
    public void close() {
        spark.close();
    }
}
