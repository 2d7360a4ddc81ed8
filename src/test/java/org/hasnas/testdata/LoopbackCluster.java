package org.hasnas.testdata;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.workbench.cluster.Cluster;
import org.hasnas.workbench.cluster.ClusterState;
import org.hasnas.workbench.cluster.ClusterTask;
import org.hasnas.workbench.cluster.ClusterTaskFailure;
import org.hasnas.workbench.cluster.ClusterWorker;
import org.hasnas.workbench.cluster.Shared;

/** Does tasks as a worker does, from bytes to bytes, in this process. */
public final class LoopbackCluster implements Cluster {
    private final ClusterWorker worker = new ClusterWorker();
    private final AtomicInteger running = new AtomicInteger();
    /** A part of the text of tasks that fail wherever they are tried. */
    private volatile String broken = "no task";

    private record Sent<S extends Serializable>(S value) implements Shared<S> {
        @Override
        public S value(ClusterWorker to) {
            return value;
        }
    }

    /** From now on all tasks fail in whose text this stands. */
    public void breakAll(String part) {
        broken = part;
    }

    @Override
    public <R extends Serializable> R run(ClusterTask<R> task, JobContext job) throws HasnasException {
        if (task.toString().contains(broken)) {
            throw new ClusterTaskFailure("it was tried 3 times, the last time it ended with: no memory");
        }
        running.incrementAndGet();
        try {
            return travelled(travelled(task).run(worker, job));
        } finally {
            running.decrementAndGet();
        }
    }

    @SuppressWarnings("unchecked") // of the same type
    private static <T extends Serializable> T travelled(T what) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(what);
            }
            return (T) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        } catch (IOException | ClassNotFoundException problem) {
            throw new AssertionError(problem);
        }
    }

    @Override
    public <S extends Serializable> Shared<S> share(S value) {
        return new Sent<>(value);
    }

    @Override
    public ClusterState state() {
        return new ClusterState("here", 1, 2, running.get());
    }

    @Override
    public void close() {}
}
