package org.hasnas.cli;

import java.util.ArrayList;
import java.util.List;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.testdata.FakeCandidates;
import org.hasnas.testdata.FakeCrossbars;
import org.hasnas.testdata.FakeStudies;
import org.hasnas.testdata.Unexpected;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.training.Trainings;

/** Answers quickly and plainly, and remembers what it was asked. */
public final class FakeWorkbench {
    public final List<String> calls = new ArrayList<>();
    /** The data sets that were described or scored on. */
    public final List<DatasetReference> asked = new ArrayList<>();
    public final FakeProjects projects = new FakeProjects(calls);
    public final FakeCosts costs = new FakeCosts();
    public final FakeSearches searches = new FakeSearches(calls, costs);
    public final FakeMeasurements measurements = new FakeMeasurements(calls);
    public final FakeDatasets datasets = new FakeDatasets(asked, projects);
    public final FakeScores scores = new FakeScores(calls, asked);
    public final FakeCandidates candidates = new FakeCandidates();
    public final FakeCrossbars crossbars = new FakeCrossbars(calls);
    public final FakeStudies studies = new FakeStudies();

    /** The workbench as front ends see it. */
    public Workbench all() {
        return new Workbench(projects, datasets, searches, costs, scores,
                candidates, Unexpected.theme(Trainings.class), crossbars, studies, measurements, () -> calls.add("close"));
    }
}
