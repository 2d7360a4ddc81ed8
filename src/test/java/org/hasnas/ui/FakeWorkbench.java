package org.hasnas.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hasnas.catalog.HardwareProfiles;
import org.hasnas.crossbar.cost.ChipCostModel;
import org.hasnas.domain.accuracy.Accuracy;
import org.hasnas.domain.accuracy.AccuracyKind;
import org.hasnas.domain.accuracy.ChipPoint;
import org.hasnas.domain.architecture.Architecture;
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
import org.hasnas.domain.hardware.PhysicalCostReport;
import org.hasnas.domain.hardware.PhysicalSettings;
import org.hasnas.domain.hardware.SpikeRateSource;
import org.hasnas.domain.hardware.SpikeRates;
import org.hasnas.domain.hardware.SpikeSimCostReport;
import org.hasnas.domain.hardware.SpikeSimSettings;
import org.hasnas.domain.measurement.AlgorithmComparison;
import org.hasnas.domain.measurement.ComparisonResult;
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
import org.hasnas.domain.run.FitnessSettings;
import org.hasnas.domain.run.RunStatus;
import org.hasnas.domain.run.RunSummary;
import org.hasnas.domain.run.SearchRequest;
import org.hasnas.domain.run.Trial;
import org.hasnas.domain.run.TrialOutcome;
import org.hasnas.domain.study.OperationStudy;
import org.hasnas.domain.study.OperationStudyRequest;
import org.hasnas.domain.study.TemplateStudy;
import org.hasnas.domain.study.TemplateStudyRequest;
import org.hasnas.job.JobContext;
import org.hasnas.testdata.Studies;
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

/** A workbench in memory whose trials arrive over time; which trials arrive depends on the request alone. */
public final class FakeWorkbench implements Workbench {
    private static final int TRIALS_PER_TICK = 2;

    private final Map<Path, Project> projects = new ConcurrentHashMap<>();
    private final Map<Path, TreeMap<Long, StoredRun>> stores = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final long tickMillis;
    /** Trainings that go on when a test says so. */
    public final FakeTrainings trainings = new FakeTrainings();
    /** A sentence if runs can't be stored. */
    public volatile Optional<String> storeProblem = Optional.empty();
    /** What is known of all candidates. */
    public volatile CandidateAccuracies accuracies = new FakeAccuracies();
    /** Answers to the limits asked about; an answer may throw. */
    public volatile java.util.function.Function<ConstraintSet, Feasibility> feasible = limits -> new Feasibility(limits,
            Feasibility.Answer.FEASIBLE, Optional.empty(), Optional.empty(), List.of(), Optional.of(new Feasibility.Counts(1000, 120)));

    /** @param tickMillis pause between two trials and the next two */
    public FakeWorkbench(long tickMillis) {
        this.tickMillis = tickMillis;
    }

    private static final class StoredRun {
        final long id;
        final SearchRequest request;
        final Instant started = Instant.parse("2026-03-01T10:00:00Z");
        final List<Trial> trials = new ArrayList<>();
        RunStatus status = RunStatus.RUNNING;

        StoredRun(long id, SearchRequest request) {
            this.id = id;
            this.request = request;
        }

        synchronized RunSummary summary() {
            return new RunSummary(id, request, status, started, trials.size(), "test");
        }

        synchronized List<Trial> known(int from) {
            return List.copyOf(trials.subList(Math.min(from, trials.size()), trials.size()));
        }
    }

    private final class Handle implements RunHandle {
        private final StoredRun stored;
        private final RunSummary first;
        private final CompletableFuture<RunProgress> completion = new CompletableFuture<>();
        private final Future<?> ticks;

        Handle(StoredRun stored) {
            this.stored = stored;
            stored.status = RunStatus.RUNNING;
            this.first = stored.summary();
            this.ticks = clock.scheduleAtFixedRate(this::tick, tickMillis, tickMillis, TimeUnit.MILLISECONDS);
        }

