package org.hasnas.simulation.dense;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.LayerNames;
import org.hasnas.network.LifParameters;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplate.BatchNormStatistics;
import org.hasnas.network.NetworkTemplate.CellSharing;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.network.NetworkTemplate.Stage;
import org.hasnas.network.SearchSpace;
import org.hasnas.network.SearchSpaces;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.engine.Simulation;
import org.hasnas.simulation.engine.SimulationMode;
import org.hasnas.simulation.engine.SimulationResult;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.hasnas.simulation.weights.NormParameters;
import org.hasnas.simulation.weights.WeightInitialization;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.testdata.LearntNeurons;
import org.hasnas.testdata.OddSides;
import org.junit.jupiter.api.Test;

final class DenseNetworkTest {
    private static final int IMAGES = 3;
    private static final int TIME_STEPS = 4;
    private static final double NEAR_THRESHOLD = 1e-4;

    @Test
    void feedbackPoolsSkipsAndBothKernelSizesFireLikeTheEventDrivenEngine() {
        compare(template(new ImageShape(3, 8, 6), 1, List.of(new Stage(6, 1), new Stage(9, 1)), CellSharing.SHARED, 2, 12,
                BatchNormStatistics.PER_TIME_STEP), SearchSpaces.SNASNET, "0303 0030 2002 0200", 1);
        compare(template(new ImageShape(3, 8, 8), 1, List.of(new Stage(5, 1), new Stage(10, 1)), CellSharing.SHARED, 2, 12,
                BatchNormStatistics.PER_TIME_STEP), SearchSpaces.SNASNET, "0124 0040 3003 0200", 2);
    }

    @Test
    void strideSeveralCellsAndOwnMatricesFireLikeTheEventDrivenEngine() {
        compare(template(new ImageShape(1, 11, 13), 2, List.of(new Stage(5, 2), new Stage(70, 1)), CellSharing.PER_CELL, 1, 7,
                BatchNormStatistics.PER_TIME_STEP), SearchSpaces.SNASNET, "0340 0023 0003 0000 | 0123 0004 0000 0000 | 0002 0000 0000 0000", 3);
    }

    @Test
    void severalThresholdsAndStatisticsOverTimeStepsFireLikeTheEventDrivenEngine() {
        compare(template(new ImageShape(3, 8, 6), 1, List.of(new Stage(6, 1), new Stage(9, 1)), CellSharing.SHARED, 2, 12,
                BatchNormStatistics.OVER_TIME_STEPS), SearchSpaces.SPIKENAS_BENCH, "0243 0032 0004 0000", 4);
    }

    @Test
    void everyOperationFiresLikeTheEventDrivenEngine() {
        NetworkTemplate template = template(new ImageShape(3, 8, 6), 1, List.of(new Stage(6, 1), new Stage(9, 1)), CellSharing.SHARED, 2, 12,
                BatchNormStatistics.PER_TIME_STEP);
        compare(template, SearchSpaces.HASNAS_OPERATIONS, "0567 0076 8005 0600", 6);
        compare(template, SearchSpaces.HASNAS_OPERATIONS, "0678 0097 5006 7000", 7);
        compare(template, SearchSpaces.HASNAS_OPERATIONS, "0a6a 00a7 a00a 0a00", 8);
    }

    @Test
    void aClassifierWithoutHiddenLayerFiresLikeTheEventDrivenEngine() {
        compare(template(new ImageShape(2, 5, 5), 1, List.of(new Stage(4, 1)), CellSharing.SHARED, 2, 0, BatchNormStatistics.PER_TIME_STEP),
                SearchSpaces.SNASNET_FORWARD, "0333 0000 0003 0000", 5);
    }

    @Test
    void poolsThatLeaveRowsOverFireLikeTheEventDrivenEngine() {
        compare(OddSides.twoStages(), weights(OddSides.twoStages(), 1), 1);
        compare(OddSides.threeStages(), weights(OddSides.threeStages(), 2), 2);
    }

