package org.hasnas.cli;

import java.util.ArrayList;
import java.util.List;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.testdata.FakeStudies;
import org.hasnas.testdata.Unexpected;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.candidate.KnownCandidates;
import org.hasnas.workbench.check.Measurements;
import org.hasnas.workbench.chip.Crossbars;
import org.hasnas.workbench.cost.Costs;
import org.hasnas.workbench.data.Datasets;
import org.hasnas.workbench.project.Projects;
import org.hasnas.workbench.score.Scores;
import org.hasnas.workbench.search.Searches;
import org.hasnas.workbench.study.Studies;
import org.hasnas.workbench.training.Trainings;

/** Answers quickly and plainly, and remembers what it was asked. */
public final class FakeWorkbench implements Workbench {
    public final List<String> calls = new ArrayList<>();
    /** The data sets that were described or scored on. */
    public final List<DatasetReference> asked = new ArrayList<>();
    public final FakeProjects projects = new FakeProjects(calls);
    public final FakeCosts costs = new FakeCosts();
    public final FakeSearches searches = new FakeSearches(calls, costs);
    public final FakeMeasurements measurements = new FakeMeasurements(calls);
    private final Datasets datasets = new FakeDatasets(asked, projects);
    public final FakeScores scores = new FakeScores(calls, asked);
    private final KnownCandidates candidates = new FakeCandidates();
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
    public KnownCandidates candidates() {
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
