package org.hasnas.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.hasnas.catalog.HardwareProfiles;
import org.hasnas.crossbar.cost.ChipCostModel;
import org.hasnas.domain.accuracy.Accuracy;
import org.hasnas.domain.accuracy.AccuracyKind;
import org.hasnas.domain.accuracy.ChipPoint;
import org.hasnas.domain.architecture.Architecture;
import org.hasnas.domain.architecture.ConnectionMatrix;
import org.hasnas.domain.architecture.ConvolutionLayer;
import org.hasnas.domain.architecture.Network;
import org.hasnas.domain.architecture.NetworkTemplate;
import org.hasnas.domain.architecture.NetworkTemplates;
import org.hasnas.domain.architecture.SearchSpace;
import org.hasnas.domain.constraint.ConstraintSet;
import org.hasnas.domain.error.ErrorCode;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.hardware.ChipConditions;
import org.hasnas.domain.hardware.ChipSweep;
import org.hasnas.domain.hardware.CostReport;
import org.hasnas.domain.hardware.HardwareCost;
import org.hasnas.domain.hardware.HardwareProfile;
import org.hasnas.domain.hardware.HardwareSettings;
import org.hasnas.domain.measurement.AlgorithmComparison;
import org.hasnas.domain.measurement.ComparisonResult;
import org.hasnas.domain.hardware.PhysicalCostReport;
import org.hasnas.domain.hardware.PhysicalSettings;
import org.hasnas.domain.hardware.SpikeRateSource;
import org.hasnas.domain.hardware.SpikeRates;
import org.hasnas.domain.hardware.SpikeSimCostReport.ComponentCost;
import org.hasnas.domain.hardware.SpikeSimCostReport.LayerCost;
import org.hasnas.domain.hardware.SpikeSimCostReport;
import org.hasnas.domain.hardware.SpikeSimSettings;
import org.hasnas.domain.measurement.PassBenchmark;
import org.hasnas.domain.measurement.PassMeasurement;
import org.hasnas.domain.measurement.PassTimes;
import org.hasnas.domain.measurement.ScoreBenchmark;
import org.hasnas.domain.measurement.ScoreMeasurement;
import org.hasnas.domain.measurement.SearchBenchmark;
import org.hasnas.domain.measurement.SearchMeasurement;
import org.hasnas.domain.measurement.TableSearch;
import org.hasnas.domain.measurement.TableSearchResult;
import org.hasnas.domain.measurement.VerificationResult;
import org.hasnas.domain.run.DatasetReference;
import org.hasnas.domain.run.Feasibility;
import org.hasnas.domain.run.FitnessScore;
import org.hasnas.domain.run.FitnessSettings;
import org.hasnas.domain.run.RunStatus;
import org.hasnas.domain.run.RunSummary;
import org.hasnas.domain.run.SearchAlgorithmId;
import org.hasnas.domain.run.ScoreId;
import org.hasnas.domain.run.SearchRequest;
import org.hasnas.domain.run.Trial;
import org.hasnas.domain.run.TrialOutcome;
import org.hasnas.domain.study.OperationStudy;
import org.hasnas.domain.study.OperationStudyRequest;
import org.hasnas.domain.study.TemplateStudy;
import org.hasnas.domain.study.TemplateStudyRequest;
import org.hasnas.evaluation.ChipCosts;
import org.hasnas.export.CostCsv;
import org.hasnas.job.JobContext;
import org.hasnas.search.FeasibilityCheck;
import org.hasnas.testdata.Studies;
import org.hasnas.units.Area;
import org.hasnas.units.Energy;
import org.hasnas.units.Latency;
import org.hasnas.workbench.BenchmarkAccuracies;
import org.hasnas.workbench.Candidate;
import org.hasnas.workbench.CandidateAccuracies;
import org.hasnas.workbench.ChipAccuracyListener;
import org.hasnas.workbench.ChipAccuracyReport;
import org.hasnas.workbench.ChipAccuracyRequest;
import org.hasnas.workbench.ChipReferences;
import org.hasnas.workbench.ChipTimes;
import org.hasnas.workbench.CrossbarMapReport;
import org.hasnas.workbench.CrossbarMapRequest;
import org.hasnas.workbench.CrossbarSolution;
import org.hasnas.workbench.DatasetSummary;
import org.hasnas.workbench.FitnessReport;
import org.hasnas.workbench.Project;
import org.hasnas.workbench.RunHandle;
import org.hasnas.workbench.RunProgress;
import org.hasnas.workbench.Trainings;
import org.hasnas.workbench.VerificationKind;
import org.hasnas.workbench.Workbench;
import org.jspecify.annotations.Nullable;

