package org.hasnas.cli.option;

import java.util.Optional;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.report.Figures;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.workbench.cluster.ClusterAddress;
import org.hasnas.workbench.cluster.ClusterState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command's arithmetic is done. */
public final class ClusterOption {
    @Option(names = "--on", paramLabel = "MASTER", description = "Compute on this Apache Spark cluster, such as spark://host:7077 or"
            + " local-cluster[1,2,2048] (1 worker of 2 cores and 2048 MB on this machine); the results are the same to the bit. Default: in this process.")
    private @Nullable String master;

    @Option(names = "--worker-files", description = "With --on: workers read the files of the data set themselves, at the path that they have here,"
            + " as on a shared drive. Default: the images are sent to them.")
    private boolean workerFiles;

    /** Joins the cluster, if one was asked for. */
    public void join(Session session) throws HasnasException {
        String wanted = master;
        if (wanted == null && workerFiles) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--worker-files says how the workers of a cluster come by images; name it with --on, too");
        }
        if (wanted != null) {
            ClusterState joined = session.workbench().clusters().use(new ClusterAddress(wanted,
                    workerFiles ? ClusterAddress.Images.READ : ClusterAddress.Images.SENT, Optional.empty()));
            session.note("Computing on " + joined.master() + ": " + Figures.count(joined.workers(), "worker") + ", "
                    + Figures.count(joined.cores(), "core"));
        }
    }
}
