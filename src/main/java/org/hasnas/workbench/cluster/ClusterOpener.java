package org.hasnas.workbench.cluster;

import org.hasnas.error.HasnasException;

/** Port: joins clusters. */
@FunctionalInterface
public interface ClusterOpener {
    /** @param master address of the cluster, such as {@code spark://host:7077} */
    Cluster open(String master) throws HasnasException;
}
