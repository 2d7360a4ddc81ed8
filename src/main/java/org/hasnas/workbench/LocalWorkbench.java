package org.hasnas.workbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.hasnas.benchmark.ComparisonRunner;
import org.hasnas.benchmark.PassRunner;
import org.hasnas.benchmark.ScoreRunner;
import org.hasnas.benchmark.SearchRunner;
import org.hasnas.benchmark.TableSearchRunner;
import org.hasnas.catalog.HardwareProfiles;
import org.hasnas.codec.CandidateFile;
import org.hasnas.codec.CandidateJson;
import org.hasnas.crossbar.cost.SpikeSimElaModel;
import org.hasnas.dataset.ClassHistogram;
import org.hasnas.dataset.DatasetImport;
import org.hasnas.dataset.ImageSet;
import org.hasnas.dataset.LabelledDataset;
import org.hasnas.domain.accuracy.MeasuredAccuracy;
import org.hasnas.domain.architecture.Architecture;
import org.hasnas.domain.architecture.ConvolutionLayer;
import org.hasnas.domain.architecture.Network;
import org.hasnas.domain.architecture.NetworkTemplate;
import org.hasnas.domain.architecture.NetworkTemplates;
import org.hasnas.domain.architecture.SearchSpace;
import org.hasnas.domain.constraint.ConstraintSet;
import org.hasnas.domain.error.ErrorCode;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.hardware.CostReport;
import org.hasnas.domain.hardware.HardwareProfile;
import org.hasnas.domain.hardware.HardwareSettings;
import org.hasnas.domain.hardware.PhysicalSettings;
import org.hasnas.domain.hardware.SpikeRateSource;
import org.hasnas.domain.hardware.SpikeRates;
import org.hasnas.domain.measurement.AlgorithmComparison;
import org.hasnas.domain.measurement.ComparisonResult;
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
import org.hasnas.domain.run.FitnessSettings;
import org.hasnas.domain.run.RunStatus;
import org.hasnas.domain.run.RunSummary;
import org.hasnas.domain.run.ScoreId;
import org.hasnas.domain.run.SearchRequest;
import org.hasnas.domain.run.Trial;
import org.hasnas.domain.study.OperationStudy;
import org.hasnas.domain.study.OperationStudyRequest;
import org.hasnas.domain.study.TemplateStudy;
import org.hasnas.domain.study.TemplateStudyRequest;
import org.hasnas.domain.training.TrainingRequest;
import org.hasnas.domain.training.TrainingSummary;
import org.hasnas.engine.Workers;
import org.hasnas.evaluation.CostFunction;
import org.hasnas.evaluation.LocalEvaluator;
import org.hasnas.evaluation.NarrowScreen;
import org.hasnas.evaluation.ChipCosts;
import org.hasnas.export.CostCsv;
import org.hasnas.export.StudyCsv;
import org.hasnas.fitness.FitnessResult;
import org.hasnas.fitness.SahdFitness;
import org.hasnas.fitness.TrainingFreeScores;
import org.hasnas.job.JobContext;
import org.hasnas.kernel.KernelProvider;
import org.hasnas.kernel.ScalarKernels;
import org.hasnas.kernel.SpikeKernels;
import org.hasnas.prediction.KnownNetwork;
import org.hasnas.search.FeasibilityCheck;
import org.hasnas.search.SearchProblem;
import org.hasnas.spikenas.BenchmarkTable;
import org.hasnas.store.RunStore;
import org.hasnas.store.StorePlace;
import org.hasnas.study.OperationStudies;
import org.hasnas.study.TemplateStudies;
import org.hasnas.verification.CrossbarOracle;
import org.hasnas.verification.FitnessOracle;
import org.hasnas.verification.ForwardOracle;
import org.hasnas.verification.NeuroSimOracle;
import org.hasnas.verification.SpikeSimOracle;
import org.hasnas.workbench.jobs.JobThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The use cases, carried out in this process. */
public final class LocalWorkbench implements Workbench {
    private static final Logger LOG = LoggerFactory.getLogger(LocalWorkbench.class);