    @Test
    void aCancelledJobEndsTheRun() {
        Network network = Network.of(template(new ImageShape(2, 5, 5), 1, List.of(new Stage(4, 1)), CellSharing.SHARED, 1, 0,
                BatchNormStatistics.PER_TIME_STEP), SearchSpaces.SNASNET, Architecture.parse("0003 0000 0000 0000"));
        try (DenseNetwork dense = new DenseNetwork(network, parameters(weights(network, 1)), IMAGES, 1)) {
            assertThrows(CancellationException.class, () -> dense.run(images(network, 1), new float[0][], DenseSpikeObserver.NONE, () -> {
                throw new CancellationException("stopped");
            }));
        }
    }

    @Test
    void missingParametersAreNamed() {
        Network network = Network.of(template(new ImageShape(2, 5, 5), 1, List.of(new Stage(4, 1)), CellSharing.SHARED, 1, 0,
                BatchNormStatistics.PER_TIME_STEP), SearchSpaces.SNASNET, Architecture.parse("0003 0000 0000 0000"));
        Map<String, float[][]> rows = new HashMap<>(weights(network, 1).rows());
        rows.remove("cell1.0->3");
        IllegalArgumentException failure = assertThrows(IllegalArgumentException.class,
                () -> new DenseNetwork(network, new DenseParameters(rows, Map.of(), Map.of()), IMAGES, 1));
        assertTrue(String.valueOf(failure.getMessage()).contains("cell1.0->3"), failure::toString);
    }

    @Test
    void learntNeuronsFireLikeInTheEventDrivenEngine() {
        Network network = Network.of(template(new ImageShape(3, 8, 6), 1, List.of(new Stage(6, 1), new Stage(9, 1)), CellSharing.SHARED, 2, 12,
                BatchNormStatistics.PER_TIME_STEP), SearchSpaces.SNASNET, Architecture.parse("0303 0030 2002 0200"));
        compare(network, LearntNeurons.in(network, weights(network, 9)), 9);
        compare(network, LearntNeurons.normed(network, LearntNeurons.in(network, weights(network, 9))), 9);
    }

    private static void compare(NetworkTemplate template, SearchSpace space, String matrix, long seed) {
        Network network = Network.of(template, space, Architecture.parse(matrix));
        compare(network, weights(network, seed), seed);
    }

    private static void compare(Network network, Weights weights, long seed) {
        float[][] images = images(network, seed);
        Map<String, boolean[][]> expected = new TreeMap<>();
        Simulation simulation = new Simulation(network, weights, IMAGES, SimulationMode.TRAINING, JobContext.NONE);
        float[][] dropout = dropout(simulation.features(), seed);
        SimulationResult result = simulation.run(images, dropout, (layer, timeStep, spikes) -> {
            boolean[][] fired = new boolean[IMAGES][];
            for (int image = 0; image < IMAGES; image++) {
                fired[image] = unpacked(layer.layout(), spikes[image]);
            }
            layer.names().forEach(name -> expected.put(name + "@" + timeStep, fired));
        }, JobContext.NONE);
        NetworkPlan plan = weights.plan(network);
        List<Double> thresholds = plan.lifGroups().stream().flatMap(group -> group.parameters().vThresholds().stream()).distinct().toList();
        Map<String, Integer> ones = new TreeMap<>();
        TreeSet<String> seen = new TreeSet<>();
        try (DenseNetwork dense = new DenseNetwork(plan, parameters(weights), IMAGES, 2)) {
            for (int run = 0; run < 2; run++) { // nothing may leak from one run into the next
                double[][] scores = dense.run(images, dropout, (layers, timeStep, spikes, membranes) -> {
                    for (String name : layers) {
                        seen.add(name + "@" + timeStep);
                        ones.merge(name, compare(name + "@" + timeStep, expected, spikes.get(), membranes.get(), thresholds), Integer::sum);
                    }
                }, JobContext.NONE);
                for (int image = 0; image < IMAGES; image++) {
                    assertArrayEquals(result.scores()[image], scores[image], 1e-4, "scores of image " + image);
                }
            }
        }
        assertEquals(expected.keySet(), seen);
        ones.forEach((name, count) -> assertTrue(count > 0, name + " never fired, so nothing was compared"));
    }

