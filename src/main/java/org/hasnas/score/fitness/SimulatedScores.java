package org.hasnas.score.fitness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.hasnas.data.ImageSet;
import org.hasnas.error.MemoryShortage;
import org.hasnas.job.JobContext;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Network;
import org.hasnas.score.model.FitnessResult;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.WeightPrecision;
import org.hasnas.simulation.engine.LifLayer;
import org.hasnas.simulation.engine.Simulation;
import org.hasnas.simulation.engine.SimulationMemory;
import org.hasnas.simulation.engine.SimulationMode;
import org.hasnas.simulation.engine.SimulationResult;
import org.hasnas.simulation.engine.SpikeObserver;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.engine.integer.IntegerSimulation;
import org.hasnas.simulation.engine.integer.StemCurrents;
import org.hasnas.simulation.kernel.integer.IntegerKernels;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.simulation.weights.IntegerWeights;
import org.hasnas.simulation.weights.WeightBank;
import org.hasnas.simulation.weights.WeightInitialization;

/**
 * Computes the scores that are read from spikes: the mean over batches, simulated with batch norm and dropout in training mode.
 *
 * <p>Unlike the public code, every batch starts with resting membranes and a dropout mask of its own. Weights depend on seed and layer
 * name, images on seed and batch index: the same request gives the same bits, on any thread, with any number of them. Scoring is safe
 * from several threads; what they share (int8 weights, stems of batches) is kept within bounded memory, and candidates that do not fit
 * together are simulated one after the other.
 */
public final class SimulatedScores {
    /** Stem currents of two batches of 64 images of SNASNet's CIFAR-10 network. */
    private static final long STEM_BYTES = 80L << 20;
    /** Every layer of SNASNet's largest space. */
    private static final long WEIGHT_BYTES = 128L << 20;

    /** The program itself: 59 MB with its window open and an empty run, measured after a garbage collection. */
    private static final long PROGRAM_BYTES = 64L << 20;

    private final IntegerKernels fast;
    private final MemoryGate memory = new MemoryGate(Runtime.getRuntime().maxMemory() - STEM_BYTES - WEIGHT_BYTES - PROGRAM_BYTES);
    private final StemCache stems = new StemCache(STEM_BYTES);
    private final AtomicReference<WeightBank> weights = new AtomicReference<>(new WeightBank(0, WEIGHT_BYTES));

    /** @param fast for {@link WeightPrecision#INT8} */
    public SimulatedScores(IntegerKernels fast) {
        this.fast = fast;
    }

    /** {@link #score(Network, ImageSet, FitnessSettings, long, Workers, JobContext)} on the caller's thread. */
    public FitnessResult score(Network network, ImageSet images, FitnessSettings settings, long seed, JobContext job) {
        return score(network, images, settings, seed, Workers.CALLER, job);
    }

    /**
     * Scores a network.
     *
     * @param images where the batches are drawn from, without replacement
     * @param workers threads to use; they change no bit
     * @throws IllegalArgumentException if the images have another shape than the network takes, or are too few, or if a batch needs
     *     more memory than the program may use
     * @throws java.util.concurrent.CancellationException if the job is cancelled
     */
    public FitnessResult score(Network network, ImageSet images, FitnessSettings settings, long seed, Workers workers, JobContext job) {
        if (!(TrainingFreeScore.of(settings.score()) instanceof TrainingFreeScore.Simulated score)) {
            throw new IllegalArgumentException("score '" + settings.score().label() + "' is not read from a simulation");
        }
        requireShape(network, images);
        long needed = requireMemory(network, images, settings);
        try (MemoryGate.Pass _ = memory.enter(needed, images.bytes(), job)) {
            return simulated(score, network, images, settings, seed, workers, job);
        }
    }

    static void requireShape(Network network, ImageSet images) {
        if (!images.shape().equals(network.template().input())) {
            throw new IllegalArgumentException("template '" + network.template().name() + "' takes images of " + network.template().input()
                    + ", the data set has " + images.shape());
        }
    }

    private FitnessResult simulated(TrainingFreeScore.Simulated score, Network network, ImageSet images, FitnessSettings settings, long seed,
            Workers workers, JobContext job) {
        List<Double> perBatch = new ArrayList<>();
        List<SimulationResult> results = new ArrayList<>();
        int[][] drawn = score.draw().images(seed, images, settings);
        BatchRun run = switch (settings.precision()) {
            case INT8 -> integers(network, images, drawn, score.draw(), settings, seed, workers, job);
            case FLOAT32 -> floats(network, images, drawn, settings, seed, workers, job);
        };
        for (int batch = 0; batch < settings.batches(); batch++) {
            job.checkpoint();
            TrainingFreeScore.Reading reading = score.read(network, labels(images, run.drawn()[batch]), fast, workers);
            results.add(run.simulate(batch, (LifLayer layer, int timeStep, long[][] spikes) -> reading.add(layer, spikes, job)));
            job.checkpoint();
            perBatch.add(reading.score());
        }
        double mean = perBatch.stream().mapToDouble(Double::doubleValue).sum() / perBatch.size();
        List<LayerRate> rates = meanRates(results);
        return new FitnessResult(new FitnessScore(mean, LayerRate.mean(network, rates)), perBatch, rates);
    }

