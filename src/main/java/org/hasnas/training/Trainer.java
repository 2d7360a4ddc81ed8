package org.hasnas.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hasnas.data.ImageSet;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.dense.DenseTrainingConvolutions;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.training.Surrogate;
import org.hasnas.simulation.kernel.training.TrainingKernels;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.training.layer.Loss;
import org.hasnas.training.layer.NeuronLearning;
import org.hasnas.training.layer.RoundedWeights;
import org.hasnas.training.layer.TrainingNetwork;
import org.hasnas.training.model.ClassScores;
import org.hasnas.training.model.EpochResult;
import org.hasnas.training.model.KeptEpoch;
import org.hasnas.training.model.TrainingHealth;
import org.hasnas.training.model.TrainingRecipe;
import org.hasnas.training.model.TrainingSettings;

/** Trains one network on the images of a set. */
public final class Trainer {
    /** Batches that batch-norm statistics of averaged weights are taken from, at most. */
    private static final int STATISTICS_BATCHES = 10;

    private final Network network;
    private final ImageSet images;
    private final TrainingSettings settings;
    private final Workers workers;
    private final TrainingNetwork compiled;
    private final ImageBatches batches;
    private final int batchSize;
    /** Empty if weights stay as they are. */
    private final Optional<RoundedWeights> rounded;

    /**
     * @param images a part is held out for validation
     * @throws IllegalArgumentException with a sentence for the user if the images are too few for a batch
     */
    public Trainer(Network network, ImageSet images, TrainingSettings settings, TrainingKernels kernels, Workers workers) {
        this(network, images, settings, kernels, workers, Optional.empty(), Optional.empty());
    }

    /**
     * @param dense computes the convolutions of spikes and their gradients instead of the kernels: the baseline
     * @param teacher that the settings name, asked about these images
     */
    public Trainer(Network network, ImageSet images, TrainingSettings settings, TrainingKernels kernels, Workers workers,
            Optional<DenseTrainingConvolutions> dense, Optional<Teacher> teacher) {
        this.network = network;
        this.images = images;
        this.settings = settings;
        this.workers = workers;
        this.batches = new ImageBatches(images, network.template(), settings, teacher);
        this.batchSize = settings.batchSize();
        if (batches.trainingSize() < batchSize) {
            throw new IllegalArgumentException("a batch of " + batchSize + " images needs as many training images, but beside those held out for"
                    + " validation there are " + batches.trainingSize() + "; take a smaller batch");
        }
        this.compiled = new TrainingNetwork(network, batchSize, workers.count(), kernels, learning(settings), dense);
        compiled.roundSums(settings.recipe().adcStep());
        this.rounded = settings.isQuantized() || settings.recipe().weightNoise() > 0
                ? Optional.of(new RoundedWeights(compiled.matrices(RoundedWeights.slopes(images.normalization())),
                        settings.weightBits()))
                : Optional.empty();
    }

    static NeuronLearning learning(TrainingSettings settings) {
        TrainingRecipe recipe = settings.recipe();
        return new NeuronLearning(new Surrogate(switch (settings.surrogate()) {
            case ARCTAN -> Surrogate.Shape.ARCTAN;
            case TRIANGLE -> Surrogate.Shape.TRIANGLE;
        }, (float) recipe.surrogateWidth()), recipe.learnTau(), recipe.learnThreshold(), recipe.membraneNorm());
    }

    static Loss loss(TrainingSettings settings) {
        return new Loss(settings.recipe().loss(), settings.recipe().mseShare());
    }

    /** Which of so many images are held out for validation, ascending. */
    public static int[] validationImages(TrainingSettings settings, int images) {
        return ImageBatches.validation(settings.validation(), images, settings.seed());
    }

    /** Images that an epoch trains on. */
    public int imagesPerEpoch() {
        return batches.imagesPerEpoch() / batchSize * batchSize;
    }

    /** Images held out for validation. */
    public int validationImages() {
        return batches.validation().length;
    }

    /** A training that has done no epoch and begins with given weights, such as those of another training. */
    public TrainingState beginWith(Weights weights) {
        return new TrainingState(List.of(), weights, weights, 0, new Optimizer(compiled.parameters(), settings).state());
    }

