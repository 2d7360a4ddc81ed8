package org.hasnas.cli;

import java.util.ArrayList;
import java.util.List;
import org.hasnas.domain.run.DatasetReference;
import org.hasnas.testdata.FakeStudies;
import org.hasnas.testdata.Unexpected;
import org.hasnas.workbench.Candidates;
import org.hasnas.workbench.Costs;
import org.hasnas.workbench.Crossbars;
import org.hasnas.workbench.Datasets;
import org.hasnas.workbench.Measurements;
import org.hasnas.workbench.Projects;
import org.hasnas.workbench.Scores;
import org.hasnas.workbench.Searches;
import org.hasnas.workbench.Studies;
import org.hasnas.workbench.Trainings;
import org.hasnas.workbench.Workbench;

/** Answers quickly and plainly, and remembers what it was asked. */
final class FakeWorkbench implements Workbench {
    final List<String> calls = new ArrayList<>();
    /** The data sets that were described or scored on. */
    final List<DatasetReference> asked = new ArrayList<>();
    final FakeProjects projects = new FakeProjects(calls);
    final FakeCosts costs = new FakeCosts();
    final FakeSearches searches = new FakeSearches(calls, costs);
    final FakeMeasurements measurements = new FakeMeasurements(calls);
    private final Datasets datasets = new FakeDatasets(asked, projects);
    private final Scores scores = new FakeScores(calls, asked);
    private final Candidates candidates = new FakeCandidates();
    private final Crossbars crossbars = new FakeCrossbars(calls);
    private final Studies studies = new FakeStudies();

    @Override
    public Projects projects() {
        return projects;
    }

    @Override
    public Datasets datasets() {
        return datasets;
    }

    @Override
    public Searches searches() {
        return searches;
    }

    @Override
    public Costs costs() {
        return costs;
    }

    @Override
    public Scores scores() {
        return scores;
    }

    @Override
    public Candidates candidates() {
        return candidates;
    }

    @Override
    public Trainings trainings() {
        return Unexpected.theme(Trainings.class);
    }

    @Override
    public Crossbars crossbars() {
        return crossbars;
    }

    @Override
    public Studies studies() {
        return studies;
    }

    @Override
    public Measurements measurements() {
        return measurements;
    }

    @Override
    public void close() {
        calls.add("close");
    }
}
