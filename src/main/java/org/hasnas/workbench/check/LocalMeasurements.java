package org.hasnas.workbench.check;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hasnas.checks.benchmark.ComparisonRunner;
import org.hasnas.checks.benchmark.DecisionRunner;
import org.hasnas.checks.benchmark.EventImportRunner;
import org.hasnas.checks.benchmark.LadderRunner;
import org.hasnas.checks.benchmark.PassRunner;
import org.hasnas.checks.benchmark.RecipeRunner;
import org.hasnas.checks.benchmark.ReplayRunner;
import org.hasnas.checks.benchmark.ScoreRunner;
import org.hasnas.checks.benchmark.ScreenRunner;
import org.hasnas.checks.benchmark.SearchRunner;
import org.hasnas.checks.benchmark.TableSearchRunner;
import org.hasnas.checks.benchmark.TrainedAccuracyRunner;
import org.hasnas.checks.benchmark.TrainingRunner;
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
import org.hasnas.checks.verification.CrossbarOracle;
import org.hasnas.checks.verification.EventsOracle;
import org.hasnas.checks.verification.FitnessOracle;
import org.hasnas.checks.verification.ForwardOracle;
import org.hasnas.checks.verification.NeuroSimOracle;
import org.hasnas.checks.verification.NeuroSimVersion;
import org.hasnas.checks.verification.NirOracle;
import org.hasnas.checks.verification.SpikeSimOracle;
import org.hasnas.chip.cost.SpikeSimElaModel;
import org.hasnas.chip.model.FrontCost;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.data.ImageSet;
import org.hasnas.data.LabelledDataset;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.store.ProjectStore;
import org.hasnas.files.store.TrainingStore;
import org.hasnas.job.JobContext;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.ScoreId;
import org.hasnas.score.spikenas.BenchmarkTable;
import org.hasnas.score.spikenas.LearningCurves;
import org.hasnas.search.evaluation.FitnessFunction;
import org.hasnas.search.ladder.DesignCurve;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.workbench.cluster.Cluster;
import org.hasnas.workbench.cluster.Clusters;
import org.hasnas.workbench.data.LoadedDatasets;
import org.hasnas.workbench.jobs.JobKernels;
import org.hasnas.workbench.jobs.Jobs;
import org.hasnas.workbench.project.OpenStores;
import org.hasnas.workbench.score.LocalScores;
import org.hasnas.workbench.training.ClusterBenchmark;
import org.hasnas.workbench.training.DesignTrainings;

/** Measurements in this process. */
public final class LocalMeasurements implements Measurements {
    private final OpenStores stores;
    private final LoadedDatasets datasets;
    private final LocalScores scores;
    private final JobKernels kernels;
    private final Jobs jobs;
    private final Clusters clusters;

    public LocalMeasurements(OpenStores stores, LoadedDatasets datasets, LocalScores scores, JobKernels kernels,
            Jobs jobs, Clusters clusters) {
        this.stores = stores;
        this.datasets = datasets;
        this.scores = scores;
        this.kernels = kernels;
        this.jobs = jobs;
        this.clusters = clusters;
    }

    @Override
    public JobHandle<Progress, PassMeasurement> passes(PassBenchmark benchmark) {
        return jobs.start("Benchmark of passes", benchmark.threads(), (job, pool) -> PassRunner.eventDriven(benchmark, images(benchmark, job),
                kernels.use().integer(), new Workers(pool, benchmark.threads()), job));
    }

    @Override
    public JobHandle<Progress, PassTimes> densePasses(PassBenchmark benchmark) {
        return jobs.start("Benchmark of dense passes", job -> PassRunner.dense(benchmark, images(benchmark, job), job));
    }

    @Override
    public JobHandle<Progress, TrainingSpeed> trainingSpeed(PassBenchmark benchmark) {
        return jobs.start("Benchmark of training", benchmark.threads(), (job, pool) -> TrainingRunner.run(benchmark, images(benchmark, job),
                kernels.use().training(), new Workers(pool, benchmark.threads()), job));
    }

    @Override
    public JobHandle<Progress, TrainingPace> trainingPace(PassBenchmark benchmark, int warmUp) {
        return jobs.start("Pace of training", benchmark.threads(), (job, pool) -> TrainingRunner.pace(benchmark, warmUp, images(benchmark, job),
                kernels.use().training(), new Workers(pool, benchmark.threads()), job));
    }

    private ImageSet images(PassBenchmark benchmark, JobContext job) throws HasnasException {
        return datasets.trainingImages(benchmark.dataset(), Path.of(""), benchmark.network().template(),
                new FitnessSettings(benchmark.batchSize(), 1), job);
    }

    @Override
    public JobHandle<Progress, SearchMeasurement> searchSpeed(SearchBenchmark benchmark) {
        return jobs.start("Benchmark of search", benchmark.threads(), (job, pool) -> {
            ImageSet images = datasets.trainingImages(benchmark.dataset(), Path.of(""), benchmark.template(), benchmark.fitness(), job);
            return new SearchRunner(scores.simulated(), SpikeSimElaModel.bundled()).run(benchmark, images, pool, job);
        });
    }

