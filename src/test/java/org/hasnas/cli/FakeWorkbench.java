package org.hasnas.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Network;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.testdata.FakeCandidates;
import org.hasnas.testdata.FakeCosts;
import org.hasnas.testdata.FakeCrossbars;
import org.hasnas.testdata.FakeDatasets;
import org.hasnas.testdata.FakeProjects;
import org.hasnas.testdata.FakeScores;
import org.hasnas.testdata.FakeSearches;
import org.hasnas.testdata.FakeStudies;
import org.hasnas.testdata.FakeTrainings;
import org.hasnas.testdata.Samples;
import org.hasnas.testdata.Unexpected;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.cluster.ClusterOpener;
import org.hasnas.workbench.cluster.Clusters;
import org.hasnas.workbench.exchange.Exchange;

/** Answers quickly and plainly, and remembers what it was asked. Every folder but one called "missing" is a project, with two stored runs. */
public final class FakeWorkbench {
    /** Of the candidates of every run. */
    public static final List<String> MATRICES = List.of("0300 0030 0003 0000", "0302 0030 3003 0000", "0001 0000 0000 0000");

    public final List<String> calls = new ArrayList<>();
    /** The data sets that were described or scored on. */
    public final List<DatasetReference> asked = new ArrayList<>();
    public final FakeProjects projects = new FakeProjects(calls);
    public final FakeCosts costs = new FakeCosts();
    public final FakeSearches searches = new FakeSearches(calls);
    public final FakeMeasurements measurements = new FakeMeasurements(calls);
    public final FakeDatasets datasets = new FakeDatasets(asked, projects);
    public final FakeScores scores = new FakeScores(calls, asked);
    public final FakeCandidates candidates = new FakeCandidates();
    public final FakeCrossbars crossbars = new FakeCrossbars(calls);
    public final FakeStudies studies = new FakeStudies();
    public final FakeTrainings trainings = new FakeTrainings();
    /** Of the projects. */
    public ConstraintSet limits = ConstraintSet.PUBLISHED;

    public FakeWorkbench() {
        projects.found = folder -> folder.endsWith("missing") ? Optional.empty()
                : Optional.of(Samples.digits(MATRICES.size()).withAlgorithm(SearchAlgorithmId.HASNAS).withLimits(limits));
        searches.trial = this::trial;
        searches.before = project -> {
            searches.add(project, project.search(), MATRICES.size(), RunStatus.FINISHED);
            searches.add(project, project.search(), 1, RunStatus.INTERRUPTED);
        };
    }

    private Trial trial(SearchRequest request, int index) {
        Architecture architecture = Architecture.shared(ConnectionMatrix.parse(MATRICES.get(index % MATRICES.size())));
        try {
            HardwareCost cost = costs.report(Network.of(request.template(), request.space(), architecture), request.hardware()).total();
            TrialOutcome outcome = request.limits().isMetBy(cost) ? new TrialOutcome.Evaluated(cost, new FitnessScore(10.5 - index, 0.25))
                    : new TrialOutcome.OverLimits(cost);
            return new Trial(index, architecture, outcome, 0.5);
        } catch (HasnasException unknown) {
            throw new AssertionError(unknown);
        }
    }

    /** The workbench as front ends see it. */
    public Workbench all() {
        return new Workbench(projects, datasets, searches, costs, scores,
                candidates, trainings, crossbars, studies, Unexpected.theme(Exchange.class), measurements,
                new Clusters(Unexpected.theme(ClusterOpener.class)), () -> calls.add("close"));
    }
}
