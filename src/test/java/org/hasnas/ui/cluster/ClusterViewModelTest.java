package org.hasnas.ui.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.ui.FakeDialogs;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.workbench.cluster.Cluster;
import org.hasnas.workbench.cluster.ClusterAddress;
import org.hasnas.workbench.cluster.ClusterState;
import org.hasnas.workbench.cluster.ClusterTask;
import org.hasnas.workbench.cluster.Clusters;
import org.hasnas.workbench.cluster.Shared;
import org.junit.jupiter.api.Test;

final class ClusterViewModelTest {
    private final FakeDialogs dialogs = new FakeDialogs();
    private final List<String> closed = new ArrayList<>();
    private int running;

    private final Clusters clusters = new Clusters(address -> {
        if (address.master().contains("nowhere")) {
            throw new HasnasException(ErrorCode.IO, "Nobody answers.");
        }
        return new Cluster() {
            @Override
            public <R extends Serializable> R run(ClusterTask<R> task, JobContext job) {
                throw new AssertionError("no task");
            }

            @Override
            public <S extends Serializable> Shared<S> share(S value) {
                throw new AssertionError("nothing to share");
            }

            @Override
            public ClusterState state() {
                return new ClusterState(address.master(), 2, 4, running);
            }

            @Override
            public void close() {
                closed.add(address.master());
            }
        };
    });
    private final ClusterViewModel model =
            new ClusterViewModel(clusters, new UiServices(new Background(Runnable::run, Runnable::run), dialogs, new Texts()));

    private static ClusterAddress at(String master) {
        return new ClusterAddress(master, ClusterAddress.Images.READ, Optional.of("s3cret"));
    }

    @Test
    void aClusterIsJoinedShowsWhatItDoesAndIsLeft() {
        model.look();
        assertEquals("", model.stateProperty().get(), "there is nothing to look at");
        List<String> shown = new ArrayList<>();
        model.stateProperty().subscribe(now -> {
            shown.add(now);
        });
        model.use(at("spark://a:1"));
        assertTrue(shown.get(1).startsWith("spark://a:1: waiting"), shown.toString());
        assertEquals("spark://a:1: workers 2, cores 4, running tasks 0", model.stateProperty().get());
        assertTrue(clusters.used().isPresent());
        running = 3;
        model.look();
        assertEquals("spark://a:1: workers 2, cores 4, running tasks 3", model.stateProperty().get());
        model.use(at(""));
        assertEquals("", model.stateProperty().get());
        assertEquals(List.of("spark://a:1"), closed);
        assertTrue(clusters.used().isEmpty());
    }

    @Test
    void aClusterThatCannotBeJoinedIsToldAndSuggestedAgain() {
        model.use(at("spark://nowhere:1"));
        assertTrue(dialogs.problems.getLast().contains("Nobody answers."), dialogs.problems.toString());
        assertEquals("", model.stateProperty().get());
        assertEquals("spark://nowhere:1", model.last().master());
        assertFalse(model.last().toString().contains("s3cret"), "a secret is not printed");
    }
}
