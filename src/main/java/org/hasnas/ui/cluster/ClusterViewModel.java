package org.hasnas.ui.cluster;

import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.workbench.cluster.ClusterAddress;
import org.hasnas.workbench.cluster.ClusterState;
import org.hasnas.workbench.cluster.Clusters;

/** The cluster that the window's work is done on, if any. */
public final class ClusterViewModel {
    private final Clusters clusters;
    private final UiServices around;
    private final ReadOnlyStringWrapper state = new ReadOnlyStringWrapper(this, "state", "");
    private ClusterAddress last = new ClusterAddress("", ClusterAddress.Images.SENT, Optional.empty());
    private boolean looking;

    public ClusterViewModel(Clusters clusters, UiServices around) {
        this.clusters = clusters;
        this.around = around;
    }

    /** The cluster, its workers, cores and tasks in a line, or that it is about to be joined; empty if everything is done in this program. */
    public ReadOnlyStringProperty stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** What was asked for last. */
    public ClusterAddress last() {
        return last;
    }

    /** Has all work that begins from now on done on a cluster; in this program if its master is blank. */
    public void use(ClusterAddress wanted) {
        last = wanted;
        state.set(wanted.master().isBlank() ? "" : around.texts().get("cluster.joining", wanted.master()));
        around.background().<Optional<ClusterState>>run(() -> {
            if (wanted.master().isBlank()) {
                clusters.close();
                return Optional.empty();
            }
            return Optional.of(clusters.use(wanted));
        }, joined -> {
            show(joined);
            joined.ifPresent(now -> around.dialogs().notice(state.get()));
        }, problem -> {
            show(Optional.empty());
            around.dialogs().problem(around.texts().get("cluster.problem"), problem);
        });
    }

    /** Looks what the cluster does now. */
    public void look() {
        if (!looking && !state.get().isEmpty()) {
            looking = true;
            around.background().run(clusters::state, now -> {
                looking = false;
                show(now);
            }, problem -> looking = false);
        }
    }

    private void show(Optional<ClusterState> now) {
        state.set(now.map(known -> around.texts().get("cluster.state", known.master(), known.workers(), known.cores(), known.running())).orElse(""));
    }
}