/** Answers quickly and plainly, and remembers what it was asked. Costs grow with the number of weights. */
final class FakeWorkbench implements Workbench {
    static final List<String> MATRICES = List.of("0300 0030 0003 0000", "0302 0030 3003 0000", "0001 0000 0000 0000");

    final List<String> calls = new ArrayList<>();
    final List<SearchRequest> started = new ArrayList<>();
    final List<PassBenchmark> benchmarks = new ArrayList<>();
    final List<PassBenchmark> denseBenchmarks = new ArrayList<>();
    final List<SearchBenchmark> searchBenchmarks = new ArrayList<>();
    final List<DatasetReference> datasets = new ArrayList<>();
    final List<ConvolutionLayer> layers = new ArrayList<>();
    final List<Project> saved = new ArrayList<>();
    List<VerificationResult> verification = List.of();
    ConstraintSet projectLimits = ConstraintSet.PUBLISHED;
    @Nullable HasnasException searchFailure;
    @Nullable RuntimeException bug;
    boolean endless;
    String storeProblem = "";

    @Override
    public Project openProject(Path folder) throws HasnasException {
        calls.add("open " + folder);
        if (bug != null) {
            throw bug;
        }
        if (folder.getFileName().toString().equals("missing")) {
            throw new HasnasException(ErrorCode.NOT_FOUND, "there is no project in " + folder);
        }
        SearchRequest request = new SearchRequest(DatasetReference.EMBEDDED_DIGITS, NetworkTemplates.DIGITS.template(),
                NetworkTemplates.DIGITS.space(), SpikeSimSettings.DEFAULT, projectLimits, SearchAlgorithmId.HASNAS, 3,
                new FitnessSettings(32, 1), 5);
        return new Project(folder, "a project", "", request);
    }

    @Override
    public void saveProject(Project project) {
        saved.add(project);
    }

    @Override
    public Project createProject(Path folder, String presetName) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> storeProblem(Project project) {
        return storeProblem.isEmpty() ? Optional.empty() : Optional.of(storeProblem);
    }

    @Override
    public RunHandle startSearch(Project project, SearchRequest request, int threads) {
        calls.add("search " + threads);
        started.add(request);
        return new Handle(summary(1, request, RunStatus.RUNNING), endless, searchFailure);
    }

    @Override
    public RunHandle continueSearch(Project project, long runId, int threads) {
        calls.add("continue " + runId);
        return new Handle(summary(runId, project.search(), RunStatus.RUNNING), endless, searchFailure);
    }

    @Override
    public List<RunSummary> runs(Project project) {
        return List.of(summary(2, project.search(), RunStatus.INTERRUPTED), summary(1, project.search(), RunStatus.FINISHED));
    }

    @Override
    public RunSummary run(Project project, long runId) throws HasnasException {
        if (runId > 2) {
            throw new HasnasException(ErrorCode.NOT_FOUND, "there is no run " + runId + "; the runs are 1, 2");
        }
        return summary(runId, started.isEmpty() ? project.search() : started.getLast(), RunStatus.FINISHED);
    }

    @Override
    public List<Trial> trials(Project project, long runId) throws HasnasException {
        SearchRequest request = started.isEmpty() ? project.search() : started.getLast();
        List<Trial> trials = new ArrayList<>();
        for (int index = 0; index < MATRICES.size(); index++) {
            Architecture architecture = Architecture.shared(ConnectionMatrix.parse(MATRICES.get(index)));
            HardwareCost cost = cost(request.template(), request.space(), architecture, request.hardware()).total();
            TrialOutcome outcome = request.limits().isMetBy(cost) ? new TrialOutcome.Evaluated(cost, new FitnessScore(10.5 - index, 0.25))
                    : new TrialOutcome.OverLimits(cost);
            trials.add(new Trial(index, architecture, outcome, 0.5));
        }
        return trials;
    }