    private static int compare(String name, Map<String, boolean[][]> expected, float[][] spikes, float[][] membranes, List<Double> thresholds) {
        boolean[][] fired = expected.getOrDefault(name, new boolean[IMAGES][]);
        int ones = 0;
        for (int image = 0; image < IMAGES; image++) {
            assertEquals(fired[image].length, spikes[image].length, name);
            for (int neuron = 0; neuron < spikes[image].length; neuron++) {
                assertTrue(spikes[image][neuron] == 0 || spikes[image][neuron] == 1, name + " fired " + spikes[image][neuron]);
                boolean now = spikes[image][neuron] == 1;
                if (now != fired[image][neuron]) {
                    float v = membranes[image][neuron];
                    assertTrue(thresholds.stream().anyMatch(threshold -> Math.abs(v - threshold) < NEAR_THRESHOLD),
                            name + " neuron " + neuron + " of image " + image + " fires differently at a potential of " + v);
                }
                ones += now ? 1 : 0;
            }
        }
        return ones;
    }

    private static boolean[] unpacked(SpikeLayout layout, long[] spikes) {
        boolean[] fired = new boolean[layout.neurons()];
        for (int position = 0; position < layout.positions(); position++) {
            for (int channel = 0; channel < layout.channels(); channel++) {
                fired[position * layout.channels() + channel] = layout.fired(spikes, position, channel);
            }
        }
        return fired;
    }

    private static NetworkTemplate template(ImageShape input, int stemStride, List<Stage> stages, CellSharing sharing, int finalPool, int hidden,
            BatchNormStatistics statistics) {
        return new NetworkTemplate("small", input, 3, stemStride, stages, sharing, finalPool, hidden, 4, 0.5, TIME_STEPS, LifParameters.SNASNET,
                statistics, 8);
    }

    /** As initialised, but with batch norms that differ from channel to channel and a hidden layer that fires. */
    private static Weights weights(Network network, long seed) {
        Weights drawn = WeightInitialization.draw(network, seed, JobContext.NONE);
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, NormParameters> norms = new TreeMap<>();
        new TreeMap<>(drawn.norms()).forEach((name, norm) -> norms.put(name, new NormParameters(random(random, norm.gain().length, 0.6f, 1.8f),
                random(random, norm.gain().length, -0.3f, 0.5f), norm.runningMean(), norm.runningVariance(), 1e-3)));
        Map<String, float[][]> rows = new HashMap<>(drawn.rows());
        rows.computeIfPresent(LayerNames.HIDDEN, (name, weights) -> {
            float[][] strong = new float[weights.length][];
            for (int row = 0; row < strong.length; row++) {
                strong[row] = random(random, weights[row].length, -1, 2);
            }
            return strong;
        });
        return new Weights(rows, drawn.biases(), norms);
    }

    private static float[] random(SplittableRandom random, int length, float from, float to) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextDouble(from, to);
        }
        return values;
    }

    private static DenseParameters parameters(Weights weights) {
        Map<String, DenseParameters.Norm> norms = new HashMap<>();
        weights.norms().forEach((name, norm) -> norms.put(name, new DenseParameters.Norm(norm.gain(), norm.bias(), norm.epsilon())));
        return new DenseParameters(weights.rows(), weights.biases(), norms);
    }

    private static float[][] images(Network network, long seed) {
        SplittableRandom random = new SplittableRandom(seed + 100);
        float[][] images = new float[IMAGES][];
        for (int image = 0; image < IMAGES; image++) {
            images[image] = random(random, network.template().input().size(), -1.5f, 1.5f);
        }
        return images;
    }

    private static float[][] dropout(int features, long seed) {
        SplittableRandom random = new SplittableRandom(seed + 200);
        float[][] multipliers = new float[IMAGES][features];
        for (float[] row : multipliers) {
            for (int feature = 0; feature < features; feature++) {
                row[feature] = random.nextBoolean() ? 2 : 0;
            }
        }
        return multipliers;
    }
}
