package org.hasnas.workbench.cluster;

import java.util.Optional;
import org.hasnas.error.HasnasException;
import org.jspecify.annotations.Nullable;

/** Where the arithmetic of jobs is done that begin from now on: in this process, or on a cluster. Safe for any thread. */
public final class Clusters implements AutoCloseable {
    /** One is done while the other one's result travels. */
    private static final int WAITING_PER_CORE = 2;

    private final ClusterOpener opener;
    private @Nullable Cluster used;

    public Clusters(ClusterOpener opener) {
        this.opener = opener;
    }

    /** Joins a cluster, in place of the one before. */
    public synchronized ClusterState use(String master) throws HasnasException {
        close();
        Cluster joined = opener.open(master);
        used = joined;
        return joined.state();
    }

    /** The cluster that is used; empty if this process does everything itself. */
    public synchronized Optional<Cluster> used() {
        return Optional.ofNullable(used);
    }

    /**
     * How many pieces of work a job should have under way.
     *
     * @param threads that the job may use in this process
     */
    public int underWay(int threads) {
        return used().map(cluster -> Math.max(threads, WAITING_PER_CORE * cluster.state().cores())).orElse(threads);
    }

    /** Leaves the cluster. */
    @Override
    public synchronized void close() {
        Cluster left = used;
        used = null;
        if (left != null) {
            left.close();
        }
    }
}
