package org.hasnas.workbench.cluster;

import java.io.Serializable;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;

/** Port: processes, here or on other machines, that do tasks. Safe for any thread. */
public interface Cluster extends AutoCloseable {
    /**
     * Has a task done and waits for what it finds. If the process that does it is lost, another one does it again.
     *
     * @param shared goes to a process once, however many tasks read it; told apart by identity
     * @throws HasnasException what the task threw, or that the cluster is gone
     * @throws ClusterTaskFailure if it failed wherever it was tried
     * @throws java.util.concurrent.CancellationException if the job was cancelled; the task is stopped where it runs
     */
    <S extends Serializable, R extends Serializable> R run(ClusterTask<S, R> task, S shared, JobContext job) throws HasnasException;

    ClusterState state();

    /** Stops what runs and leaves the cluster. */
    @Override
    void close();
}