    /**
     * Trains from the start, or goes on.
     *
     * @param from state of an earlier training with the same network, images and settings
     * @throws java.util.concurrent.CancellationException if the job is cancelled
     */
    public TrainingOutcome run(Optional<TrainingState> from, TrainingListener listener, JobContext job) throws HasnasException {
        return run(from, settings.epochs(), listener, job);
    }

    /**
     * Trains from the start, or goes on, until an epoch.
     *
     * @param until epochs that are done then, at most those of the settings; the learning rate falls as it does for all of these
     */
    public TrainingOutcome run(Optional<TrainingState> from, int until, TrainingListener listener, JobContext job) throws HasnasException {
        Optimizer optimizer = new Optimizer(compiled.parameters(), settings);
        List<EpochResult> epochs = new ArrayList<>();
        Weights best;
        int bestEpoch = 0;
        if (from.isPresent()) {
            TrainingState state = from.get();
            compiled.set(state.weights());
            optimizer.restore(state.optimizer());
            epochs.addAll(state.epochs());
            best = state.best();
            bestEpoch = state.bestEpoch();
        } else {
            best = TrainingInitialization.draw(network, settings.seed(), job);
            compiled.set(best);
        }
        TrainingHealth health = health(epochs, List.of());
        while (epochs.size() < Math.min(until, settings.epochs()) && !settings.stopWhen().stops(health.verdict())) {
            int epoch = epochs.size() + 1;
            long start = System.nanoTime();
            Mean mean = new Mean();
            Optional<TrainingHealth> exploded = trainEpoch(epoch, optimizer, mean, listener, job);
            if (exploded.isPresent()) {
                return new TrainingOutcome.GivenUp(exploded.get());
            }
            Weights now = compiled.weights();
            Weights shown = shown(optimizer, job);
            HeldOutResult held = heldOut(images, batches.validation(), job);
            double validation = held.fraction();
            compiled.set(now);
            epochs.add(new EpochResult(epoch, mean.loss(), mean.accuracy(), validation, (System.nanoTime() - start) * 1e-9));
            if (settings.keep() == KeptEpoch.LAST || bestEpoch == 0 || validation >= epochs.get(bestEpoch - 1).validationAccuracy()) {
                best = shown;
                bestEpoch = epoch;
            }
            health = health(epochs, held.rates());
            listener.epochDone(new TrainingState(epochs, now, best, bestEpoch, copy(optimizer.state())), health, held);
        }
        if (health.verdict().isHopeless() && settings.stopWhen().stops(health.verdict())) {
            return new TrainingOutcome.GivenUp(health);
        }
        return new TrainingOutcome.Trained(new TrainingState(epochs, compiled.weights(), best, bestEpoch, copy(optimizer.state())));
    }

    /** Loads and returns the weights that are validated and kept: their running mean, if asked for, rounded, if asked for. */
    private Weights shown(Optimizer optimizer, JobContext job) {
        if (settings.averaging() > 0) {
            optimizer.useAverages();
        }
        rounded.ifPresent(RoundedWeights::round);
        if (settings.averaging() > 0) { // the mean needs batch-norm statistics of its own
            takeStatistics(job);
        }
        return compiled.weights();
    }

    private void takeStatistics(JobContext job) {
        int count = Math.min(STATISTICS_BATCHES, batches.trainingSize() / batchSize);
        int[] order = batches.pass(0); // the same images at every epoch
        List<float[][]> plain = IntStream.range(0, count).mapToObj(batch -> IntStream.range(batch * batchSize, (batch + 1) * batchSize)
                .mapToObj(at -> images.input(order[at], network.template().frames())).toArray(float[][]::new)).toList();
        compiled.takeStatistics(plain, workers, job);
    }

    private static Map<String, float[][]> copy(Map<String, float[][]> arrays) {
        Map<String, float[][]> copy = new LinkedHashMap<>();
        arrays.forEach((name, rows) -> copy.put(name, new float[][] {rows[0].clone()}));
        return copy;
    }

    /** Sums of an epoch. */
    private static final class Mean {
        private double lossSum;
        private long right;
        private long images;
        private int batches;

