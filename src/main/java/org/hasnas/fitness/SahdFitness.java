package org.hasnas.fitness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hasnas.dataset.ImageSet;
import org.hasnas.domain.architecture.Network;
import org.hasnas.domain.run.FitnessScore;
import org.hasnas.domain.run.FitnessSettings;
import org.hasnas.engine.LifLayer;
import org.hasnas.engine.Simulation;
import org.hasnas.engine.SimulationMemory;
import org.hasnas.engine.SimulationMode;
import org.hasnas.engine.SimulationResult;
import org.hasnas.engine.SimulationResult.FiringRate;
import org.hasnas.engine.WeightInitialization;
import org.hasnas.engine.Weights;
import org.hasnas.job.JobContext;
import org.hasnas.kernel.SpikeKernels;
import org.hasnas.tensor.LogDeterminant;

/**
 * SNASNet's training-free score: the mean over batches of log |det K|, K being the {@link HammingKernel} of all LIF layers and time
 * steps of the untrained network, with batch norm and dropout in training mode.
 *
 * <p>Unlike the public code, every batch starts with resting membranes and a dropout mask of its own. Weights depend on seed and layer
 * name, images on seed and batch index: the same request gives the same bits, on any thread. Immutable; scoring is safe from several
 * threads.
 */
public final class SahdFitness {
    private final SpikeKernels kernels;

    public SahdFitness(SpikeKernels kernels) {
        this.kernels = kernels;
    }

    /**
     * Scores a network.
     *
     * @param images where the batches are drawn from, without replacement
     * @throws IllegalArgumentException if the images have another shape than the network takes, or are too few, or if a batch needs
     *     more memory than the program may use
     * @throws java.util.concurrent.CancellationException if the job is cancelled
     */
    public FitnessResult score(Network network, ImageSet images, FitnessSettings settings, long seed, JobContext job) {
        if (!images.shape().equals(network.template().input())) {
            throw new IllegalArgumentException("template '" + network.template().name() + "' takes images of " + network.template().input()
                    + ", the data set has " + images.shape());
        }
        requireMemory(network, settings);
        int[][] drawn = BatchDraw.images(seed, images.size(), settings.batches(), settings.batchSize());
        Weights weights = WeightInitialization.draw(network, seed, job);
        Simulation simulation = new Simulation(network, weights, settings.batchSize(), SimulationMode.TRAINING, kernels, job);
        List<Double> perBatch = new ArrayList<>();
        List<SimulationResult> results = new ArrayList<>();
        for (int batch = 0; batch < settings.batches(); batch++) {
            job.checkpoint();
            HammingKernel kernel = new HammingKernel(settings.batchSize());
            float[][] dropout = BatchDraw.dropout(seed, batch, settings.batchSize(), simulation.features(),
                    network.template().dropoutProbability());
            results.add(simulation.run(pixels(images, drawn[batch]), dropout,
                    (LifLayer layer, int timeStep, long[][] spikes) -> kernel.add(spikes, layer.layout().neurons(), layer.names().size(), job),
                    job));
            job.checkpoint();
            perBatch.add(LogDeterminant.of(kernel.mean()));
        }
        double mean = perBatch.stream().mapToDouble(Double::doubleValue).sum() / perBatch.size();
        List<FitnessResult.LayerRate> rates = meanRates(results);
        return new FitnessResult(new FitnessScore(mean, meanRate(rates)), perBatch, rates);
    }

    /** Running out of memory halfway could take other candidates along. */
    private static void requireMemory(Network network, FitnessSettings settings) {
        long needed = SimulationMemory.bytes(network, settings.batchSize(), SimulationMode.TRAINING);
        long available = Runtime.getRuntime().maxMemory();
        if (needed > available) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "batches of %d images through template '%s' need about %.1f GB of memory, the"
                    + " program may use %.1f GB. Take smaller batches, or start with a larger -Xmx", settings.batchSize(),
                    network.template().name(), needed * 1e-9, available * 1e-9));
        }
    }

    private static float[][] pixels(ImageSet images, int[] chosen) {
        float[][] pixels = new float[chosen.length][images.shape().size()];
        for (int i = 0; i < chosen.length; i++) {
            images.copyNormalized(chosen[i], pixels[i], 0);
        }
        return pixels;
    }

    private static List<FitnessResult.LayerRate> meanRates(List<SimulationResult> results) {
        List<FitnessResult.LayerRate> rates = new ArrayList<>();
        for (int layer = 0; layer < results.getFirst().firingRates().size(); layer++) {
            FiringRate first = results.getFirst().firingRates().get(layer);
            List<Double> perStep = new ArrayList<>();
            for (int step = 0; step < first.perTimeStep().size(); step++) {
                double sum = 0;
                for (SimulationResult result : results) {
                    sum += result.firingRates().get(layer).perTimeStep().get(step);
                }
                perStep.add(sum / results.size());
            }
            rates.add(new FitnessResult.LayerRate(first.layer(), first.neurons(), perStep));
        }
        return rates;
    }

    private static double meanRate(List<FitnessResult.LayerRate> rates) {
        double ones = 0;
        double all = 0;
        for (FitnessResult.LayerRate rate : rates) {
            for (double share : rate.perTimeStep()) {
                ones += share * rate.neurons();
                all += rate.neurons();
            }
        }
        return ones / all;
    }
}
