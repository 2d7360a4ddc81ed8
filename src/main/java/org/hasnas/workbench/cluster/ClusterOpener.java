package org.hasnas.workbench.cluster;

import org.hasnas.error.HasnasException;

/** Port: joins clusters. */
@FunctionalInterface
public interface ClusterOpener {
    Cluster open(ClusterAddress address) throws HasnasException;
}