        private void tick() {
            synchronized (stored) {
                if (stored.status != RunStatus.RUNNING) {
                    return;
                }
                for (int i = 0; i < TRIALS_PER_TICK && stored.trials.size() < stored.request.budget(); i++) {
                    stored.trials.add(Samples.trial(stored.request, stored.trials.size()));
                }
                if (stored.trials.size() >= stored.request.budget()) {
                    stored.status = RunStatus.FINISHED;
                }
            }
            if (progress().status() == RunStatus.FINISHED) {
                end();
            }
        }

        private void end() {
            completion.complete(progress());
            ticks.cancel(false);
        }

        @Override
        public RunSummary run() {
            return first;
        }

        @Override
        public RunProgress progress() {
            RunSummary now = stored.summary();
            return new RunProgress(now.status(), now.trials(), now.request().budget(), 1000.0 * TRIALS_PER_TICK / tickMillis);
        }

        @Override
        public List<Trial> trialsSince(int sequence) {
            return stored.known(sequence);
        }

        @Override
        public void pause() {
            change(RunStatus.RUNNING, RunStatus.PAUSED);
        }

        @Override
        public void resume() {
            change(RunStatus.PAUSED, RunStatus.RUNNING);
        }

        @Override
        public void stop() {
            change(RunStatus.PAUSED, RunStatus.STOPPED);
            change(RunStatus.RUNNING, RunStatus.STOPPED);
            clock.execute(this::end);
        }

        private void change(RunStatus from, RunStatus to) {
            synchronized (stored) {
                if (stored.status == from) {
                    stored.status = to;
                }
            }
        }

        @Override
        public CompletionStage<RunProgress> completion() {
            return completion;
        }
    }

    /** Puts a run into a project's store, as if it had been searched before. */
    public void addStoredRun(Project project, SearchRequest request, int trials, RunStatus status) {
        StoredRun run = newRun(project, request);
        run.trials.addAll(Samples.trials(request, trials));
        run.status = status;
    }

    private StoredRun newRun(Project project, SearchRequest request) {
        TreeMap<Long, StoredRun> store = stores.computeIfAbsent(project.folder(), folder -> new TreeMap<>());
        synchronized (store) {
            StoredRun run = new StoredRun(store.size() + 1L, request);
            store.put(run.id, run);
            return run;
        }
    }

    private StoredRun stored(Project project, long runId) throws HasnasException {
        TreeMap<Long, StoredRun> store = stores.getOrDefault(project.folder(), new TreeMap<>());
        StoredRun run = store.get(runId);
        if (run == null) {
            throw new HasnasException(ErrorCode.NOT_FOUND, "there is no run " + runId);
        }
        return run;
    }

    @Override
    public Project openProject(Path folder) throws HasnasException {
        Project project = projects.get(folder);
        if (project != null) {
            return project;
        }
        if (!Files.exists(folder.resolve(Project.FILE_NAME))) {
            throw new HasnasException(ErrorCode.NOT_FOUND, folder + " holds no project.yaml; choose a project folder.");
        }
        return createProject(folder, "digits");
    }

