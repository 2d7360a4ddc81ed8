package org.hasnas.simulation.weights;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.hasnas.job.JobContext;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.LinearLayer;
import org.hasnas.network.Network;
import org.hasnas.network.plan.ConvolutionChain;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.kernel.integer.PackedWeights;

/**
 * Weights of an untrained network as SNASNet's public code draws them: convolutions Kaiming-uniform with a = 2, that is uniform in
 * +- sqrt(6 / ((1 + a^2) fan_in)); linear layers normal with deviation 0.01; batch norm gain 1, bias 0. The bias of the output layer
 * is PyTorch's default, uniform in +- 1 / sqrt(fan_in), which that code leaves alone.
 */
public final class WeightInitialization {
    private static final double KAIMING_A = 2;
    private static final double LINEAR_DEVIATION = 0.01;
    private static final double DEVIATIONS_IN_INT8 = 4;
    /** Weights between two looks at the job: well under 10 ms of drawing. */
    private static final int DRAWS_PER_CHECKPOINT = 1 << 17;

    private WeightInitialization() {}

    /** Draws every layer from the seed and the layer's name alone, see {@link RandomByIdentity}. */
    public static Weights draw(Network network, long seed, JobContext job) {
        Map<String, float[][]> rows = new HashMap<>();
        Map<String, float[]> biases = new HashMap<>();
        Map<String, NormParameters> norms = new HashMap<>();
        for (ConvolutionLayer layer : network.convolutions()) {
            rows.put(layer.name(), rows(layer, bound(layer), RandomByIdentity.of(seed, layer.name()), job));
        }
        for (LinearLayer layer : network.linears()) {
            RandomGenerator random = RandomByIdentity.of(seed, layer.name());
            rows.put(layer.name(), matrix(layer.inFeatures(), layer.outFeatures(), () -> LINEAR_DEVIATION * random.nextGaussian(), job));
            if (layer.bias()) {
                biases.put(layer.name(), bias(layer, RandomByIdentity.of(seed, layer.name() + ".bias")));
            }
        }
        NetworkPlan.of(network).norms().forEach(norm -> norms.put(norm.name(), NormParameters.initial(norm.channels())));
        return new Weights(rows, biases, norms);
    }

    /**
     * The same draws as int8: a real weight is {@code scale * integer}. Convolutions, uniform within the bound, become uniform within
     * +- 127; linear layers, normal, are cut at 4 deviations.
     *
     * @param bank keeps layers that candidates share
     */
    public static IntegerWeights drawIntegers(Network network, WeightBank bank, JobContext job) {
        Map<String, IntegerWeights.Layer> layers = new HashMap<>();
        Map<String, float[]> biases = new HashMap<>();
        NetworkPlan plan = NetworkPlan.of(network);
        for (ConvolutionChain convolution : plan.spikingConvolutions()) {
            layers.put(convolution.name(), integers(convolution, bank, job));
        }
        for (LinearLayer layer : network.linears()) {
            double scale = LINEAR_DEVIATION * DEVIATIONS_IN_INT8 / PackedWeights.MAX_WEIGHT;
            layers.put(layer.name(), new IntegerWeights.Layer(bank.layer(layer.name(), layer.inFeatures(), layer.outFeatures(),
                    (weights, random) -> fill(weights, () -> LINEAR_DEVIATION * random.nextGaussian() / scale, job)), scale));
            if (layer.bias()) {
                biases.put(layer.name(), bias(layer, RandomByIdentity.of(bank.seed(), layer.name() + ".bias")));
            }
        }
        ConvolutionLayer stem = plan.stem().first();
        return new IntegerWeights(layers, rows(stem, bound(stem), RandomByIdentity.of(bank.seed(), stem.name()), job), biases);
    }

    private static double bound(ConvolutionLayer layer) {
        return Math.sqrt(6 / ((1 + KAIMING_A * KAIMING_A) * layer.fanIn()));
    }

