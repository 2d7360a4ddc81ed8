package org.hasnas.spark;

import java.io.Serializable;
import java.util.concurrent.CancellationException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.workbench.cluster.ClusterTask;
import org.hasnas.workbench.cluster.ClusterWorker;

/** Does a task on the worker that it comes to. */
record SparkTask<S extends Serializable, R extends Serializable>(Broadcast<S> shared) implements Function<ClusterTask<S, R>, SparkTask.Result<R>> {
    /** Of this worker process; each has one. */
    private static final ClusterWorker WORKER = new ClusterWorker();

    /** What came of a task. A task that throws anything else is tried again, by Spark. */
    sealed interface Result<R extends Serializable> extends Serializable {
        record Found<R extends Serializable>(R value) implements Result<R> {}

        record Refused<R extends Serializable>(ErrorCode code, String message) implements Result<R> {}
    }

    @Override
    public Result<R> call(ClusterTask<S, R> task) {
        TaskContext spark = TaskContext.get();
        try {
            return new Result.Found<>(task.run(shared.value(), WORKER, () -> {
                if (spark.isInterrupted()) {
                    throw new CancellationException("stopped");
                }
            }));
        } catch (HasnasException refused) {
            return new Result.Refused<>(refused.code(), String.valueOf(refused.getMessage()));
        }
    }
}