    @Override
    public JobHandle<Progress, TrainedAccuracies> compareTrainings(TrainingComparison comparison) {
        return jobs.start("Comparison of trainings", comparison.threads(), (job, pool) -> {
            LabelledDataset dataset = datasets.load(comparison.dataset(), Path.of(""), job);
            LoadedDatasets.requireFit(dataset, comparison.network().template());
            return TrainedAccuracyRunner.run(comparison, dataset, kernels.use().training(), new Workers(pool, comparison.threads()), job);
        });
    }

    @Override
    public JobHandle<Progress, RecipeResult> compareRecipes(RecipeComparison comparison) {
        return jobs.start("Comparison of recipes", comparison.threads(), (job, pool) -> {
            LabelledDataset dataset = datasets.load(comparison.dataset(), Path.of(""), job);
            LoadedDatasets.requireFit(dataset, comparison.network().template());
            return new RecipeRunner(comparison, dataset.training(), kernels.use().training(), new Workers(pool, comparison.threads()), job).run();
        });
    }

    @Override
    public JobHandle<Progress, ComparisonResult> compareAlgorithms(AlgorithmComparison comparison) {
        return jobs.start("Comparison of algorithms", comparison.threads(), (job, pool) -> {
            SearchRequest task = comparison.task();
            FitnessSettings largest = comparison.publishedDraws() > 0 ? task.fitness().withBatchSize(256) : task.fitness();
            Optional<ImageSet> images = scores.images(task.dataset(), Path.of(""), task.template(), largest, job);
            return new ComparisonRunner(scores::newScores).run(comparison, images, pool, job);
        });
    }

    @Override
    public JobHandle<Progress, TableSearchResult> searchTable(TableSearch search, Path table) {
        return jobs.start("Search in a table", job -> new TableSearchRunner(BenchmarkTable.read(table)).run(search, job));
    }

    @Override
    public JobHandle<Progress, LadderMeasurement> searchLadder(LadderBenchmark benchmark, Path table, Optional<Path> curves, Optional<Path> prior) {
        return jobs.start("Searches that pay for trainings", benchmark.threads(), (job, pool) -> {
            BenchmarkTable read = BenchmarkTable.read(table);
            BenchmarkTable known = curves.isPresent() ? read.withCurves(LearningCurves.read(curves.get())) : read;
            Optional<BenchmarkTable> before = prior.isPresent() ? Optional.of(BenchmarkTable.read(prior.get())) : Optional.empty();
            try {
                return new LadderRunner(benchmark, known, before, job).run(pool);
            } catch (IllegalArgumentException unsuitable) {
                throw new HasnasException(ErrorCode.BAD_INPUT, table + ": " + unsuitable.getMessage(), unsuitable);
            }
        });
    }

    @Override
    public JobHandle<Progress, ReplayMeasurement> replaySearches(ReplayBenchmark benchmark, Project project) {
        return jobs.start("Searches among recorded trainings", benchmark.threads(), (job, pool) -> {
            Optional<ProjectStore> store = stores.existing(project);
            SearchRequest request = byTrainings(project);
            try {
                return new ReplayRunner(benchmark, request, store.isPresent() ? recorded(request, store.get().trainings()) : List.of(), job)
                        .run(pool);
            } catch (IllegalArgumentException unsuitable) {
                throw new HasnasException(ErrorCode.BAD_INPUT, project.folder() + ": " + unsuitable.getMessage(), unsuitable);
            }
        });
    }

    @Override
    public JobHandle<Progress, DecisionMeasurement> timeDecisions(Project project, int designs, int decisions) {
        return jobs.start("Decisions of a search", job -> {
            try {
                return DecisionRunner.run(byTrainings(project).withBudget(designs), decisions, job);
            } catch (IllegalArgumentException unsuitable) {
                throw new HasnasException(ErrorCode.BAD_INPUT, project.folder() + ": " + unsuitable.getMessage(), unsuitable);
            }
        });
    }

    /** The project's search as one by trainings, one at a time. */
    private static SearchRequest byTrainings(Project project) {
        return project.search().withAlgorithm(SearchAlgorithmId.LADDER)
                .withLadder(new LadderSettings(LadderSettings.USUAL_MINUTES, 1, project.training())
                        .withFront(project.search().ladder().map(LadderSettings::front).orElse(FrontCost.ENERGY)));
    }

    /** Trainings of designs as the project's searches train them, of which nothing more can come. */
    private static List<ReplayRunner.Recorded> recorded(SearchRequest request, TrainingStore store) throws HasnasException {
        List<MeasuredAccuracy> accuracies = store.accuracies();
        Map<Architecture, ReplayRunner.Recorded> recorded = new LinkedHashMap<>();
        for (TrainingSummary training : store.list().reversed()) {
            Architecture design = training.request().architecture();
            DesignCurve curve = DesignTrainings.curve(training);
            if (training.request().equals(DesignTrainings.request(request, design)) && curve.state() != DesignCurve.State.OPEN
                    && !curve.epochs().isEmpty()) {
                recorded.put(design, new ReplayRunner.Recorded(design, curve, accuracies.stream()
                        .filter(accuracy -> accuracy.accuracy().source().startsWith("training " + training.id() + ","))
                        .mapToDouble(accuracy -> accuracy.accuracy().fraction()).findFirst()));
            }
        }
        return List.copyOf(recorded.values());
    }

