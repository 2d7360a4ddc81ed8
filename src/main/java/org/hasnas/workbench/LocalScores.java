package org.hasnas.workbench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.hasnas.dataset.ImageSet;
import org.hasnas.domain.architecture.Network;
import org.hasnas.domain.architecture.NetworkTemplate;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.hardware.SpikeRates;
import org.hasnas.domain.run.DatasetReference;
import org.hasnas.domain.run.FitnessSettings;
import org.hasnas.engine.Workers;
import org.hasnas.fitness.FitnessResult;
import org.hasnas.fitness.SahdFitness;
import org.hasnas.fitness.TrainingFreeScores;
import org.hasnas.job.JobContext;
import org.hasnas.kernel.KernelProvider;
import org.hasnas.kernel.ScalarKernels;
import org.hasnas.workbench.jobs.JobThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Scores in this process. Simulations share one store of drawn weights. */
final class LocalScores implements Scores {
    private static final Logger LOG = LoggerFactory.getLogger(LocalScores.class);

    private final LoadedDatasets datasets;
    private final JobThreads threads;
    private final SahdFitness sahd = newSahd();
    private final TrainingFreeScores scores = newScores(sahd);

    LocalScores(LoadedDatasets datasets, JobThreads threads) {
        this.datasets = datasets;
        this.threads = threads;
    }

    /** A simulation with a store of drawn weights of its own. */
    static SahdFitness newSahd() {
        return new SahdFitness(new ScalarKernels(), KernelProvider.integerKernels());
    }

    /** Scores that share no drawn weights with others. */
    static TrainingFreeScores newScores() {
        return newScores(newSahd());
    }

    private static TrainingFreeScores newScores(SahdFitness sahd) {
        return new TrainingFreeScores(sahd, new SurrogateGradients(KernelProvider.trainingKernels()));
    }

    static void warnWithoutVectors() {
        if (!KernelProvider.hasVectors()) {
            LOG.warn("The program was started without {}: scores are computed without vector instructions, with equal results but"
                    + " several times slower", KernelProvider.FLAG);
        }
    }

    SahdFitness sahd() {
        return sahd;
    }

    TrainingFreeScores trainingFree() {
        return scores;
    }

    /** The images a score is simulated on; none are read for a score that needs none. */
    Optional<ImageSet> images(DatasetReference dataset, Path folder, NetworkTemplate template, FitnessSettings settings) throws HasnasException {
        return settings.score().isSimulated() ? Optional.of(datasets.trainingImages(dataset, folder, template, settings)) : Optional.empty();
    }

    @Override
    public FitnessReport fitness(DatasetReference dataset, Network network, FitnessSettings settings, long seed, int workers, JobContext job)
            throws HasnasException {
        warnWithoutVectors();
        Optional<ImageSet> images = images(dataset, Path.of(""), network.template(), settings);
        long start = System.nanoTime();
        FitnessResult result;
        try (ExecutorService pool = threads.workers("fitness", workers)) {
            result = scores.score(network, images, settings, seed, new Workers(pool, workers), job);
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        List<FitnessReport.LayerFiringRate> layers = result.layers().stream()
                .map(layer -> new FitnessReport.LayerFiringRate(layer.layer(), layer.perTimeStep())).toList();
        return new FitnessReport(result.score(), result.perBatch(), layers, seconds);
    }

    @Override
    public long memoryBytes(Network network, FitnessSettings settings) {
        return scores.memoryBytes(network, settings);
    }

    @Override
    public SpikeRates spikeRates(DatasetReference dataset, Network network, FitnessSettings settings, long seed, int workers, JobContext job)
            throws HasnasException {
        warnWithoutVectors();
        ImageSet images = datasets.trainingImages(dataset, Path.of(""), network.template(), settings);
        try (ExecutorService pool = threads.workers("fitness", workers)) {
            return SimulatedRates.of(network, images, sahd.score(network, images, settings, seed, new Workers(pool, workers), job));
        }
    }
}
