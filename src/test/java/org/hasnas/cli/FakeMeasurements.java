package org.hasnas.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.hasnas.checks.model.AlgorithmComparison;
import org.hasnas.checks.model.ClusterScale;
import org.hasnas.checks.model.ComparisonResult;
import org.hasnas.checks.model.DecisionMeasurement;
import org.hasnas.checks.model.EventImport;
import org.hasnas.checks.model.LadderBenchmark;
import org.hasnas.checks.model.LadderMeasurement;
import org.hasnas.checks.model.PassBenchmark;
import org.hasnas.checks.model.PassMeasurement;
import org.hasnas.checks.model.PassTimes;
import org.hasnas.checks.model.RecipeComparison;
import org.hasnas.checks.model.RecipeResult;
import org.hasnas.checks.model.ReplayBenchmark;
import org.hasnas.checks.model.ReplayMeasurement;
import org.hasnas.checks.model.RunFigures;
import org.hasnas.checks.model.ScoreBenchmark;
import org.hasnas.checks.model.ScoreMeasurement;
import org.hasnas.checks.model.ScreenBenchmark;
import org.hasnas.checks.model.ScreenMeasurement;
import org.hasnas.checks.model.SearchBenchmark;
import org.hasnas.checks.model.SearchMeasurement;
import org.hasnas.checks.model.TableSearch;
import org.hasnas.checks.model.TableSearchResult;
import org.hasnas.checks.model.TrainedAccuracies;
import org.hasnas.checks.model.TrainingComparison;
import org.hasnas.checks.model.TrainingPace;
import org.hasnas.checks.model.TrainingSpeed;
import org.hasnas.checks.model.VerificationKind;
import org.hasnas.checks.model.VerificationResult;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.FrontCost;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.network.Architecture;
import org.hasnas.score.model.ScoreId;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Project;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.testdata.FakeJob;
import org.hasnas.testdata.Unexpected;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.workbench.check.Measurements;

/** Measurements that are done at once. */
public final class FakeMeasurements implements Measurements {
    public final List<PassBenchmark> benchmarks = new ArrayList<>();
    public final List<PassBenchmark> denseBenchmarks = new ArrayList<>();
    public final List<PassBenchmark> paces = new ArrayList<>();
    public final List<ScreenBenchmark> screenBenchmarks = new ArrayList<>();
    public final List<LadderBenchmark> ladders = new ArrayList<>();
    public final List<ReplayBenchmark> replays = new ArrayList<>();
    public final List<TableSearch> tableSearches = new ArrayList<>();
    public final List<SearchBenchmark> searchBenchmarks = new ArrayList<>();
    public List<VerificationResult> verification = List.of();
    private final List<String> calls;

    FakeMeasurements(List<String> calls) {
        this.calls = calls;
    }

    @Override
    public JobHandle<Progress, PassMeasurement> passes(PassBenchmark benchmark) {
        benchmarks.add(benchmark);
        return FakeJob.done(new PassMeasurement(new PassTimes(1, 0.5, List.of(2.0, 4.0, 1.0), List.of(1.5, 3.0, 1.0),
                benchmark.multiplyAccumulatesPerPass(),
                0.09),
                List.of(new PassMeasurement.WorkTime("cell convolution", 6), new PassMeasurement.WorkTime("lif", 1)),
                List.of(new LayerRate("last", List.of(0.05, 0.1))), new PassMeasurement.MemoryPeaks(1_000_000, 3_000_000, 0)));
    }

    @Override
    public JobHandle<Progress, PassTimes> densePasses(PassBenchmark benchmark) {
        denseBenchmarks.add(benchmark);
        return FakeJob.done(new PassTimes(benchmark.threads(), 3, List.of(20.0), List.of(30.0), benchmark.multiplyAccumulatesPerPass(), 0.09));
    }

    @Override
    public JobHandle<Progress, SearchMeasurement> searchSpeed(SearchBenchmark benchmark) {
        searchBenchmarks.add(benchmark);
        return FakeJob.done(new SearchMeasurement(benchmark.draws(), 40, List.of(1.0, 3.0, 2.0), List.of()));
    }

