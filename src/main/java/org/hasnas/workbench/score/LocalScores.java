package org.hasnas.workbench.score;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.data.ImageSet;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.score.fitness.FitnessResult;
import org.hasnas.score.fitness.SahdFitness;
import org.hasnas.score.fitness.TrainingFreeScores;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.KernelProvider;
import org.hasnas.workbench.data.LoadedDatasets;
import org.hasnas.workbench.jobs.JobThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Scores in this process. Simulations share one store of drawn weights. */
public final class LocalScores implements Scores {
    private static final Logger LOG = LoggerFactory.getLogger(LocalScores.class);

    private final LoadedDatasets datasets;
    private final JobThreads threads;
    private final SahdFitness sahd = newSahd();
    private final TrainingFreeScores scores = newScores(sahd);

    public LocalScores(LoadedDatasets datasets, JobThreads threads) {
        this.datasets = datasets;
        this.threads = threads;
    }

    /** A simulation with a store of drawn weights of its own. */
    public static SahdFitness newSahd() {
        return new SahdFitness(KernelProvider.integerKernels());
    }

    /** Scores that share no drawn weights with others. */
    public static TrainingFreeScores newScores() {
        return newScores(newSahd());
    }

    private static TrainingFreeScores newScores(SahdFitness sahd) {
        return new TrainingFreeScores(sahd, new SurrogateGradients(KernelProvider.trainingKernels()));
    }

    public static void warnWithoutVectors() {
        if (!KernelProvider.hasVectors()) {
            LOG.warn("The program was started without {}: scores are computed without vector instructions, with equal results but"
                    + " several times slower", KernelProvider.FLAG);
        }
    }

    public SahdFitness sahd() {
        return sahd;
    }

    public TrainingFreeScores trainingFree() {
        return scores;
    }

    /** The images a score is simulated on; none are read for a score that needs none. */
    public Optional<ImageSet> images(DatasetReference dataset, Path folder, NetworkTemplate template, FitnessSettings settings) throws HasnasException {
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
