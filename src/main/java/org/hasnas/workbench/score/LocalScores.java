package org.hasnas.workbench.score;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.hasnas.chip.cost.SimulatedRates;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.data.ImageSet;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.score.fitness.SahdFitness;
import org.hasnas.score.fitness.TrainingFreeScores;
import org.hasnas.score.model.FitnessReport;
import org.hasnas.score.model.FitnessResult;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.Kernels;
import org.hasnas.workbench.data.LoadedDatasets;
import org.hasnas.workbench.jobs.JobKernels;
import org.hasnas.workbench.jobs.JobThreads;

/** Scores in this process. Simulations share one store of drawn weights. */
public final class LocalScores implements Scores {
    private final LoadedDatasets datasets;
    private final JobKernels kernels;
    private final JobThreads threads;
    private final SahdFitness sahd;
    private final TrainingFreeScores scores;

    public LocalScores(LoadedDatasets datasets, JobKernels kernels, JobThreads threads) {
        this.datasets = datasets;
        this.kernels = kernels;
        this.threads = threads;
        this.sahd = new SahdFitness(kernels.chosen().integer());
        this.scores = scores(sahd, kernels.chosen());
    }

    private static TrainingFreeScores scores(SahdFitness sahd, Kernels kernels) {
        return new TrainingFreeScores(sahd, kernels.training());
    }

    /** Scores that share no drawn weights with others. */
    public TrainingFreeScores newScores() {
        Kernels used = kernels.use();
        return scores(new SahdFitness(used.integer()), used);
    }

    public SahdFitness sahd() {
        kernels.use();
        return sahd;
    }

    public TrainingFreeScores trainingFree() {
        kernels.use();
        return scores;
    }

    /** The images a score is simulated on; none are read for a score that needs none. */
    public Optional<ImageSet> images(DatasetReference dataset, Path folder, NetworkTemplate template, FitnessSettings settings) throws HasnasException {
        return settings.score().isSimulated() ? Optional.of(datasets.trainingImages(dataset, folder, template, settings)) : Optional.empty();
    }

    @Override
    public FitnessReport fitness(DatasetReference dataset, Network network, FitnessSettings settings, long seed, int workers, JobContext job)
            throws HasnasException {
        Optional<ImageSet> images = images(dataset, Path.of(""), network.template(), settings);
        long start = System.nanoTime();
        FitnessResult result;
        try (ExecutorService pool = threads.workers("fitness", workers)) {
            result = trainingFree().score(network, images, settings, seed, new Workers(pool, workers), job);
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        return new FitnessReport(result, seconds);
    }

    @Override
    public long memoryBytes(Network network, FitnessSettings settings) {
        return scores.memoryBytes(network, settings);
    }

    @Override
    public SpikeRates spikeRates(DatasetReference dataset, Network network, FitnessSettings settings, long seed, int workers, JobContext job)
            throws HasnasException {
        ImageSet images = datasets.trainingImages(dataset, Path.of(""), network.template(), settings);
        try (ExecutorService pool = threads.workers("fitness", workers)) {
            return SimulatedRates.of(network, images, sahd().score(network, images, settings, seed, new Workers(pool, workers), job).layers());
        }
    }
}
