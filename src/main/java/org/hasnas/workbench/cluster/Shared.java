package org.hasnas.workbench.cluster;

import java.io.Serializable;
import org.hasnas.error.HasnasException;

/**
 * What many tasks read; a process that does tasks gets it once, however many of them it does.
 *
 * @param <S> such as the images of a data set
 */
public interface Shared<S> extends Serializable {
    /** @throws HasnasException if this process can't get it */
    S value(ClusterWorker worker) throws HasnasException;
}
