package org.hasnas.ui;

import java.util.ArrayList;
import org.hasnas.testdata.FakeCandidates;
import org.hasnas.testdata.FakeCosts;
import org.hasnas.testdata.FakeCrossbars;
import org.hasnas.testdata.FakeDatasets;
import org.hasnas.testdata.FakeExchange;
import org.hasnas.testdata.FakeProjects;
import org.hasnas.testdata.FakeScores;
import org.hasnas.testdata.FakeSearches;
import org.hasnas.testdata.FakeStudies;
import org.hasnas.testdata.FakeTrainings;
import org.hasnas.testdata.Unexpected;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.check.Measurements;
import org.hasnas.workbench.cluster.ClusterOpener;
import org.hasnas.workbench.cluster.Clusters;

/** A workbench in memory, for tests of the window. */
public final class FakeWorkbench {
    public final FakeProjects projects = new FakeProjects(new ArrayList<>());
    public final FakeDatasets datasets = new FakeDatasets(new ArrayList<>(), projects);
    public final FakeSearches searches = new FakeSearches(new ArrayList<>());
    public final FakeCosts costs = new FakeCosts();
    public final FakeCandidates candidates = new FakeCandidates();
    /** Trainings that go on when a test says so. */
    public final FakeTrainings trainings = new FakeTrainings();
    public final FakeCrossbars crossbars = new FakeCrossbars(new ArrayList<>());
    public final FakeScores scores = new FakeScores(new ArrayList<>(), new ArrayList<>());
    public final FakeStudies studies = new FakeStudies();
    public final FakeExchange exchange = new FakeExchange();

    /** The workbench as front ends see it. */
    public Workbench all() {
        return new Workbench(projects, datasets, searches, costs, scores,
                candidates, trainings, crossbars, studies, exchange, Unexpected.theme(Measurements.class),
                new Clusters(Unexpected.theme(ClusterOpener.class)), () -> {});
    }
}