    private final JobThreads threads;
    private final OpenStores stores;
    private final LoadedDatasets datasets = new LoadedDatasets();
    private final SpikeSimElaModel spikeSim;
    private final CostModels costModels = new CostModels();
    private final SpikeKernels kernels = new ScalarKernels();
    private final SahdFitness sahd;
    private final TrainingFreeScores scores;
    private final LocalTrainings trainings;
    private final LastPredictor predictors = new LastPredictor();
    private final List<LocalRun> liveRuns = new ArrayList<>();

    /**
     * @param stores opens a project's run store
     * @param threads makes the threads of runs; ended by {@link #close}
     */
    public LocalWorkbench(StoreOpener stores, JobThreads threads) throws HasnasException {
        this.stores = new OpenStores(stores);
        this.threads = threads;
        this.trainings = new LocalTrainings(this.stores, datasets, threads);
        this.spikeSim = SpikeSimElaModel.bundled();
        this.sahd = new SahdFitness(kernels, KernelProvider.integerKernels());
        this.scores = new TrainingFreeScores(sahd);
    }

    private static void warnWithoutVectors() {
        if (!KernelProvider.hasVectors()) {
            LOG.warn("The program was started without {}: scores are computed without vector instructions, with equal results but"
                    + " several times slower", KernelProvider.FLAG);
        }
    }

    @Override
    public Project openProject(Path folder) throws HasnasException {
        return ProjectFolders.open(folder);
    }

    @Override
    public void saveProject(Project project) throws HasnasException {
        ProjectFolders.save(project);
    }

    @Override
    public Project createProject(Path folder, String presetName) throws HasnasException {
        return ProjectFolders.create(folder, presetName);
    }

    @Override
    public Optional<String> storeProblem(Project project) {
        return StorePlace.problem(project.storeFile());
    }

    @Override
    public RunHandle startSearch(Project project, SearchRequest request, int workers) throws HasnasException {
        refuseUnwritable(project);
        Optional<ImageSet> images = imagesFor(request.dataset(), project.folder(), request.template(), request.fitness());
        CostFunction costs = costs(request);
        RunStore store = stores.of(project);
        return launch(new LocalRun(store.create(request), store, List.of()), costs, images, workers);
    }

    @Override
    public RunHandle continueSearch(Project project, long runId, int workers) throws HasnasException {
        refuseUnwritable(project);
        RunStore store = stores.of(project);
        RunSummary run = store.run(runId);
        switch (run.status()) {
            case FINISHED -> throw new HasnasException(ErrorCode.BAD_INPUT, "Run " + runId
                    + " is finished; there is nothing to continue. Start a new search with a larger budget or another seed.");
            case RUNNING, PAUSED -> throw new HasnasException(ErrorCode.BAD_INPUT, "Run " + runId
                    + " is being executed right now, here or by another process. Stop it there first.");
            case STOPPED, FAILED, INTERRUPTED -> {}
        }
        SearchRequest request = run.request();
        Optional<ImageSet> images = imagesFor(request.dataset(), project.folder(), request.template(), request.fitness());
        CostFunction costs = costs(request);
        List<Trial> known = store.trials(runId);
        store.setStatus(runId, RunStatus.RUNNING);
        return launch(new LocalRun(run, store, known), costs, images, workers);
    }

    private static void refuseUnwritable(Project project) throws HasnasException {
        Optional<String> problem = StorePlace.problem(project.storeFile());
        if (problem.isPresent()) {
            throw new HasnasException(ErrorCode.IO, problem.get());
        }
    }