    private static int[] labels(ImageSet images, int[] chosen) {
        return Arrays.stream(chosen).map(images::label).toArray();
    }

    /** Simulates one of the batches. */
    @FunctionalInterface
    private interface BatchSimulation {
        SimulationResult run(int batch, SpikeObserver observer);
    }

    /**
     * A network ready to be simulated.
     *
     * @param drawn [batch][image]
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record BatchRun(int[][] drawn, BatchSimulation simulation) {
        SimulationResult simulate(int batch, SpikeObserver observer) {
            return simulation.run(batch, observer);
        }
    }

    private BatchRun floats(Network network, ImageSet images, int[][] drawn, FitnessSettings settings, long seed, Workers workers, JobContext job) {
        Simulation simulation = new Simulation(network, WeightInitialization.draw(network, seed, job), settings.batchSize(), SimulationMode.TRAINING,
                workers, job);
        return new BatchRun(drawn, (batch, observer) -> simulation.run(pixels(network, images, drawn[batch]), BatchDraw.dropout(seed, batch,
                settings.batchSize(), simulation.features(), network.template().dropoutProbability()), observer, job));
    }

    private BatchRun integers(Network network, ImageSet images, int[][] drawn, ImageDraw draw, FitnessSettings settings, long seed,
            Workers workers, JobContext job) {
        IntegerSimulation simulation = new IntegerSimulation(network, settings.batchSize(), fast, workers);
        IntegerWeights drawnWeights = WeightInitialization.drawIntegers(network, bank(seed), job);
        ConvolutionLayer stem = network.convolutions().getFirst();
        int frames = network.template().frames();
        return new BatchRun(drawn, (batch, observer) -> {
            StemCurrents currents = stems.get(
                    new StemCache.Key(new StemCache.Identity(images), draw, seed, settings.batchSize(), settings.batches(), batch, stem, frames),
                    () -> StemCurrents.of(stem, drawnWeights.stem(), pixels(network, images, drawn[batch]), frames, fast, workers, job));
            return simulation.run(drawnWeights, currents, BatchDraw.dropout(seed, batch, settings.batchSize(), simulation.features(),
                    network.template().dropoutProbability()), observer, job);
        });
    }

    /** The weights of a seed; those of the seed before are forgotten. */
    private WeightBank bank(long seed) {
        return weights.updateAndGet(bank -> bank.seed() == seed ? bank : new WeightBank(seed, WEIGHT_BYTES));
    }

    /** Memory in bytes that scoring a network takes, weights included; {@link Long#MAX_VALUE} if no computer could hold it. */
    public long memoryBytes(Network network, FitnessSettings settings) {
        return switch (settings.precision()) {
            case FLOAT32 -> SimulationMemory.bytes(network, settings.batchSize(), SimulationMode.TRAINING);
            case INT8 -> {
                IntegerSimulation simulation = new IntegerSimulation(network, settings.batchSize(), fast, Workers.CALLER);
                yield simulation.isAddressable() ? simulation.bytes() : Long.MAX_VALUE;
            }
        };
    }

    /** The memory a candidate needs. Running out of it during a simulation could make other candidates fail. */
    private long requireMemory(Network network, ImageSet images, FitnessSettings settings) {
        long needed = memoryBytes(network, settings);
        long available = Runtime.getRuntime().maxMemory() - images.bytes();
        if (needed <= available) {
            return needed;
        }
        int fitting = settings.batchSize() / 2;
        while (fitting >= 2 && memoryBytes(network, settings.withBatchSize(fitting)) > available) {
            fitting /= 2;
        }
        String hint = fitting >= 2 ? " (" + fitting + " images fit)" : "";
        throw new MemoryShortage(String.format(Locale.ROOT, "batches of %d images through template '%s' need about %.1f GB of memory, and"
                + " beside the images there are %.1f GB. Take smaller batches%s, or start with a larger -Xmx", settings.batchSize(),
                network.template().name(), needed * 1e-9, available * 1e-9, hint));
    }

    static float[][] pixels(Network network, ImageSet images, int[] chosen) {
        return Arrays.stream(chosen).mapToObj(image -> images.input(image, network.template().frames())).toArray(float[][]::new);
    }

    private static List<LayerRate> meanRates(List<SimulationResult> results) {
        List<LayerRate> rates = new ArrayList<>();
        for (int layer = 0; layer < results.getFirst().firingRates().size(); layer++) {
            LayerRate first = results.getFirst().firingRates().get(layer);
            List<Double> perStep = new ArrayList<>();
            for (int step = 0; step < first.perTimeStep().size(); step++) {
                double sum = 0;
                for (SimulationResult result : results) {
                    sum += result.firingRates().get(layer).perTimeStep().get(step);
                }
                perStep.add(sum / results.size());
            }
            rates.add(new LayerRate(first.layer(), perStep));
        }
        return rates;
    }
}