    @Override
    public JobHandle<Progress, ScreenMeasurement> compareScreens(ScreenBenchmark benchmark) {
        return jobs.start("Benchmark of screens", benchmark.threads(), (job, pool) -> {
            ImageSet images = datasets.trainingImages(benchmark.dataset(), Path.of(""), benchmark.template(), benchmark.fitness(), job);
            try {
                return new ScreenRunner(scores::newScores).run(benchmark, images, pool, job);
            } catch (IllegalArgumentException unsuitable) {
                throw new HasnasException(ErrorCode.BAD_INPUT, String.valueOf(unsuitable.getMessage()), unsuitable);
            }
        });
    }

    @Override
    public JobHandle<Progress, ScoreMeasurement> compareScores(Path table, ScoreBenchmark benchmark) {
        return jobs.start("Benchmark of scores", benchmark.threads(), (job, pool) -> {
            BenchmarkTable read = BenchmarkTable.read(table);
            boolean simulates = benchmark.scores().stream().anyMatch(ScoreId::isSimulated);
            Optional<ImageSet> images = simulates
                    ? Optional.of(datasets.trainingImages(benchmark.dataset(), Path.of(""), benchmark.template(), benchmark.fitness(), job))
                    : Optional.empty();
            try {
                return new ScoreRunner(scores.trainingFree()).run(benchmark, read, images, pool, job);
            } catch (IllegalArgumentException unsuitable) {
                throw new HasnasException(ErrorCode.BAD_INPUT, table + ": " + unsuitable.getMessage(), unsuitable);
            }
        });
    }

    @Override
    public JobHandle<Progress, ClusterScale> clusterScale(List<Double> taskSeconds, int payloadBytes, Optional<ScaleWork> asked)
            throws HasnasException {
        Cluster cluster = clusters.used().orElseThrow(() -> new HasnasException(ErrorCode.BAD_INPUT, "Which cluster? Give --on MASTER."));
        int cores = cluster.state().cores();
        List<Integer> sideBySide = asked.map(ScaleWork::sideBySide).filter(numbers -> !numbers.isEmpty()).orElse(List.of(cores));
        if (sideBySide.stream().anyMatch(number -> number < 1 || number > cores)) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--workers must be 1 to " + cores + ", the cores of the cluster, was " + sideBySide);
        }
        return jobs.start("Benchmark of a cluster", cores, (job, pool) -> new ClusterBenchmark(cluster, pool, job).run(taskSeconds, payloadBytes,
                asked.isPresent() ? work(asked.get(), cluster, job) : _ -> {}, sideBySide, asked.map(ScaleWork::rounds).orElse(0)));
    }

    private ClusterBenchmark.Work work(ScaleWork asked, Cluster cluster, JobContext job) throws HasnasException {
        SearchRequest search = asked.project().search();
        Path folder = asked.project().folder();
        if (asked.scores() > 0) {
            Network network = Network.of(search.template(), search.space(), asked.design());
            return there -> {
                FitnessFunction function = scores.function(search, folder, there, job);
                for (int score = 0; score < asked.scores(); score++) {
                    function.score(network, job);
                }
            };
        }
        LabelledDataset images = datasets.load(search.dataset(), folder, job);
        return ClusterBenchmark.training(
                TrainingRequest.ofDesign(search.dataset(), search.template(), search.space(), asked.design(), asked.settings()), images,
                clusters.share(cluster, search.dataset(), folder, images), kernels.use().training(), job);
    }

    @Override
    public JobHandle<Progress, EventImport> eventImport(int recordings, Path folder) {
        return jobs.start("Import of events", job -> EventImportRunner.run(recordings, folder, job));
    }

    @Override
    public JobHandle<Progress, List<VerificationResult>> verify(VerificationKind kind, Path path) {
        return jobs.start("Verification", job -> switch (kind) {
            case SPIKESIM -> new SpikeSimOracle(SpikeSimElaModel.bundled()).verify(path, job);
            case FITNESS -> new FitnessOracle().verify(path, job);
            case FORWARD -> new ForwardOracle().verify(path, job);
            case CROSSBAR -> new CrossbarOracle().verify(path, job);
            case NEUROSIM -> new NeuroSimOracle(NeuroSimVersion.V1_3).verify(path, job);
            case NEUROSIM14 -> new NeuroSimOracle(NeuroSimVersion.V1_4).verify(path, job);
            case NIR -> new NirOracle().verify(path, job);
            case EVENTS -> new EventsOracle().verify(path, job);
        });
    }
}
