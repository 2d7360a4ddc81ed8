package org.hasnas.workbench.cluster;

import java.io.Serializable;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;

/**
 * A piece of arithmetic that can be done anywhere: it depends on nothing but its fields and what is shared, and gives the same bits wherever it is done
 * and however often.
 *
 * @param <S> what many tasks read, such as the images of a data set
 * @param <R> what it finds
 */
public interface ClusterTask<S extends Serializable, R extends Serializable> extends Serializable {
    /**
     * @param worker what is there already of earlier tasks
     * @throws HasnasException if the task can't be done anywhere, so that trying again is no use
     */
    R run(S shared, ClusterWorker worker, JobContext job) throws HasnasException;
}
