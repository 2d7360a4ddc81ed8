package org.hasnas.ui;

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

/** A workbench in memory, for tests of the window. */
public final class FakeWorkbench implements Workbench {
    public final FakeProjects projects = new FakeProjects();
    public final FakeSearches searches;
    public final FakeCosts costs = new FakeCosts();
    public final FakeCandidates candidates = new FakeCandidates();
    /** Trainings that go on when a test says so. */
    public final FakeTrainings trainings = new FakeTrainings();
    public final FakeCrossbars crossbars = new FakeCrossbars();
    public final FakeStudies studies = new FakeStudies();

    /** @param tickMillis pause between two trials and the next two */
    public FakeWorkbench(long tickMillis) {
        this.searches = new FakeSearches(tickMillis);
    }

    @Override
    public Projects projects() {
        return projects;
    }

    @Override
    public Datasets datasets() {
        return Unexpected.theme(Datasets.class);
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
        return Unexpected.theme(Scores.class);
    }

    @Override
    public KnownCandidates candidates() {
        return candidates;
    }

    @Override
    public Trainings trainings() {
        return trainings;
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
        return Unexpected.theme(Measurements.class);
    }

    @Override
    public void close() {
        searches.close();
    }
}
