package org.hasnas.workbench.cluster;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.hasnas.data.LabelledDataset;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Where the arithmetic of jobs is done that begin from now on: in this process, or on a cluster. Safe for any thread. */
public final class Clusters implements AutoCloseable {
    /** One is done while the other one's result travels. */
    private static final int WAITING_PER_CORE = 2;

    private final ClusterOpener opener;
    private @Nullable Cluster used;
    private ClusterAddress.Images images = ClusterAddress.Images.SENT;

    public Clusters(ClusterOpener opener) {
        this.opener = opener;
    }

    /** Joins a cluster, in place of the one before. */
    public synchronized ClusterState use(ClusterAddress address) throws HasnasException {
        close();
        Cluster joined = opener.open(address);
        used = joined;
        images = address.images();
        return joined.state();
    }

    /** What the cluster that is used has and does. */
    public Optional<ClusterState> state() {
        return used().map(Cluster::state);
    }

    /** The cluster that is used; empty if this process does everything itself. */
    public synchronized Optional<Cluster> used() {
        return Optional.ofNullable(used);
    }

    /**
     * Images for tasks of a cluster.
     *
     * @param folder that the reference's path may start from
     * @param read what this program read there
     */
    public synchronized Shared<LabelledDataset> share(Cluster cluster, DatasetReference reference, Path folder, LabelledDataset read)
            throws HasnasException {
        return switch (images) {
            case SENT -> cluster.share(read);
            case READ -> DatasetFiles.of(reference, folder, read);
        };
    }

    /**
     * How many pieces of work a job should have under way.
     *
     * @param threads that the job may use in this process
     */
    public int underWay(int threads) {
        return used().map(cluster -> Math.max(threads, WAITING_PER_CORE * cluster.state().cores())).orElse(threads);
    }

    /**
     * Stops what can't tell why its cluster is of no use any more; the log tells.
     *
     * @param ended the way that a job which was cancelled ends
     */
    public static CancellationException stopping(HasnasException ended) {
        LoggerFactory.getLogger(Clusters.class).error("The work stops", ended);
        return (CancellationException) new CancellationException(ended.getMessage()).initCause(ended);
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