    @Override
    public void saveProject(Project project) {
        try {
            Files.createDirectories(project.folder());
            Files.writeString(project.file(), project.name());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        projects.put(project.folder(), project);
    }

    @Override
    public Project createProject(Path folder, String presetName) throws HasnasException {
        NetworkTemplates.Preset preset = NetworkTemplates.byName(presetName)
                .orElseThrow(() -> new HasnasException(ErrorCode.BAD_INPUT, "there is no preset '" + presetName + "'"));
        Project project = new Project(folder, String.valueOf(folder.getFileName()), "", Samples.request(preset, 400));
        saveProject(project);
        return project;
    }

    @Override
    public Optional<String> storeProblem(Project project) {
        return storeProblem;
    }

    @Override
    public RunHandle startSearch(Project project, SearchRequest request, int threads) {
        return new Handle(newRun(project, request));
    }

    @Override
    public RunHandle continueSearch(Project project, long runId, int threads) throws HasnasException {
        return new Handle(stored(project, runId));
    }

    @Override
    public List<RunSummary> runs(Project project) {
        return stores.getOrDefault(project.folder(), new TreeMap<>()).values().stream().map(StoredRun::summary)
                .sorted(Comparator.comparingLong(RunSummary::id).reversed()).toList();
    }

    @Override
    public RunSummary run(Project project, long runId) throws HasnasException {
        return stored(project, runId).summary();
    }

    @Override
    public List<Trial> trials(Project project, long runId) throws HasnasException {
        return stored(project, runId).known(0);
    }

    @Override
    public CostReport cost(NetworkTemplate template, SearchSpace space, Architecture architecture, HardwareSettings hardware)
            throws HasnasException {
        if (hardware instanceof PhysicalSettings physical) {
            return ChipCostModel.of(physical).report(Network.of(template, space, architecture));
        }
        return Samples.report(Network.of(template, space, architecture), hardware);
    }

    @Override
    public List<Trial> recost(SearchRequest request, List<Trial> trials, HardwareSettings hardware) throws HasnasException {
        List<Trial> repriced = new ArrayList<>();
        for (Trial trial : trials) {
            HardwareCost cost = new Candidate(request, trial).costOn(hardware, this).total();
            repriced.add(new Trial(trial.index(), trial.architecture(), switch (trial.outcome()) {
                case TrialOutcome.Evaluated evaluated -> new TrialOutcome.Evaluated(cost, evaluated.fitness());
                case TrialOutcome.OverLimits overLimits -> new TrialOutcome.OverLimits(cost);
                case TrialOutcome.Failed failed -> failed;
            }, trial.seconds()));
        }
        return repriced;
    }

    @Override
    public List<HardwareProfile> hardwareProfiles() throws HasnasException {
        return List.of(HardwareProfiles.find("neurosim-22nm-rram"), HardwareProfiles.find("neurosim-32nm-rram"));
    }

    @Override
    public PhysicalSettings physicalHardware(String profileName, String catalogName, Path folder, SpikeRateSource rates) throws HasnasException {
        return HardwareProfiles.settings(profileName, catalogName, folder, rates);
    }

    @Override
    public SpikeRates simulatedSpikeRates(DatasetReference dataset, Network network, FitnessSettings settings, long seed, int threads,
            JobContext job) {
        throw new UnsupportedOperationException("no part of the window asks for it");
    }

    @Override
    public SpikeSimCostReport cost(List<ConvolutionLayer> layers, int timeSteps, SpikeSimSettings hardware) {
        throw new UnsupportedOperationException("the window does not ask for this");
    }

    @Override
    public long fitnessMemoryBytes(NetworkTemplate template, SearchSpace space, Architecture architecture, FitnessSettings settings) {
        throw new UnsupportedOperationException("the window does not ask for this");
    }

    @Override
    public FitnessReport fitness(DatasetReference dataset, NetworkTemplate template, SearchSpace space, Architecture architecture,
            FitnessSettings settings, long seed, int threads, JobContext job) {
        throw new UnsupportedOperationException("the window does not ask for this");
    }

    @Override
    public PassMeasurement benchmarkPasses(PassBenchmark benchmark, JobContext job) {
        throw new UnsupportedOperationException("the window does not ask for this");
    }

    @Override
    public PassTimes benchmarkDensePasses(PassBenchmark benchmark, JobContext job) {
        throw new UnsupportedOperationException("the window does not ask for this");
    }

    @Override
    public Feasibility feasibility(NetworkTemplate template, SearchSpace space, HardwareSettings hardware, ConstraintSet limits, JobContext job) {
        return feasible.apply(limits);
    }

    @Override
    public ComparisonResult compareAlgorithms(AlgorithmComparison comparison, JobContext job) {
        throw new UnsupportedOperationException("the window does not ask for this");
    }

    @Override
    public TableSearchResult searchTable(TableSearch search, Path table, JobContext job) {
        throw new UnsupportedOperationException("the window does not ask for this");
    }

    @Override
    public ScoreMeasurement benchmarkScores(Path table, ScoreBenchmark benchmark, JobContext job) {
        throw new UnsupportedOperationException("no test asks for it");
    }

    @Override
    public Optional<BenchmarkAccuracies> benchmarkAccuracies(Project project, SearchRequest request) {
        return Optional.empty();
    }

    @Override
    public CandidateAccuracies accuracies(Project project, SearchRequest request) {
        return accuracies;
    }

    @Override
    public SearchMeasurement benchmarkSearch(SearchBenchmark benchmark, JobContext job) {
        throw new UnsupportedOperationException("the window does not ask for this");
    }

    @Override
    public void exportCandidate(Candidate candidate, Path file) throws HasnasException {
        write(file, candidate.trial().index() + ";" + candidate.trial().architecture().text());
    }

    @Override
    public Candidate importCandidate(Path file) throws HasnasException {
        try {
            String[] parts = Files.readString(file).split(";", -1);
            SearchRequest request = Samples.digits(10);
            Trial drawn = Samples.trial(request, Integer.parseInt(parts[0]));
            return new Candidate(request, new Trial(drawn.index(), Architecture.parse(parts[1]), drawn.outcome(), drawn.seconds()));
        } catch (IOException | IllegalArgumentException wrong) {
            throw new HasnasException(ErrorCode.BAD_DATA, file + " is no candidate; choose a file that was exported.", wrong);
        }
    }

    @Override
    public void exportCost(CostReport report, ConstraintSet limits, Path file) throws HasnasException {
        write(file, "layer,area\n");
    }

    private static void write(Path file, String text) throws HasnasException {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new HasnasException(ErrorCode.IO, file + " can't be written", failure);
        }
    }