    private static RunSummary summary(long id, SearchRequest request, RunStatus status) {
        return new RunSummary(id, request, status, Instant.parse("2026-01-02T03:04:05Z"), 3, "0.1.0");
    }

    @Override
    public CostReport cost(NetworkTemplate template, SearchSpace space, Architecture architecture, HardwareSettings hardware)
            throws HasnasException {
        Network network = Network.of(template, space, architecture);
        if (hardware instanceof PhysicalSettings physical) {
            return ChipCostModel.of(physical).report(network);
        }
        return report(network.convolutions(), network.parameters(), template.timeSteps(), hardware);
    }

    @Override
    public List<Trial> recost(SearchRequest request, List<Trial> trials, HardwareSettings hardware) {
        throw new UnsupportedOperationException("no command asks for it");
    }

    @Override
    public List<HardwareProfile> hardwareProfiles() {
        throw new UnsupportedOperationException("no command asks for it");
    }

    @Override
    public PhysicalSettings physicalHardware(String profileName, String catalogName, Path folder, SpikeRateSource rates) throws HasnasException {
        return HardwareProfiles.settings(profileName, catalogName, folder, rates);
    }

    @Override
    public SpikeRates simulatedSpikeRates(DatasetReference dataset, Network network, FitnessSettings settings, long seed, int threads,
            JobContext job) {
        datasets.add(dataset);
        return new SpikeRates(0.2, Map.of("stem", 0.4));
    }

    @Override
    public SpikeSimCostReport cost(List<ConvolutionLayer> convolutions, int timeSteps, SpikeSimSettings hardware) {
        layers.addAll(convolutions);
        return report(convolutions, convolutions.stream().mapToLong(ConvolutionLayer::weights).sum(), timeSteps, hardware);
    }

    private static SpikeSimCostReport report(List<ConvolutionLayer> convolutions, long parameters, int timeSteps, HardwareSettings hardware) {
        long weights = convolutions.stream().mapToLong(ConvolutionLayer::weights).sum();
        List<LayerCost> layers = convolutions.stream().map(layer -> new LayerCost(layer.name(), layer.weights(), 2, 18, new Area(1e-8),
                new Latency(1e-6 * timeSteps), new Energy(layer.weights() * 1e-12 * timeSteps))).toList();
        HardwareCost total = new HardwareCost(hardware.model(), parameters, weights, new Area(weights * 1e-11),
                new Latency(1e-6 * timeSteps * convolutions.size()), new Energy(weights * 1e-12 * timeSteps));
        return new SpikeSimCostReport(hardware instanceof SpikeSimSettings chip ? chip : SpikeSimSettings.DEFAULT, total, layers, List.of(new ComponentCost("crossbars", total.area(), total.energy())), "cafe01",
                "convolutions only, the classifier is not mapped", List.of("latency ignores the crossbar"));
    }

    @Override
    public long fitnessMemoryBytes(NetworkTemplate template, SearchSpace space, Architecture architecture, FitnessSettings settings) {
        return 12_345_678;
    }

    @Override
    public FitnessReport fitness(DatasetReference dataset, NetworkTemplate template, SearchSpace space, Architecture architecture,
            FitnessSettings settings, long seed, int threads, JobContext job) {
        datasets.add(dataset);
        job.checkpoint();
        job.progress(1, 2);
        calls.add("fitness batch " + settings.batchSize() + " x " + settings.batches() + " seed " + seed + " threads " + threads);
        return new FitnessReport(new FitnessScore(123.456789, 0.125), List.of(123.0, 123.913578),
                List.of(new FitnessReport.LayerFiringRate("cell0.0->1", List.of(0.1, 0.15))), 0.75);
    }

    @Override
    public PassMeasurement benchmarkPasses(PassBenchmark benchmark, JobContext job) {
        benchmarks.add(benchmark);
        job.checkpoint();
        return new PassMeasurement(new PassTimes(1, 0.5, List.of(2.0, 4.0, 1.0), List.of(1.5, 3.0, 1.0), benchmark.multiplyAccumulatesPerPass(), 0.09),
                List.of(new PassMeasurement.WorkTime("cell convolution", 6), new PassMeasurement.WorkTime("lif", 1)),
                List.of(new PassMeasurement.LayerRate("last", 512, List.of(0.05, 0.1))), new PassMeasurement.MemoryPeaks(1_000_000, 3_000_000, 0));
    }

