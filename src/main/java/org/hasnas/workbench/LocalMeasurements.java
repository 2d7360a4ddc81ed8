package org.hasnas.workbench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.hasnas.benchmark.ComparisonRunner;
import org.hasnas.benchmark.PassRunner;
import org.hasnas.benchmark.ScoreRunner;
import org.hasnas.benchmark.ScreenRunner;
import org.hasnas.benchmark.SearchRunner;
import org.hasnas.benchmark.TableSearchRunner;
import org.hasnas.benchmark.TrainedAccuracyRunner;
import org.hasnas.benchmark.TrainingRunner;
import org.hasnas.crossbar.cost.SpikeSimElaModel;
import org.hasnas.dataset.ImageSet;
import org.hasnas.dataset.LabelledDataset;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.measurement.AlgorithmComparison;
import org.hasnas.domain.measurement.ComparisonResult;
import org.hasnas.domain.measurement.PassBenchmark;
import org.hasnas.domain.measurement.PassMeasurement;
import org.hasnas.domain.measurement.PassTimes;
import org.hasnas.domain.measurement.ScoreBenchmark;
import org.hasnas.domain.measurement.ScoreMeasurement;
import org.hasnas.domain.measurement.ScreenBenchmark;
import org.hasnas.domain.measurement.ScreenMeasurement;
import org.hasnas.domain.measurement.SearchBenchmark;
import org.hasnas.domain.measurement.SearchMeasurement;
import org.hasnas.domain.measurement.TableSearch;
import org.hasnas.domain.measurement.TableSearchResult;
import org.hasnas.domain.measurement.TrainedAccuracies;
import org.hasnas.domain.measurement.TrainingComparison;
import org.hasnas.domain.measurement.TrainingSpeed;
import org.hasnas.domain.measurement.VerificationResult;
import org.hasnas.domain.run.FitnessSettings;
import org.hasnas.domain.run.ScoreId;
import org.hasnas.domain.run.SearchRequest;
import org.hasnas.engine.Workers;
import org.hasnas.job.JobContext;
import org.hasnas.kernel.KernelProvider;
import org.hasnas.kernel.ScalarKernels;
import org.hasnas.kernel.SpikeKernels;
import org.hasnas.spikenas.BenchmarkTable;
import org.hasnas.verification.CrossbarOracle;
import org.hasnas.verification.FitnessOracle;
import org.hasnas.verification.ForwardOracle;
import org.hasnas.verification.NeuroSimOracle;
import org.hasnas.verification.SpikeSimOracle;
import org.hasnas.workbench.jobs.JobThreads;

/** Measurements in this process. */
final class LocalMeasurements implements Measurements {
    private final LoadedDatasets datasets;
    private final SpikeSimElaModel spikeSim;
    private final LocalScores scores;
    private final JobThreads threads;
    private final SpikeKernels kernels = new ScalarKernels();

    LocalMeasurements(LoadedDatasets datasets, SpikeSimElaModel spikeSim, LocalScores scores, JobThreads threads) {
        this.datasets = datasets;
        this.spikeSim = spikeSim;
        this.scores = scores;
        this.threads = threads;
    }

    @Override
    public PassMeasurement passes(PassBenchmark benchmark, JobContext job) throws HasnasException {
        try (ExecutorService pool = threads.workers("pass", benchmark.threads())) {
            return passRunner().eventDriven(benchmark, images(benchmark), new Workers(pool, benchmark.threads()), job);
        }
    }

    @Override
    public PassTimes densePasses(PassBenchmark benchmark, JobContext job) throws HasnasException {
        return passRunner().dense(benchmark, images(benchmark), job);
    }

    private PassRunner passRunner() {
        return new PassRunner(kernels, KernelProvider.integerKernels());
    }

    @Override
    public TrainingSpeed trainingSpeed(PassBenchmark benchmark, JobContext job) throws HasnasException {
        ImageSet images = images(benchmark);
        try (ExecutorService pool = threads.workers("training", benchmark.threads())) {
            return TrainingRunner.run(benchmark, images, new Workers(pool, benchmark.threads()), job);
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
            return TrainedAccuracyRunner.run(comparison, dataset, new Workers(pool, comparison.threads()), job);
        }
    }

    @Override
    public ComparisonResult compareAlgorithms(AlgorithmComparison comparison, JobContext job) throws HasnasException {
        LocalScores.warnWithoutVectors();
        SearchRequest task = comparison.task();
        FitnessSettings largest = comparison.publishedDraws() > 0 ? task.fitness().withBatchSize(256) : task.fitness();
        Optional<ImageSet> images = scores.images(task.dataset(), Path.of(""), task.template(), largest);
        try (ExecutorService pool = threads.workers("candidate", comparison.threads())) {
            return new ComparisonRunner(LocalScores::newScores).run(comparison, images, pool, job);
        }
    }

    @Override
    public TableSearchResult searchTable(TableSearch search, Path table, JobContext job) throws HasnasException {
        return new TableSearchRunner().run(search, BenchmarkTable.read(table), job);
    }

    @Override
    public ScreenMeasurement compareScreens(ScreenBenchmark benchmark, JobContext job) throws HasnasException {
        LocalScores.warnWithoutVectors();
        ImageSet images = datasets.trainingImages(benchmark.dataset(), Path.of(""), benchmark.template(), benchmark.fitness());
        try (ExecutorService pool = threads.workers("screen", benchmark.threads())) {
            return new ScreenRunner(LocalScores::newScores).run(benchmark, images, pool, job);
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
            case FORWARD -> new ForwardOracle(kernels).verify(path, JobContext.NONE);
            case CROSSBAR -> new CrossbarOracle().verify(path, JobContext.NONE);
            case NEUROSIM -> new NeuroSimOracle().verify(path);
        };
    }
}