    @Override
    public JobHandle<Progress, TrainingSpeed> trainingSpeed(PassBenchmark benchmark) {
        PassTimes times = new PassTimes(benchmark.threads(), 0.1, List.of(0.5, 0.5), List.of(0.4, 0.6), benchmark.multiplyAccumulatesPerPass(), 0);
        return FakeJob.done(new TrainingSpeed(times, new PassTimes(benchmark.threads(), 0.1, List.of(1.0), List.of(1.2), 1, 0), 2.25, 2.5));
    }

    @Override
    public JobHandle<Progress, TrainingPace> trainingPace(PassBenchmark benchmark, int warmUp) {
        paces.add(benchmark);
        return FakeJob.done(new TrainingPace(new PassTimes(benchmark.threads(), 0.1, List.of(0.5), List.of(0.25), 1_000_000_000, 0),
                List.of(new PassMeasurement.WorkTime("gradients of inputs", 3), new PassMeasurement.WorkTime("rest", 1)), 16e9,
                new TrainingPace.FirstStep(1.75, 1.5), 2.25));
    }

    @Override
    public JobHandle<Progress, TrainedAccuracies> compareTrainings(TrainingComparison comparison) {
        throw Unexpected.call("Measurements.compareTrainings");
    }

    @Override
    public JobHandle<Progress, RecipeResult> compareRecipes(RecipeComparison comparison) {
        throw Unexpected.call("Measurements.compareRecipes");
    }

    @Override
    public JobHandle<Progress, ComparisonResult> compareAlgorithms(AlgorithmComparison comparison) {
        throw Unexpected.call("Measurements.compareAlgorithms");
    }

    @Override
    public JobHandle<Progress, TableSearchResult> searchTable(TableSearch search, Path table) {
        tableSearches.add(search);
        ConstraintSet limits = ConstraintSet.UNLIMITED.withLimit(CostKind.MEMORY, 17_000_000).withLimit(CostKind.ENERGY, 5e-5);
        List<TableSearchResult.Outcome> outcomes = search.algorithms().stream().map(algorithm -> new TableSearchResult.Outcome(algorithm,
                TableSearchResult.Knowledge.SHORTLIST, 5, 37.5, List.of(0.25, 0.75), List.of(-0.5, 0.75))).toList();
        return FakeJob.done(new TableSearchResult(200, 0.4, List.of(new TableSearchResult.Level(limits, 25, 10, 7,
                Accuracy.of(AccuracyKind.BENCHMARK, 0.875, "a table"), OptionalDouble.empty(), outcomes))));
    }

    @Override
    public JobHandle<Progress, LadderMeasurement> searchLadder(LadderBenchmark benchmark, Path table, Optional<Path> curves, Optional<Path> prior) {
        ladders.add(benchmark);
        calls.add("ladder " + table.getFileName() + " " + curves.map(Path::getFileName) + " " + prior.map(Path::getFileName));
        List<LadderMeasurement.AlgorithmResult> results = benchmark.algorithms().stream().map(algorithm -> new LadderMeasurement.AlgorithmResult(
                algorithm,
                benchmark.budgets().stream()
                        .map(budget -> new LadderMeasurement.Spent(budget, 12, 3.5, new RunFigures(List.of(0.25, 0.75)),
                                new RunFigures(List.of(0.5, 0.5)), Optional.of(new LadderMeasurement.Prediction(0.96, 0.4, 1.25))))
                        .toList(),
                0.004)).toList();
        return FakeJob.done(new LadderMeasurement("CIFAR-10", ConstraintSet.UNLIMITED, 150, List.of(10, 100), OptionalDouble.of(8000), 0.8825,
                results,
                benchmark.limitSets() == 0 ? Optional.empty() : Optional.of(new LadderMeasurement.Ceiling(benchmark.limitSets(), 5, 0.97, 0.6))));
    }