    @Override
    public PassTimes benchmarkDensePasses(PassBenchmark benchmark, JobContext job) {
        denseBenchmarks.add(benchmark);
        return new PassTimes(benchmark.threads(), 3, List.of(20.0), List.of(30.0), benchmark.multiplyAccumulatesPerPass(), 0.09);
    }

    @Override
    public Feasibility feasibility(NetworkTemplate template, SearchSpace space, HardwareSettings hardware, ConstraintSet limits, JobContext job) {
        try {
            return new FeasibilityCheck(template, space, new ChipCosts(ChipCostModel.of(hardware), template, space), job).check(limits);
        } catch (HasnasException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public ComparisonResult compareAlgorithms(AlgorithmComparison comparison, JobContext job) {
        throw new UnsupportedOperationException("measured by the real workbench only");
    }

    @Override
    public TableSearchResult searchTable(TableSearch search, Path table, JobContext job) {
        throw new UnsupportedOperationException("measured by the real workbench only");
    }

    @Override
    public ScoreMeasurement benchmarkScores(Path table, ScoreBenchmark benchmark, JobContext job) {
        if (benchmark.known() > 1000) {
            throw new IllegalArgumentException("the table has 10 networks that learn");
        }
        return new ScoreMeasurement(100, 3, 3, 0, benchmark.scores().stream().map(score -> new ScoreMeasurement.ScoreRank(score, 97,
                score == ScoreId.DEPTH ? Double.NaN : 0.5, 0.6, 0.001)).toList(),
                benchmark.known() == 0 ? Optional.empty() : Optional.of(new ScoreMeasurement.PredictorRank(benchmark.known(), 60, 0.7, 0.8, 0.95, 0.004,
                        0.011, 1.5)));
    }

    @Override
    public Optional<BenchmarkAccuracies> benchmarkAccuracies(Project project, SearchRequest request) {
        return Optional.empty();
    }

    @Override
    public CandidateAccuracies accuracies(Project project, SearchRequest request) {
        throw new UnsupportedOperationException("no test asks for it");
    }

    @Override
    public SearchMeasurement benchmarkSearch(SearchBenchmark benchmark, JobContext job) {
        searchBenchmarks.add(benchmark);
        return new SearchMeasurement(benchmark.draws(), 40, List.of(1.0, 3.0, 2.0), List.of());
    }

    @Override
    public void exportCandidate(Candidate candidate, Path file) throws HasnasException {
        write(file, "trial " + candidate.trial().index());
    }

    @Override
    public Candidate importCandidate(Path file) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void exportCost(CostReport report, ConstraintSet limits, Path file) throws HasnasException {
        write(file, report instanceof PhysicalCostReport ? CostCsv.write(report, limits) : "layer,energy_uJ\nstem,1.0\n");
    }

    private static void write(Path file, String text) throws HasnasException {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new HasnasException(ErrorCode.IO, file + " can't be written", e);
        }
    }

    @Override
    public ChipAccuracyReport chipAccuracy(Project project, ChipAccuracyRequest request, ChipAccuracyListener listener, JobContext job) throws HasnasException {
        calls.add("chip-accuracy " + request);
        Network network = Network.of(NetworkTemplates.DIGITS.template(), NetworkTemplates.DIGITS.space(), Architecture.parse("0302 0030 3003 0000"));
        SpikeRates rates = new SpikeRates(0.1, Map.of("stem", 0.3));
        List<ChipPoint> points = new ArrayList<>();
        for (double value : request.sweep().map(ChipSweep::values).orElse(List.of(5.0))) {
            ChipConditions conditions = request.sweep().map(sweep -> sweep.parameter().set(ChipConditions.typical(5), value)).orElse(ChipConditions.typical(5));
            points.add(new ChipPoint(conditions, List.of(0.9, 0.92), new Accuracy(AccuracyKind.ON_CHIP, 0.91, 0.88, 0.93, "test"), rates));
        }
        ChipReferences references = new ChipReferences(8, 0.975, 0.97);
        listener.references(references);
        points.forEach(listener::point);
        return new ChipAccuracyReport("00".repeat(32), network, DatasetReference.EMBEDDED_DIGITS, request.sweep(), request.part(), 360, 16, references, 42, points,
                (PhysicalCostReport) ChipCostModel.of(physicalHardware(request.profileOrFile(), "", project.folder(), new SpikeRateSource.Given(rates)))
                        .report(network), new ChipTimes(request.threads(), 0.1, 0.2, 0.5, 2, 3));
    }

    @Override
    public List<VerificationResult> verify(VerificationKind kind, Path path) {
        calls.add("verify " + kind + " " + path);
        return verification;
    }

    @Override
    public Project importDataset(Project project, Path source, JobContext job) throws HasnasException {
        Project changed = project.withSearch(project.search().withDataset(new DatasetReference(project.search().dataset().format(), "data/imported")));
        saveProject(changed);
        return changed;
    }

    @Override
    public OperationStudy studyOperations(Project project, OperationStudyRequest request, Optional<Path> table, int threads, JobContext job) {
        job.checkpoint();
        job.progress(1, 2);
        return Studies.operations(request, table.map(Path::toString).orElse(""));
    }

    @Override
    public TemplateStudy studyTemplates(Project project, TemplateStudyRequest request, int threads, JobContext job) {
        job.checkpoint();
        job.progress(1, 2);
        return Studies.templates(request);
    }

    @Override
    public void exportOperations(OperationStudy study, Path file) throws HasnasException {
        write(file, "operations");
    }

    @Override
    public void exportTemplates(TemplateStudy study, Path file) throws HasnasException {
        write(file, "templates");
    }

    @Override
    public CrossbarSolution solveCrossbar(Path file) {
        calls.add("solve " + file);
        return new CrossbarSolution("one cell", 1, 1, "1R", List.of(9e-6), List.of(1e-5), List.of(9e-6), 1.8e-6, List.of(List.of(0.19)),
                List.of(List.of(0.01)));
    }

    @Override
    public CrossbarMapReport mapOnCrossbars(Network network, CrossbarMapRequest request, JobContext job) {
        calls.add("map " + request);
        return new CrossbarMapReport(9, 1, 14, List.of(new CrossbarMapReport.Array(0, 0, 9, 14, 0.03, 0.012, 0.034)), 0.03, 0.012, 0.034,
                new CrossbarMapReport.WeightError(-1.5, 2.5, 7, 0.05), 0.04, List.of(List.of(97.5)), List.of(List.of(100)));
    }

    @Override
    public DatasetSummary describeDataset(DatasetReference dataset) {
        datasets.add(dataset);
        boolean digits = dataset.format() == DatasetReference.Format.DIGITS;
        return digits ? new DatasetSummary("digits", new NetworkTemplate.ImageShape(1, 8, 8), 10, 1797, 0, List.of(178, 182))
                : new DatasetSummary("CIFAR-10", new NetworkTemplate.ImageShape(3, 32, 32), 10, 10000, 2000, List.of(1000, 1000));
    }

    @Override
    public Trainings trainings() {
        throw new UnsupportedOperationException("no test asks for it");
    }

    @Override
    public void close() {
        calls.add("close");
    }

    /** A run that is over at once, that fails, or that goes on until it is stopped. */
    private static final class Handle implements RunHandle {
        private final RunSummary run;
        private final CompletableFuture<RunProgress> completion = new CompletableFuture<>();

        Handle(RunSummary run, boolean endless, @Nullable HasnasException failure) {
            this.run = run;
            if (failure != null) {
                completion.completeExceptionally(failure);
            } else if (!endless) {
                completion.complete(new RunProgress(RunStatus.FINISHED, 3, 3, 4));
            }
        }

        @Override
        public RunSummary run() {
            return run;
        }

        @Override
        public RunProgress progress() {
            return new RunProgress(RunStatus.RUNNING, 1, run.request().budget(), 4);
        }

        @Override
        public List<Trial> trialsSince(int sequence) {
            return List.of();
        }

        @Override
        public void pause() {}

        @Override
        public void resume() {}

        @Override
        public void stop() {
            completion.complete(new RunProgress(RunStatus.STOPPED, 2, run.request().budget(), 4));
        }

        @Override
        public CompletionStage<RunProgress> completion() {
            return completion;
        }
    }
}