    /** Uniform within the bound. */
    private static float[][] rows(ConvolutionLayer layer, double bound, RandomGenerator random, JobContext job) {
        Draw draw = () -> (2 * random.nextDouble() - 1) * bound;
        return layer.depthwise() ? diagonal(layer, draw) : matrix(layer.fanIn(), layer.outChannels(), draw, job);
    }

    private static IntegerWeights.Layer integers(ConvolutionChain convolution, WeightBank bank, JobContext job) {
        ConvolutionLayer first = convolution.first();
        // the bank knows layers by name and shape
        String name = convolution.pointwise().map(ConvolutionLayer::name).orElse(first.depthwise() ? first.name() + ".depthwise" : first.name());
        PackedWeights integers = bank.layer(name, first.matrixRows(), convolution.last().outChannels(), (weights, random) -> {
            Draw draw = () -> (2 * random.nextDouble() - 1) * PackedWeights.MAX_WEIGHT;
            if (convolution.pointwise().isPresent()) {
                float[][] product = Weights.product(rows(first, 1, random, job), rows(convolution.pointwise().get(), 1, random, job));
                fill(weights, product);
            } else if (first.depthwise()) {
                fillDiagonal(weights, draw);
            } else {
                fill(weights, draw, job);
            }
        });
        double bound = convolution.layers().stream().mapToDouble(WeightInitialization::bound).reduce(1, (one, other) -> one * other);
        return new IntegerWeights.Layer(integers, bound / PackedWeights.MAX_WEIGHT);
    }

    private static void fill(PackedWeights weights, Draw draw, JobContext job) {
        int sinceCheckpoint = DRAWS_PER_CHECKPOINT;
        for (int in = 0; in < weights.rows(); in++) {
            if (sinceCheckpoint >= DRAWS_PER_CHECKPOINT) {
                job.checkpoint();
                sinceCheckpoint = 0;
            }
            for (int out = 0; out < weights.channels(); out++) {
                weights.set(in, out, int8(draw.next()));
            }
            sinceCheckpoint += weights.channels();
        }
    }

    private static int int8(double value) {
        return (int) Math.clamp(Math.rint(value), -PackedWeights.MAX_WEIGHT, PackedWeights.MAX_WEIGHT);
    }

    /** A depthwise convolution: rows are [kernel position][channel], and a channel weighs on itself only. */
    private static void fillDiagonal(PackedWeights weights, Draw draw) {
        for (int row = 0; row < weights.rows(); row++) {
            weights.set(row, row % weights.channels(), int8(draw.next()));
        }
    }

    /** Weights between -1 and 1. */
    private static void fill(PackedWeights weights, float[][] real) {
        for (int row = 0; row < real.length; row++) {
            for (int out = 0; out < real[row].length; out++) {
                weights.set(row, out, int8(PackedWeights.MAX_WEIGHT * (double) real[row][out]));
            }
        }
    }

    private static float[][] diagonal(ConvolutionLayer layer, Draw draw) {
        float[][] rows = new float[layer.matrixRows()][layer.outChannels()];
        for (int row = 0; row < rows.length; row++) {
            rows[row][row % layer.inChannels()] = (float) draw.next();
        }
        return rows;
    }

    /** Draws one weight. */
    private interface Draw {
        double next();
    }

    private static float[][] matrix(int inputs, int outputs, Draw draw, JobContext job) {
        float[][] rows = new float[inputs][outputs];
        int sinceCheckpoint = DRAWS_PER_CHECKPOINT;
        for (float[] row : rows) {
            if (sinceCheckpoint >= DRAWS_PER_CHECKPOINT) {
                job.checkpoint();
                sinceCheckpoint = 0;
            }
            for (int out = 0; out < outputs; out++) {
                row[out] = (float) draw.next();
            }
            sinceCheckpoint += outputs;
        }
        return rows;
    }

    private static float[] bias(LinearLayer layer, RandomGenerator random) {
        double bound = 1 / Math.sqrt(layer.inFeatures());
        float[] bias = new float[layer.outFeatures()];
        for (int out = 0; out < bias.length; out++) {
            bias[out] = (float) ((2 * random.nextDouble() - 1) * bound);
        }
        return bias;
    }
}
