package org.hasnas.workbench.score;

import java.nio.file.Path;
import java.util.Optional;
import org.hasnas.chip.cost.CostModels;
import org.hasnas.chip.cost.SimulatedRates;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.data.ImageSet;
import org.hasnas.data.LabelledDataset;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.score.fitness.SimulatedScores;
import org.hasnas.score.fitness.TrainingFreeScores;
import org.hasnas.score.model.FitnessReport;
import org.hasnas.score.model.FitnessResult;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.search.evaluation.Evaluation;
import org.hasnas.search.evaluation.FitnessFunction;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.Kernels;
import org.hasnas.workbench.cluster.Cluster;
import org.hasnas.workbench.cluster.Clusters;
import org.hasnas.workbench.cluster.Shared;
import org.hasnas.workbench.data.LoadedDatasets;
import org.hasnas.workbench.jobs.JobKernels;
import org.hasnas.workbench.jobs.Jobs;
import org.jspecify.annotations.Nullable;

/** Scores in this process. Simulations share one store of drawn weights. */
public final class LocalScores implements Scores {
    private final LoadedDatasets datasets;
    private final JobKernels kernels;
    private final Jobs jobs;
    private final Clusters clusters;
    private @Nullable OneStore shared;

    public LocalScores(LoadedDatasets datasets, JobKernels kernels, Jobs jobs, Clusters clusters) {
        this.datasets = datasets;
        this.kernels = kernels;
        this.jobs = jobs;
        this.clusters = clusters;
    }

    /** Scores of one store of drawn weights. */
    private record OneStore(SimulatedScores simulated, TrainingFreeScores all) {
        static OneStore of(Kernels kernels) {
            SimulatedScores simulated = new SimulatedScores(kernels.integer());
            return new OneStore(simulated, new TrainingFreeScores(simulated, kernels.training()));
        }
    }

    private synchronized OneStore shared() {
        OneStore made = shared;
        if (made == null) {
            made = OneStore.of(kernels.use());
            shared = made;
        }
        return made;
    }

    /** Scores that share no drawn weights with others. */
    public TrainingFreeScores newScores() {
        return OneStore.of(kernels.use()).all();
    }

    public SimulatedScores simulated() {
        return shared().simulated();
    }

    public TrainingFreeScores trainingFree() {
        return shared().all();
    }

    /** The images a score is simulated on; none are read for a score that needs none. */
    public Optional<ImageSet> images(DatasetReference dataset, Path folder, NetworkTemplate template, FitnessSettings settings, JobContext job)
            throws HasnasException {
        return settings.score().isSimulated() ? Optional.of(datasets.trainingImages(dataset, folder, template, settings, job)) : Optional.empty();
    }

    /**
     * What evaluates the candidates of a request.
     *
     * @param folder what the data set's relative path starts from
     * @throws HasnasException if the request can't be computed: its chip, its score and its images don't go together
     */
    public Evaluation evaluation(SearchRequest request, Path folder, CostModels models, JobContext job) throws HasnasException {
        Evaluation.check(request);
        Optional<ImageSet> images = images(request.dataset(), folder, request.template(), request.fitness(), job);
        Optional<Cluster> cluster = images.isPresent() ? clusters.used() : Optional.empty();
        Optional<Shared<LabelledDataset>> sent = cluster.isPresent() ? Optional.of(sent(request, folder, cluster.get(), job)) : Optional.empty();
        return new Evaluation(request, models.of(request.hardware()), images, trainingFree(), this::newScores,
                asked -> cluster.flatMap(used -> sent.map(set -> new ClusterScores(asked, set, used))));
    }

    private Shared<LabelledDataset> sent(SearchRequest request, Path folder, Cluster cluster, JobContext job) throws HasnasException {
        return clusters.share(cluster, request.dataset(), folder, datasets.load(request.dataset(), folder, job));
    }

    /**
     * The score of a request.
     *
     * @param folder what the data set's relative path starts from
     * @param there where it is computed; empty for this process
     */
    public FitnessFunction function(SearchRequest request, Path folder, Optional<Cluster> there, JobContext job) throws HasnasException {
        if (there.isPresent()) {
            return new ClusterScores(request, sent(request, folder, there.get(), job), there.get());
        }
        Optional<ImageSet> images = images(request.dataset(), folder, request.template(), request.fitness(), job);
        return (network, scoring) -> trainingFree().score(network, images, request.fitness(), request.seed(), Workers.CALLER, scoring).score();
    }

    @Override
    public JobHandle<Progress, FitnessReport> fitness(DatasetReference dataset, Network network, FitnessSettings settings, long seed, int threads) {
        return jobs.start("Fitness", threads, (job, pool) -> {
            Optional<ImageSet> images = images(dataset, Path.of(""), network.template(), settings, job);
            long start = System.nanoTime();
            FitnessResult result = trainingFree().score(network, images, settings, seed, new Workers(pool, threads), job);
            return new FitnessReport(result, (System.nanoTime() - start) * 1e-9);
        });
    }

    @Override
    public long memoryBytes(Network network, FitnessSettings settings) {
        return trainingFree().memoryBytes(network, settings);
    }

    @Override
    public JobHandle<Progress, SpikeRates> spikeRates(DatasetReference dataset, Network network, FitnessSettings settings, long seed, int threads) {
        return jobs.start("Spike rates", threads, (job, pool) -> {
            ImageSet images = datasets.trainingImages(dataset, Path.of(""), network.template(), settings, job);
            return SimulatedRates.of(network, images, simulated().score(network, images, settings, seed, new Workers(pool, threads), job).layers());
        });
    }
}
