package org.hasnas.workbench.check;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.hasnas.checks.benchmark.ComparisonRunner;
import org.hasnas.checks.benchmark.PassRunner;
import org.hasnas.checks.benchmark.ScoreRunner;
import org.hasnas.checks.benchmark.ScreenRunner;
import org.hasnas.checks.benchmark.SearchRunner;
import org.hasnas.checks.benchmark.TableSearchRunner;
import org.hasnas.checks.benchmark.TrainedAccuracyRunner;
import org.hasnas.checks.benchmark.TrainingRunner;
import org.hasnas.checks.model.AlgorithmComparison;
import org.hasnas.checks.model.ComparisonResult;
import org.hasnas.checks.model.PassBenchmark;
import org.hasnas.checks.model.PassMeasurement;
import org.hasnas.checks.model.PassTimes;
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
import org.hasnas.checks.model.TrainingSpeed;
import org.hasnas.checks.model.VerificationKind;
import org.hasnas.checks.model.VerificationResult;
import org.hasnas.checks.verification.CrossbarOracle;
import org.hasnas.checks.verification.FitnessOracle;
import org.hasnas.checks.verification.ForwardOracle;
import org.hasnas.checks.verification.NeuroSimOracle;
import org.hasnas.checks.verification.SpikeSimOracle;
import org.hasnas.chip.cost.SpikeSimElaModel;
import org.hasnas.data.ImageSet;
import org.hasnas.data.LabelledDataset;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.ScoreId;
import org.hasnas.score.spikenas.BenchmarkTable;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.workbench.data.LoadedDatasets;
import org.hasnas.workbench.jobs.JobKernels;
import org.hasnas.workbench.jobs.JobThreads;
import org.hasnas.workbench.score.LocalScores;

/** Measurements in this process. */
public final class LocalMeasurements implements Measurements {
    private final LoadedDatasets datasets;
    private final SpikeSimElaModel spikeSim;
    private final LocalScores scores;
    private final JobKernels kernels;
    private final JobThreads threads;

    public LocalMeasurements(LoadedDatasets datasets, SpikeSimElaModel spikeSim, LocalScores scores, JobKernels kernels, JobThreads threads) {
        this.datasets = datasets;
        this.spikeSim = spikeSim;
        this.scores = scores;
        this.kernels = kernels;
        this.threads = threads;
    }

    @Override
    public PassMeasurement passes(PassBenchmark benchmark, JobContext job) throws HasnasException {
        try (ExecutorService pool = threads.workers("pass", benchmark.threads())) {
            return PassRunner.eventDriven(benchmark, images(benchmark), kernels.use().integer(), new Workers(pool, benchmark.threads()), job);
        }
    }

    @Override
    public PassTimes densePasses(PassBenchmark benchmark, JobContext job) throws HasnasException {
        return PassRunner.dense(benchmark, images(benchmark), job);
    }

    @Override
    public TrainingSpeed trainingSpeed(PassBenchmark benchmark, JobContext job) throws HasnasException {
        ImageSet images = images(benchmark);
        try (ExecutorService pool = threads.workers("training", benchmark.threads())) {
            return TrainingRunner.run(benchmark, images, kernels.use().training(), new Workers(pool, benchmark.threads()), job);
        }
    }

    private ImageSet images(PassBenchmark benchmark) throws HasnasException {
        return datasets.trainingImages(benchmark.dataset(), Path.of(""), benchmark.network().template(),
                new FitnessSettings(benchmark.batchSize(), 1));
    }

    @Override
    public SearchMeasurement searchSpeed(SearchBenchmark benchmark, JobContext job) throws HasnasException {
        ImageSet images = datasets.trainingImages(benchmark.dataset(), Path.of(""), benchmark.template(), benchmark.fitness());
        try (ExecutorService pool = threads.workers("candidate", benchmark.threads())) {
            return new SearchRunner(scores.sahd(), spikeSim).run(benchmark, images, pool, job);
        }
    }

    @Override
    public TrainedAccuracies compareTrainings(TrainingComparison comparison, JobContext job) throws HasnasException {
        LabelledDataset dataset = datasets.load(comparison.dataset(), Path.of(""));
        LoadedDatasets.requireFit(dataset, comparison.network().template());
        try (ExecutorService pool = threads.workers("training", comparison.threads())) {
            return TrainedAccuracyRunner.run(comparison, dataset, kernels.use().training(), new Workers(pool, comparison.threads()), job);
        }
    }

    @Override
    public ComparisonResult compareAlgorithms(AlgorithmComparison comparison, JobContext job) throws HasnasException {
        SearchRequest task = comparison.task();
        FitnessSettings largest = comparison.publishedDraws() > 0 ? task.fitness().withBatchSize(256) : task.fitness();
        Optional<ImageSet> images = scores.images(task.dataset(), Path.of(""), task.template(), largest);
        try (ExecutorService pool = threads.workers("candidate", comparison.threads())) {
            return new ComparisonRunner(scores::newScores).run(comparison, images, pool, job);
        }
    }

    @Override
    public TableSearchResult searchTable(TableSearch search, Path table, JobContext job) throws HasnasException {
        return new TableSearchRunner().run(search, BenchmarkTable.read(table), job);
    }

    @Override
    public ScreenMeasurement compareScreens(ScreenBenchmark benchmark, JobContext job) throws HasnasException {
        ImageSet images = datasets.trainingImages(benchmark.dataset(), Path.of(""), benchmark.template(), benchmark.fitness());
        try (ExecutorService pool = threads.workers("screen", benchmark.threads())) {
            return new ScreenRunner(scores::newScores).run(benchmark, images, pool, job);
        }
    }

    @Override
    public ScoreMeasurement compareScores(Path table, ScoreBenchmark benchmark, JobContext job) throws HasnasException {
        BenchmarkTable read = BenchmarkTable.read(table);
        boolean simulates = benchmark.scores().stream().anyMatch(ScoreId::isSimulated);
        Optional<ImageSet> images = simulates
                ? Optional.of(datasets.trainingImages(benchmark.dataset(), Path.of(""), benchmark.template(), benchmark.fitness()))
                : Optional.empty();
        try (ExecutorService pool = threads.workers("score", benchmark.threads())) {
            return new ScoreRunner(scores.trainingFree()).run(benchmark, read, images, pool, job);
        }
    }

    @Override
    public List<VerificationResult> verify(VerificationKind kind, Path path) throws HasnasException {
        return switch (kind) {
            case SPIKESIM -> new SpikeSimOracle(spikeSim).verify(path);
            case FITNESS -> new FitnessOracle().verify(path, JobContext.NONE);
            case FORWARD -> new ForwardOracle().verify(path, JobContext.NONE);
            case CROSSBAR -> new CrossbarOracle().verify(path, JobContext.NONE);
            case NEUROSIM -> new NeuroSimOracle().verify(path);
        };
    }
}
