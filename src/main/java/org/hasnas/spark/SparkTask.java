package org.hasnas.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.concurrent.CancellationException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.workbench.cluster.ClusterTask;
import org.hasnas.workbench.cluster.ClusterWorker;
import org.hasnas.workbench.cluster.Shared;

/**
 * Does a task on the worker that it comes to. What comes of it travels as bytes: a result that the program can't read would leave Spark itself counting a
 * task that never ends.
 */
record SparkTask<R extends Serializable>() implements Function<ClusterTask<R>, byte[]> {
    /** Times that a task may throw something. */
    static final int TRIES = 3;
    /** Of this worker process; each has one. */
    private static final ClusterWorker WORKER = new ClusterWorker();

    /** What was sent to each worker once. */
    record Sent<S extends Serializable>(Broadcast<S> broadcast) implements Shared<S> {
        @Override
        public S value(ClusterWorker worker) {
            return broadcast.value();
        }
    }

    /** What came of a task. */
    sealed interface Result<R extends Serializable> extends Serializable {
        record Found<R extends Serializable>(R value) implements Result<R> {}

        record Refused<R extends Serializable>(ErrorCode code, String message) implements Result<R> {}

        record Threw<R extends Serializable>(String what) implements Result<R> {}

        default byte[] bytes() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(this);
            }
            return bytes.toByteArray();
        }

        /** @throws IOException if it holds something that is not read from a network */
        @SuppressWarnings("unchecked") // of the task that was asked for
        static <R extends Serializable> Result<R> of(byte[] bytes) throws IOException, ClassNotFoundException {
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
                return (Result<R>) in.readObject();
            }
        }
    }

    @Override
    public byte[] call(ClusterTask<R> task) throws IOException {
        TaskContext spark = TaskContext.get();
        try {
            return new Result.Found<>(task.run(WORKER, () -> {
                if (spark.isInterrupted()) {
                    throw new CancellationException("stopped");
                }
            })).bytes();
        } catch (HasnasException refused) {
            return new Result.Refused<>(refused.code(), String.valueOf(refused.getMessage())).bytes();
        } catch (RuntimeException | IOException | Error thrown) {
            if (spark.attemptNumber() + 1 < TRIES || thrown instanceof CancellationException) {
                throw thrown; // Spark tries it again, or has stopped it
            }
            return new Result.Threw<>(thrown.toString()).bytes();
        }
    }
}
