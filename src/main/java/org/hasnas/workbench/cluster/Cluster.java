package org.hasnas.workbench.cluster;

import java.io.Serializable;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;

/** Port: processes, here or on other machines, that do tasks. Safe for any thread. */
public interface Cluster extends AutoCloseable {
    /**
     * Has a task done and waits for what it finds. If the process that does it is lost, another one does it again.
     *
     * @throws HasnasException what the task threw, or that the cluster is gone
     * @throws ClusterTaskFailure if it failed wherever it was tried
     * @throws java.util.concurrent.CancellationException if the job was cancelled; the task is stopped where it runs
     */
    <R extends Serializable> R run(ClusterTask<R> task, JobContext job) throws HasnasException;

    /** Sends something to each process that needs it, once; asked for an equal value again, it gives the same. */
    <S extends Serializable> Shared<S> share(S value) throws HasnasException;

    ClusterState state();

    /** Stops what runs and leaves the cluster. */
    @Override
    void close();
}