        void add(TrainingNetwork.BatchResult result, int size) {
            lossSum += result.loss();
            right += result.right();
            images += size;
            batches++;
        }

        double loss() {
            return lossSum / batches;
        }

        double accuracy() {
            return (double) right / images;
        }
    }

    private TrainingHealth health(List<EpochResult> epochs, List<LayerRate> rates) {
        return TrainingHealth.of(settings, network.template().classes(), epochs, rates);
    }

    /** @return why the training can't go on, or empty */
    private Optional<TrainingHealth> trainEpoch(int epoch, Optimizer optimizer, Mean mean, TrainingListener listener, JobContext job) {
        int[] order = batches.order(epoch);
        int count = order.length / batchSize;
        for (int batch = 0; batch < count; batch++) {
            job.checkpoint();
            float[][] pixels = new float[batchSize][];
            double[][] targets = new double[batchSize][];
            for (int i = 0; i < batchSize; i++) {
                ImageBatches.Example example = batches.example(order[batch * batchSize + i], epoch);
                pixels[i] = example.pixels();
                targets[i] = example.target();
            }
            float[][] dropout = batches.dropout(epoch, batch, batchSize, compiled.features(), network.template().dropoutProbability());
            long step = (long) (epoch - 1) * count + batch;
            rounded.ifPresent(weights -> {
                weights.round();
                if (settings.recipe().weightNoise() > 0) {
                    weights.addNoise(settings.recipe().weightNoise(), settings.seed(), step);
                }
            });
            TrainingNetwork.BatchResult result = compiled.train(pixels, targets, dropout, loss(settings), workers, job);
            rounded.ifPresent(RoundedWeights::restore);
            if (!Double.isFinite(result.loss())) {
                return Optional.of(TrainingHealth.exploded(settings, epoch, batch + 1));
            }
            optimizer.step(settings.learningRate(step, count), step);
            mean.add(result, batchSize);
            listener.batchDone(epoch, batch + 1, count, mean.loss(), mean.accuracy());
        }
        return Optional.empty();
    }

    /** Tests weights on all images of a set, which the training has not seen. */
    public HeldOutResult test(Weights weights, ImageSet held, JobContext job) {
        compiled.set(weights);
        return heldOut(held, IntStream.range(0, held.size()).toArray(), job);
    }

    /** Tests weights on the validation images. */
    public HeldOutResult validate(Weights weights, JobContext job) {
        compiled.set(weights);
        return heldOut(images, batches.validation(), job);
    }

    private HeldOutResult heldOut(ImageSet set, int[] chosen, JobContext job) {
        int right = 0;
        Map<String, long[]> ones = new HashMap<>();
        Map<String, Integer> neurons = new HashMap<>();
        long active = 0;
        long seen = 0;
        for (int first = 0; first < chosen.length; first += batchSize) {
            job.checkpoint();
            int[] part = Arrays.copyOfRange(chosen, first, Math.min(chosen.length, first + batchSize));
            float[][] pixels = Arrays.stream(part).mapToObj(image -> set.input(image, network.template().frames())).toArray(float[][]::new);
            double[][] scores = compiled.evaluate(pixels, workers, job);
            for (int i = 0; i < part.length; i++) {
                right += ClassScores.best(scores[i]) == set.label(part[i]) ? 1 : 0;
            }
            for (TrainingNetwork.SpikeCount count : compiled.spikeCounts(part.length)) {
                long[] sums = ones.computeIfAbsent(count.layer(), layer -> new long[count.perStep().length]);
                for (int time = 0; time < sums.length; time++) {
                    sums[time] += count.perStep()[time];
                }
                neurons.put(count.layer(), count.neurons());
                active += count.active();
                seen += (long) count.neurons() * part.length * count.perStep().length;
            }
        }
        List<LayerRate> rates = NetworkPlan.of(network).lifLayers().stream().map(layer -> new LayerRate(layer,
                Arrays.stream(ones.getOrDefault(layer, new long[0]))
                        .mapToObj(sum -> (double) sum / ((double) neurons.getOrDefault(layer, 1) * chosen.length)).toList()))
                .toList();
        return new HeldOutResult(right, chosen.length, rates, (double) active / seen);
    }
}
