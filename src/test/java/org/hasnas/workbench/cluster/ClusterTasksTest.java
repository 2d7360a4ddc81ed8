package org.hasnas.workbench.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hasnas.checks.model.ClusterScale;
import org.hasnas.error.HasnasException;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.job.JobEnd;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.job.RunStatus;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.RunSummary;
import org.hasnas.testdata.Awaited;
import org.hasnas.testdata.LoopbackCluster;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.check.Measurements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent to a cluster and what comes back, as bytes; the cluster itself is one of this process. */
final class ClusterTasksTest extends ClusterContract {
    @TempDir
    Path folder;

    private final LoopbackCluster cluster = new LoopbackCluster();
    @SuppressWarnings("NullAway.Init") // set by open
    private Workbench here;
    @SuppressWarnings("NullAway.Init") // set by open
    private Workbench there;

    @BeforeEach
    void open() throws HasnasException {
        here = Workbench.local(file -> SqliteStore.open(file, "test"));
        there = joined(asked -> cluster, address("here", ClusterAddress.Images.SENT));
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    @Override
    protected Workbench here() {
        return here;
    }

    @Override
    protected Workbench there() {
        return there;
    }

    @Override
    protected Path folder() {
        return folder;
    }

    @Test
    void aSweepWhoseTasksFailWhereverTheyAreTriedFails() throws Exception {
        Project project = project(there, "chips", 80);
        Awaited.result(there.trainings().start(project, List.of(DESIGN), training(1), 1).getFirst());
        cluster.breakAll("ChipTask");
        JobEnd.Failed<?> failed = assertInstanceOf(JobEnd.Failed.class, Awaited.end(there.crossbars().accuracy(project, sweep(there, project))));
        assertTrue(String.valueOf(failed.cause().getMessage()).contains("tried 3 times"), failed.cause().toString());
    }

    @Test
    void aDesignThatFailsWhereverItIsTriedIsAFailedTrainingAndTheSearchGoesOn() throws Exception {
        Project project = project(there, "searched", 80);
        cluster.breakAll("EpochsTask");
        RunSummary run = Awaited.result(there.searches().start(project, byTrainings(project, 1), 2));
        assertEquals(RunStatus.FINISHED, run.status());
        List<DesignOutlook> outlooks = there.searches().ladder(project, run.id()).orElseThrow().outlooks();
        assertTrue(!outlooks.isEmpty() && outlooks.stream().allMatch(DesignOutlook::givenUp), outlooks.toString());
        assertTrue(there.trainings().list(project).stream().allMatch(training -> training.status() == RunStatus.FAILED));
    }

    @Test
    void theBenchmarkTimesSleepAndTrainingsHereAndThere() throws Exception {
        ClusterScale scale = Awaited.result(timed(0, List.of()));
        assertEquals(List.of(1, 2), scale.rows().stream().map(ClusterScale.Row::underWay).toList());
        assertTrue(scale.rows().stream().allMatch(row -> row.overheadSeconds() > 0), scale.rows().toString());
        assertEquals(List.of(1, 2), scale.rounds().stream().map(ClusterScale.Round::round).toList());
        for (ClusterScale.Round round : scale.rounds()) {
            for (ClusterScale.Side side : List.of(round.here(), round.there())) {
                assertTrue(side.processorSeconds() > 0 && side.processorSeconds() <= 1.1 * side.computedSeconds()
                        && side.computedSeconds() <= side.seconds(), side.toString());
            }
        }
    }

    private JobHandle<Progress, ClusterScale> timed(int scores, List<Integer> sideBySide) throws Exception {
        return there.measurements().clusterScale(List.of(0.01), 1000, Optional.of(new Measurements.ScaleWork(
                project(there, "timed" + scores, 80), DESIGN, training(1), scores, 2, sideBySide)));
    }

    @Test
    void theBenchmarkTimesScoresHereAndThere() throws Exception {
        List<ClusterScale.Round> rounds = Awaited.result(timed(3, List.of(1, 2))).rounds();
        assertEquals(List.of(1, 1, 2, 2), rounds.stream().map(ClusterScale.Round::sideBySide).toList());
        assertTrue(rounds.getLast().here().processorSeconds() > 0 && rounds.getLast().there().processorSeconds() > 0, rounds.toString());
        HasnasException many = assertThrows(HasnasException.class, () -> timed(5, List.of(3)));
        assertTrue(String.valueOf(many.getMessage()).contains("1 to 2"), many.getMessage());
        cluster.breakAll("ScoreTask");
        JobEnd.Failed<?> failed = assertInstanceOf(JobEnd.Failed.class, Awaited.end(timed(4, List.of())));
        assertTrue(String.valueOf(failed.cause().getMessage()).contains("tried 3 times"), failed.cause().toString());
    }
}