    private static ReplayMeasurement.Spent spent(double budget, double hypervolume, double other) {
        return new ReplayMeasurement.Spent(budget, 4.5, new RunFigures(List.of(hypervolume, other)), new RunFigures(List.of(0.5, 1.5)),
                OptionalDouble.of(0.9), List.of(new ReplayMeasurement.Reached(1, 2, 1.25), new ReplayMeasurement.Reached(3, 0, Double.NaN)));
    }

    @Override
    public JobHandle<Progress, DecisionMeasurement> timeDecisions(Project project, int designs, int decisions) {
        return FakeJob.done(new DecisionMeasurement(designs, designs / 2, 1.5, Collections.nCopies(decisions, 0.025)));
    }

    @Override
    public JobHandle<Progress, ReplayMeasurement> replaySearches(ReplayBenchmark benchmark, Project project) {
        replays.add(benchmark);
        calls.add("replay " + project.folder().getFileName());
        List<ReplayMeasurement.AlgorithmResult> results = benchmark.algorithms().stream().flatMap(algorithm -> Stream.of(
                new ReplayMeasurement.AlgorithmResult(algorithm, true,
                        benchmark.budgets().stream().map(budget -> spent(budget, 1.25, 1.75)).toList()),
                new ReplayMeasurement.AlgorithmResult(algorithm, false, benchmark.budgets().stream().map(budget -> spent(budget, 1, 1.25)).toList())))
                .toList();
        return FakeJob
                .done(new ReplayMeasurement(FrontCost.EDAP, 32, 60, 2, 45, 12.5, 0.55, 0.1, 2.5e-7, new RunFigures(List.of(2.0, 2.0)), results));
    }

    @Override
    public JobHandle<Progress, ScreenMeasurement> compareScreens(ScreenBenchmark benchmark) {
        screenBenchmarks.add(benchmark);
        return FakeJob.done(new ScreenMeasurement(benchmark.draws(), 8, List.of(
                new ScreenMeasurement.Agreement(new ScreenBenchmark.Screen(12, 16), 0.75, 0.25),
                new ScreenMeasurement.Agreement(new ScreenBenchmark.Screen(24, 8), Double.NaN, 0.5)), 0.625));
    }

    @Override
    public JobHandle<Progress, ScoreMeasurement> compareScores(Path table, ScoreBenchmark benchmark) {
        if (benchmark.known() > 1000) {
            return FakeJob.failed(new HasnasException(ErrorCode.BAD_INPUT, table + ": the table has 10 networks that learn"));
        }
        return FakeJob.done(new ScoreMeasurement(100, 3, 3, 0, benchmark.scores().stream().map(score -> new ScoreMeasurement.ScoreRank(score, 97,
                score == ScoreId.DEPTH ? Double.NaN : 0.5, 0.6, 0.001)).toList(),
                benchmark.known() == 0 ? Optional.empty()
                        : Optional.of(new ScoreMeasurement.PredictorRank(benchmark.known(), 60, 0.7, 0.8, 0.95, 0.004, 0.011, 1.5))));
    }

    @Override
    public JobHandle<Progress, EventImport> eventImport(int recordings, Path folder) {
        return FakeJob.done(
                new EventImport(recordings, 4200L * recordings, 21_000L * recordings, List.of(new EventImport.Phase("import", 2, 4, 100_000_000)),
                        200_000_000));
    }

    @Override
    public JobHandle<Progress, ClusterScale> clusterScale(List<Double> taskSeconds, int payloadBytes, Optional<ScaleWork> work) {
        return FakeJob.done(new ClusterScale(2, 4, new ClusterScale.Way(payloadBytes, 0.05, 0.01, 0.008),
                taskSeconds.stream().map(seconds -> new ClusterScale.Row(seconds, 4, 20, 5.5 * seconds)).toList(),
                work.map(asked -> new ClusterScale.Round(asked.rounds() + asked.scores(), asked.sideBySide().size(),
                        new ClusterScale.Side(1.0, 1.0, 0.9),
                        new ClusterScale.Side(1.25, 1.1, 0.99))).stream().toList()));
    }

    @Override
    public JobHandle<Progress, List<VerificationResult>> verify(VerificationKind kind, Path path) {
        calls.add("verify " + kind + " " + path);
        return FakeJob.done(verification);
    }
}
