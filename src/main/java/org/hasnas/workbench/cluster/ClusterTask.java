package org.hasnas.workbench.cluster;

import java.io.Serializable;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;

/**
 * A piece of arithmetic that can be done anywhere: it depends on nothing but its fields, and gives the same bits wherever it is done and however
 * often. What it shares with other tasks is a field of type {@link Shared}.
 *
 * @param <R> what it finds
 */
public interface ClusterTask<R extends Serializable> extends Serializable {
    /**
     * @param worker what is there already of earlier tasks
     * @throws HasnasException if the task can't be done anywhere, so that trying again is no use
     */
    R run(ClusterWorker worker, JobContext job) throws HasnasException;
}