    @Override
    public ChipAccuracyReport chipAccuracy(Project project, ChipAccuracyRequest request, ChipAccuracyListener listener, JobContext job)
            throws HasnasException {
        PhysicalSettings chip = HardwareProfiles.settings(request.profileOrFile(), "", project.folder(), new SpikeRateSource.Given(SpikeRates.of(0.1)));
        Network network = Network.of(project.search().template(), project.search().space(), Samples.trial(project.search(), 0).architecture());
        ChipReferences references = new ChipReferences(chip.profile().weightBits(), 0.96, 0.94);
        listener.references(references);
        List<ChipPoint> points = new ArrayList<>();
        for (double value : request.sweep().map(ChipSweep::values).orElse(List.of(5.0))) {
            job.checkpoint();
            double fraction = 0.95 - 1 / (1.5 + Math.max(0, value));
            ChipPoint point = new ChipPoint(ChipConditions.typical(5), Collections.nCopies(request.seeds(), fraction),
                    new Accuracy(AccuracyKind.ON_CHIP, fraction, fraction - 0.05, fraction + 0.04, "test"), SpikeRates.of(0.1));
            points.add(point);
            listener.point(point);
        }
        job.progress(1, 1);
        return new ChipAccuracyReport("0".repeat(64), network, project.search().dataset(), request.sweep(), request.part(), request.images(), 16, references, 42, points,
                (PhysicalCostReport) ChipCostModel.of(chip).report(network), new ChipTimes(request.threads(), 1, 1, 1, 1, 4));
    }

    @Override
    public List<VerificationResult> verify(VerificationKind kind, Path path) {
        throw new UnsupportedOperationException("the window does not ask for this");
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
        throw new UnsupportedOperationException("the window does not ask for this");
    }

    @Override
    public CrossbarMapReport mapOnCrossbars(Network network, CrossbarMapRequest request, JobContext job) {
        throw new UnsupportedOperationException("the window does not ask for this");
    }

    @Override
    public DatasetSummary describeDataset(DatasetReference dataset) {
        throw new UnsupportedOperationException("the window does not ask for this");
    }

    @Override
    public Trainings trainings() {
        return trainings;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