    private CostFunction costs(SearchRequest request) throws HasnasException {
        if (request.hardware() instanceof PhysicalSettings chip && chip.spikeRates() instanceof SpikeRateSource.Measured
                && !request.fitness().score().isSimulated()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "The score " + request.fitness().score().label() + " simulates nothing, so there are no"
                    + " spike rates to measure. Give one for all networks (spike-rate: 0.1, or --spike-rates 0.1), or take a score that simulates.");
        }
        return costModels.function(request.hardware());
    }

    /** The images a score is simulated on; none are read for a score that needs none. */
    private Optional<ImageSet> imagesFor(DatasetReference dataset, Path folder, NetworkTemplate template, FitnessSettings settings)
            throws HasnasException {
        return settings.score().isSimulated() ? Optional.of(datasets.trainingImages(dataset, folder, template, settings)) : Optional.empty();
    }

    private LocalRun launch(LocalRun run, CostFunction costs, Optional<ImageSet> images, int workers)
            throws HasnasException {
        warnWithoutVectors();
        SearchRequest request = run.run().request();
        ChipCosts chip = new ChipCosts(costModels.of(request.hardware()), request.template(), request.space());
        synchronized (liveRuns) {
            liveRuns.removeIf(LocalRun::isEnded);
            liveRuns.add(run);
        }
        threads.start("search-" + run.run().id(), () -> {
            try (ExecutorService pool = threads.workers("candidate", workers)) {
                run.execute(new LocalEvaluator(request, costs,
                        (network, job) -> scores.score(network, images, request.fitness(), request.seed(), Workers.CALLER, job).score(),
                        run.knownAtStart(), pool), job -> problem(request, chip, images, pool, job));
            }
        });
        return run;
    }

    private SearchProblem problem(SearchRequest request, ChipCosts chip, Optional<ImageSet> images, Executor pool, JobContext job) {
        // narrow networks have weights of their own, which would push those of the wide ones out of a common store
        TrainingFreeScores narrow = new TrainingFreeScores(new SahdFitness(kernels, KernelProvider.integerKernels()));
        return new SearchProblem(request, chip,
                NarrowScreen.of(request, settings -> (network, screenJob) -> narrow.score(network, images, settings, request.seed(), Workers.CALLER,
                        screenJob).score(), pool, job), job);
    }

    @Override
    public List<RunSummary> runs(Project project) throws HasnasException {
        return Files.exists(project.storeFile()) ? stores.of(project).runs() : List.of();
    }

    @Override
    public RunSummary run(Project project, long runId) throws HasnasException {
        refuseMissingStore(project);
        return stores.of(project).run(runId);
    }

    @Override
    public List<Trial> trials(Project project, long runId) throws HasnasException {
        refuseMissingStore(project);
        return stores.of(project).trials(runId);
    }

    private static void refuseMissingStore(Project project) throws HasnasException {
        if (!Files.exists(project.storeFile())) {
            throw new HasnasException(ErrorCode.NOT_FOUND, "Project " + project.folder() + " has no runs yet. Start a search first.");
        }
    }

    @Override
    public CostReport cost(NetworkTemplate template, SearchSpace space, Architecture architecture, HardwareSettings hardware)
            throws HasnasException {
        return costModels.of(hardware).report(Network.of(template, space, architecture));
    }

    @Override
    public SpikeSimCostReport cost(List<ConvolutionLayer> layers, int timeSteps, SpikeSimSettings hardware) {
        return spikeSim.cost(layers, timeSteps, hardware);
    }

    @Override
    public List<Trial> recost(SearchRequest request, List<Trial> trials, HardwareSettings hardware) throws HasnasException {
        return costModels.recost(request, trials, hardware);
    }

    @Override
    public List<HardwareProfile> hardwareProfiles() throws HasnasException {
        List<HardwareProfile> profiles = new ArrayList<>();
        for (String name : HardwareProfiles.BUNDLED) {
            profiles.add(HardwareProfiles.find(name));
        }
        return profiles;
    }

    @Override
    public PhysicalSettings physicalHardware(String profileName, String catalogName, Path folder, SpikeRateSource rates) throws HasnasException {
        return HardwareProfiles.settings(profileName, catalogName, folder, rates);
    }

    @Override
    public SpikeRates simulatedSpikeRates(DatasetReference dataset, Network network, FitnessSettings settings, long seed, int workers,
            JobContext job) throws HasnasException {
        warnWithoutVectors();
        ImageSet images = datasets.trainingImages(dataset, Path.of(""), network.template(), settings);
        try (ExecutorService pool = threads.workers("fitness", workers)) {
            return SimulatedRates.of(network, images, sahd.score(network, images, settings, seed, new Workers(pool, workers), job));
        }
    }

    @Override
    public Feasibility feasibility(NetworkTemplate template, SearchSpace space, HardwareSettings hardware, ConstraintSet limits, JobContext job)
            throws HasnasException {
        return new FeasibilityCheck(template, space, new ChipCosts(costModels.of(hardware), template, space), job).check(limits);
    }

    @Override
    public long fitnessMemoryBytes(NetworkTemplate template, SearchSpace space, Architecture architecture, FitnessSettings settings) {
        return scores.memoryBytes(Network.of(template, space, architecture), settings);
    }

    @Override
    public FitnessReport fitness(DatasetReference dataset, NetworkTemplate template, SearchSpace space, Architecture architecture,
            FitnessSettings settings, long seed, int workers, JobContext job) throws HasnasException {
        warnWithoutVectors();
        Optional<ImageSet> images = imagesFor(dataset, Path.of(""), template, settings);
        long start = System.nanoTime();
        FitnessResult result;
        try (ExecutorService pool = threads.workers("fitness", workers)) {
            result = scores.score(Network.of(template, space, architecture), images, settings, seed, new Workers(pool, workers), job);
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        List<FitnessReport.LayerFiringRate> layers = result.layers().stream()
                .map(layer -> new FitnessReport.LayerFiringRate(layer.layer(), layer.perTimeStep())).toList();
        return new FitnessReport(result.score(), result.perBatch(), layers, seconds);
    }

    @Override
    public PassMeasurement benchmarkPasses(PassBenchmark benchmark, JobContext job) throws HasnasException {
        try (ExecutorService pool = threads.workers("pass", benchmark.threads())) {
            return new PassRunner(kernels, KernelProvider.integerKernels()).eventDriven(benchmark, images(benchmark),
                    new Workers(pool, benchmark.threads()), job);
        }
    }

    @Override
    public PassTimes benchmarkDensePasses(PassBenchmark benchmark, JobContext job) throws HasnasException {
        return new PassRunner(kernels, KernelProvider.integerKernels()).dense(benchmark, images(benchmark), job);
    }

    private ImageSet images(PassBenchmark benchmark) throws HasnasException {
        return datasets.trainingImages(benchmark.dataset(), Path.of(""), benchmark.network().template(),
                new FitnessSettings(benchmark.batchSize(), 1));
    }

    @Override
    public SearchMeasurement benchmarkSearch(SearchBenchmark benchmark, JobContext job) throws HasnasException {
        ImageSet images = datasets.trainingImages(benchmark.dataset(), Path.of(""), benchmark.template(), benchmark.fitness());
        try (ExecutorService pool = threads.workers("candidate", benchmark.threads())) {
            return new SearchRunner(sahd, spikeSim).run(benchmark, images, pool, job);
        }
    }

    @Override
    public ComparisonResult compareAlgorithms(AlgorithmComparison comparison, JobContext job) throws HasnasException {
        warnWithoutVectors();
        SearchRequest task = comparison.task();
        FitnessSettings largest = comparison.publishedDraws() > 0 ? task.fitness().withBatchSize(256) : task.fitness();
        Optional<ImageSet> images = imagesFor(task.dataset(), Path.of(""), task.template(), largest);
        try (ExecutorService pool = threads.workers("candidate", comparison.threads())) {
            return new ComparisonRunner( () -> new SahdFitness(kernels, KernelProvider.integerKernels())).run(comparison, images, pool, job);
        }
    }

    @Override
    public ScoreMeasurement benchmarkScores(Path table, ScoreBenchmark benchmark, JobContext job) throws HasnasException {
        BenchmarkTable read = BenchmarkTable.read(table);
        boolean simulates = benchmark.scores().stream().anyMatch(ScoreId::isSimulated);
        Optional<ImageSet> images = simulates
                ? Optional.of(datasets.trainingImages(benchmark.dataset(), Path.of(""), benchmark.template(), benchmark.fitness())) : Optional.empty();
        try (ExecutorService pool = threads.workers("score", benchmark.threads())) {
            return new ScoreRunner(scores).run(benchmark, read, images, pool, job);
        }
    }

    @Override
    public TableSearchResult searchTable(TableSearch search, Path table, JobContext job) throws HasnasException {
        return new TableSearchRunner().run(search, BenchmarkTable.read(table), job);
    }

    @Override
    public Optional<BenchmarkAccuracies> benchmarkAccuracies(Project project, SearchRequest request) throws HasnasException {
        Optional<Path> file = project.benchmarkFile();
        if (file.isEmpty() || !isTabulated(request)) {
            return Optional.empty();
        }
        return Optional.of(BenchmarkAccuracies.of(BenchmarkTable.read(file.get()), request, costModels.function(request.hardware())));
    }

    /** Whether a request's networks are those of the tables. */
    private static boolean isTabulated(SearchRequest request) {
        NetworkTemplates.Preset trained = NetworkTemplates.SPIKENAS_BENCH_CIFAR10;
        return request.template().equals(trained.template()) && request.space().equals(trained.space());
    }

    @Override
    public CandidateAccuracies accuracies(Project project, SearchRequest request) throws HasnasException {
        Optional<Path> file = project.benchmarkFile();
        Optional<BenchmarkTable> table = file.isPresent() && isTabulated(request) ? Optional.of(BenchmarkTable.read(file.get())) : Optional.empty();
        return LocalAccuracies.of(request, costModels.function(request.hardware()), table, file.isPresent() && table.isEmpty(),
                measured(project, request), predictors);
    }

    /** What was measured of networks of a request's template and space on its data set, oldest first. */
    private List<KnownNetwork> measured(Project project, SearchRequest request) throws HasnasException {
        Map<String, Architecture> trained = new HashMap<>();
        for (TrainingSummary training : trainings.list(project)) {
            TrainingRequest asked = training.request();
            if (asked.template().equals(request.template()) && asked.space().equals(request.space()) && asked.dataset().equals(request.dataset())) {
                trained.put(training.candidateHash(), asked.architecture());
            }
        }
        List<KnownNetwork> measured = new ArrayList<>();
        for (MeasuredAccuracy accuracy : trainings.accuracies(project)) {
            Architecture architecture = trained.get(accuracy.candidateHash());
            if (architecture != null) {
                measured.add(new KnownNetwork(architecture, accuracy.accuracy()));
            }
        }
        return measured;
    }

    @Override
    public void exportCandidate(Candidate candidate, Path file) throws HasnasException {
        CandidateJson.write(file, new CandidateFile(candidate.request(), candidate.trial()));
    }

    @Override
    public Candidate importCandidate(Path file) throws HasnasException {
        CandidateFile content = CandidateJson.read(file);
        return new Candidate(content.request(), content.trial());
    }

    @Override
    public void exportCost(CostReport report, ConstraintSet limits, Path file) throws HasnasException {
        write(file, CostCsv.write(report, limits));
    }

    private static void write(Path file, String text) throws HasnasException {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new HasnasException(ErrorCode.IO, file + " can't be written: " + failure.getMessage() + ". Choose another place.", failure);
        }
    }

    @Override
    public List<VerificationResult> verify(VerificationKind kind, Path path) throws HasnasException {
        return switch (kind) {
            case SPIKESIM -> new SpikeSimOracle(spikeSim).verify(path);
            case FITNESS -> new FitnessOracle().verify(path, JobContext.NONE);
            case FORWARD -> new ForwardOracle(kernels).verify(path, JobContext.NONE);
            case CROSSBAR -> new CrossbarOracle().verify(path, JobContext.NONE);
            case NEUROSIM -> new NeuroSimOracle().verify(path);
        };
    }

    @Override
    public OperationStudy studyOperations(Project project, OperationStudyRequest request, Optional<Path> table, int workers, JobContext job)
            throws HasnasException {
        Optional<BenchmarkTable> trained = table.isPresent() ? Optional.of(BenchmarkTable.read(table.get())) : Optional.empty();
        SearchRequest search = request.search();
        Evaluators evaluators = evaluators(project, search);
        try (ExecutorService pool = threads.workers("candidate", workers)) {
            return OperationStudies.run(request, evaluators.of(search, pool), trained, job);
        } catch (IllegalArgumentException unsuitable) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "Operations can't be studied: " + unsuitable.getMessage() + ".", unsuitable);
        }
    }

    @Override
    public TemplateStudy studyTemplates(Project project, TemplateStudyRequest request, int workers, JobContext job) throws HasnasException {
        Evaluators evaluators = evaluators(project, request.search());
        try (ExecutorService pool = threads.workers("candidate", workers)) {
            return TemplateStudies.run(request, search -> evaluators.of(search, pool), job);
        }
    }

    /** Makes evaluators of requests that differ in their template's inside. */
    @FunctionalInterface
    private interface Evaluators {
        LocalEvaluator of(SearchRequest request, ExecutorService pool);
    }

    private Evaluators evaluators(Project project, SearchRequest search) throws HasnasException {
        warnWithoutVectors();
        CostFunction prices = costs(search);
        Optional<ImageSet> images = imagesFor(search.dataset(), project.folder(), search.template(), search.fitness());
        return (request, pool) -> new LocalEvaluator(request, prices,
                (network, job) -> scores.score(network, images, request.fitness(), request.seed(), Workers.CALLER, job).score(), List.of(), pool);
    }

    @Override
    public void exportOperations(OperationStudy study, Path file) throws HasnasException {
        write(file, StudyCsv.write(study));
    }

    @Override
    public void exportTemplates(TemplateStudy study, Path file) throws HasnasException {
        write(file, StudyCsv.write(study));
    }

    @Override
    public CrossbarSolution solveCrossbar(Path file) throws HasnasException {
        return CrossbarCases.solve(file);
    }

    @Override
    public CrossbarMapReport mapOnCrossbars(Network network, CrossbarMapRequest request, JobContext job) throws HasnasException {
        return CrossbarMapping.map(network, request, job);
    }

    @Override
    public ChipAccuracyReport chipAccuracy(Project project, ChipAccuracyRequest request, ChipAccuracyListener listener, JobContext job) throws HasnasException {
        warnWithoutVectors();
        Path weights = switch (request.weights()) {
            case ChipWeights.OfTraining training -> trainings.weights(project, training.id());
            case ChipWeights.OfFile file -> file.file();
        };
        ChipAccuracyReport report;
        try (ExecutorService pool = threads.workers("chip", request.threads())) {
            report = new ChipAccuracyMeasurement(datasets, project.folder(), weights, request, new Workers(pool, request.threads()), job).run(listener);
        }
        if (request.weights() instanceof ChipWeights.OfTraining && request.sweep().isEmpty() && request.part() == ChipImages.HELD_OUT) {
            stores.of(project).addAccuracy(new MeasuredAccuracy(report.candidateHash(), report.points().getFirst().accuracy(), Instant.now()));
        }
        return report;
    }

    @Override
    public DatasetSummary describeDataset(DatasetReference reference) throws HasnasException {
        LabelledDataset dataset = datasets.load(reference, Path.of(""));
        ImageSet training = dataset.training();
        return new DatasetSummary(dataset.name(), training.shape(), training.classes(), training.size(), dataset.test().size(),
                ClassHistogram.of(training).images());
    }

    @Override
    public Project importDataset(Project project, Path source, JobContext job) throws HasnasException {
        DatasetReference imported = new DatasetImport().importInto(source, project.folder().resolve("data"), job);
        String relative = project.folder().relativize(Path.of(imported.path())).toString().replace('\\', '/');
        DatasetReference reference = new DatasetReference(imported.format(), relative);
        LoadedDatasets.requireFit(datasets.load(reference, project.folder()), project.search().template());
        Project changed = project.withSearch(project.search().withDataset(reference));
        saveProject(changed);
        return changed;
    }

    @Override
    public Trainings trainings() {
        return trainings;
    }

    @Override
    public void close() {
        List<LocalRun> runs;
        synchronized (liveRuns) {
            runs = List.copyOf(liveRuns);
        }
        trainings.close();
        runs.forEach(LocalRun::stop);
        runs.forEach(LocalRun::awaitEnd);
        stores.closeAll();
        threads.close();
    }
}
