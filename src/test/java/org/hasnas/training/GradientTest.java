package org.hasnas.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
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
import org.hasnas.network.Operation;
import org.hasnas.network.Operation.Grouping;
import org.hasnas.network.SearchSpace;
import org.hasnas.network.SearchSpaces;
import org.hasnas.network.plan.LifGroup;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.dense.DenseTrainingConvolutions;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.Kernels;
import org.hasnas.simulation.kernel.training.ScalarTrainingKernels;
import org.hasnas.simulation.kernel.training.Surrogate;
import org.hasnas.simulation.kernel.training.TrainingKernels;
import org.hasnas.simulation.weights.NormParameters;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.testdata.EventNetworks;
import org.hasnas.testdata.LearntNeurons;
import org.hasnas.testdata.OddSides;
import org.hasnas.training.layer.Loss;
import org.hasnas.training.layer.NeuronLearning;
import org.hasnas.training.layer.Parameter;
import org.hasnas.training.layer.TrainingNetwork;
import org.hasnas.training.model.LossId;
import org.junit.jupiter.api.Test;

/** The way back against differentiation by tape, and the tape against finite differences. */
final class GradientTest {
    private static final int IMAGES = 3;
    private static final Surrogate TRIANGLE = new Surrogate(Surrogate.Shape.TRIANGLE, 1);
    private static final Loss EVERY_STEP = new Loss(LossId.EVERY_STEP, 0.2);
    private static final SearchSpace WIDE = new SearchSpace("wide", 4, List.of(new Operation.Zeroize(), new Operation.SkipConnection(),
            new Operation.SpikingConvolution(5, 1.0), new Operation.SpikingConvolution(3, 0.5), new Operation.MaxPool(3),
            new Operation.SpikingConvolution(3, 1.0, Grouping.DEPTHWISE), new Operation.SpikingConvolution(3, 1.0, Grouping.SEPARABLE)), true);

    private static Network backwardEdges() {
        return Network.of(template(List.of(new Stage(3, 1), new Stage(5, 1)), 6, BatchNormStatistics.PER_TIME_STEP), SearchSpaces.SNASNET,
                Architecture.parse("0342 0020 1003 2400"));
    }

    private static Network allAtOnce() {
        return Network.of(template(List.of(new Stage(2, 2), new Stage(4, 1)), 0, BatchNormStatistics.OVER_TIME_STEPS),
                SearchSpaces.SPIKENAS_BENCH, Architecture.parse("0243 0032 0004 0000"));
    }

    private static Network largeKernels() {
        return Network.of(template(List.of(new Stage(3, 1)), 4, BatchNormStatistics.PER_TIME_STEP), WIDE, Architecture.parse("0564 0013 3602 6200"));
    }

    private static NetworkTemplate template(List<Stage> stages, int hidden, BatchNormStatistics statistics) {
        return new NetworkTemplate("small", new ImageShape(2, 5, 4), 3, 1, stages, CellSharing.SHARED, 1, hidden, 2, 0.5, 3,
                LifParameters.SNASNET, statistics, 8);
    }

    @Test
    void theTapeEqualsFiniteDifferences() {
        Network network = backwardEdges();
        for (Surrogate surrogate : List.of(Surrogate.ARCTAN, TRIANGLE, new Surrogate(Surrogate.Shape.ARCTAN, 0.7f), new Surrogate(
                Surrogate.Shape.TRIANGLE, 1.6f))) {
            Map<String, double[]> values = numbers(LearntNeurons.in(network, weights(network, 3)));
            ReferenceTraining base = new ReferenceTraining(network, values, IMAGES, ReferenceTraining.Spikes.SMOOTH, surrogate, List.of());
            Tape.Node loss = base.loss(images(network, 3), targets(network, labels()), new float[0][], EVERY_STEP);
            double[] gradients = base.tape.gradients(loss);
            SplittableRandom random = new SplittableRandom(1);
            for (String name : base.parameters.keySet()) {
                if (!isConstant(name) && random.nextInt(4) > 0) {
                    continue;
                }
                Tape.Node[] nodes = base.parameters.get(name);
                int index = random.nextInt(nodes.length);
                double step = 1e-5;
                double up = loss(network, values, name, index, step, surrogate, base.resets);
                double down = loss(network, values, name, index, -step, surrogate, base.resets);
                double expected = (up - down) / (2 * step);
                assertEquals(expected, gradients[nodes[index].index()], 1e-6 + 1e-4 * Math.abs(expected), name + "[" + index + "] " + surrogate);
            }
        }
    }

    private static double loss(Network network, Map<String, double[]> values, String name, int index, double step, Surrogate surrogate,
            List<Double> resets) {
        Map<String, double[]> changed = new HashMap<>(values);
        double[] numbers = changed.getOrDefault(name, new double[0]).clone();
        numbers[index] += step;
        changed.put(name, numbers);
        return new ReferenceTraining(network, changed, IMAGES, ReferenceTraining.Spikes.SMOOTH, surrogate, resets)
                .loss(images(network, 3), targets(network, labels()), new float[0][], EVERY_STEP).value();
    }

    @Test
    void gradientsEqualTheTapeWithBackwardEdges() {
        compare(backwardEdges(), Surrogate.ARCTAN, 11);
        compare(backwardEdges(), TRIANGLE, 12);
    }

    @Test
    void gradientsEqualTheTapeWithOtherLossesAndSurrogates() {
        compare(backwardEdges(), Surrogate.ARCTAN, EVERY_STEP, 11);
        compare(allAtOnce(), Surrogate.ARCTAN, new Loss(LossId.EVERY_STEP, 0), 21);
        compare(backwardEdges(), new Surrogate(Surrogate.Shape.TRIANGLE, 0.6f), EVERY_STEP, 12);
        compare(backwardEdges(), new Surrogate(Surrogate.Shape.ARCTAN, 2.5f), Loss.OF_MEAN, 11);
    }

    @Test
    void gradientsEqualTheTapeWithStatisticsOverAllTimeSteps() {
        compare(allAtOnce(), Surrogate.ARCTAN, 21);
    }

    @Test
    void gradientsEqualTheTapeWherePoolsLeaveRowsOver() {
        compare(OddSides.twoStages(), Surrogate.ARCTAN, 41);
        compare(OddSides.threeStages(), Surrogate.ARCTAN, 42);
    }

    @Test
    void gradientsEqualTheTapeWithAFrameOfEventsAtEachTimeStep() {
        compare(EventNetworks.like(backwardEdges()), Surrogate.ARCTAN, 13);
        compare(EventNetworks.like(allAtOnce()), Surrogate.ARCTAN, 22);
    }

    @Test
    void gradientsEqualTheTapeWithAllOtherOperations() {
        compare(largeKernels(), Surrogate.ARCTAN, 31);
    }

    @Test
    void gradientsEqualTheTapeWithLearntNeurons() {
        for (Network network : List.of(backwardEdges(), allAtOnce(), largeKernels())) {
            compare(network, LearntNeurons.in(network, weights(network, 23)), new NeuronLearning(Surrogate.ARCTAN, true, true, false), Loss.OF_MEAN,
                    23);
        }
        compare(backwardEdges(), LearntNeurons.in(backwardEdges(), weights(backwardEdges(), 23)), new NeuronLearning(TRIANGLE, true, true, false),
                EVERY_STEP, 23);
    }

    @Test
    void gradientsEqualTheTapeWithNormedPotentials() {
        Network network = backwardEdges();
        for (Network other : List.of(network, allAtOnce(), largeKernels())) {
            compare(other, normed(other, weights(other, 29)), new NeuronLearning(Surrogate.ARCTAN, false, false, true), Loss.OF_MEAN, 29);
        }
        compare(network, normed(network, LearntNeurons.in(network, weights(network, 24))), new NeuronLearning(TRIANGLE, true, false, true),
                EVERY_STEP, 24);
    }

    /** With a norm of the potentials of every LIF layer. */
    private static Weights normed(Network network, Weights weights) {
        SplittableRandom random = new SplittableRandom(6);
        Map<String, NormParameters> norms = new HashMap<>(weights.norms());
        for (LifGroup group : NetworkPlan.of(network).lifGroups()) {
            NormParameters norm = NormParameters.initial(group.shape().channels());
            for (int c = 0; c < norm.channels(); c++) {
                norm.gain()[c] = (float) random.nextDouble(0.7, 1.5);
                norm.bias()[c] = (float) random.nextDouble(-0.2, 0.7);
            }
            norms.put(LayerNames.membraneNorm(group.names().getFirst()), norm);
        }
        return new Weights(weights.rows(), weights.biases(), norms, weights.neurons());
    }

    @Test
    void constantsThatAreNotLearntAreNoParameters() {
        Network network = backwardEdges();
        for (boolean tau : new boolean[] {true, false}) {
            TrainingNetwork trained = new TrainingNetwork(network, IMAGES, 1, Kernels.ofProgram().training(),
                    new NeuronLearning(Surrogate.ARCTAN, tau, !tau, false), Optional.empty());
            trained.set(weights(network, 11));
            trained.train(images(network, 11), targets(network, labels()), new float[0][], Loss.OF_MEAN, Workers.CALLER, JobContext.NONE);
            List<Parameter> constants = trained.parameters().stream().filter(parameter -> isConstant(parameter.name)).toList();
            assertEquals(NetworkPlan.of(network).lifGroups().size(), constants.size());
            for (Parameter parameter : constants) {
                assertTrue(parameter.name.endsWith(tau ? ".decay" : ".threshold") && parameter.gradient[0] != 0, parameter.name);
            }
        }
    }

    private static boolean isConstant(String name) {
        return name.endsWith(".decay") || name.endsWith(".threshold");
    }

    /** The first of them has the smallest kernel, whose list of spikes the others read as well. */
    @Test
    void convolutionsOfOtherKernelsMayReadTheSameNeurons() {
        SearchSpace kernels = new SearchSpace("kernels", 4, List.of(new Operation.Zeroize(), new Operation.SpikingConvolution(1, 1.0),
                new Operation.SpikingConvolution(3, 1.0), new Operation.SpikingConvolution(5, 1.0)), true);
        compare(Network.of(template(List.of(new Stage(3, 1)), 4, BatchNormStatistics.PER_TIME_STEP), kernels,
                Architecture.parse("0123 0000 0000 0210")), Surrogate.ARCTAN, 31);
    }

    @Test
    void denseGradientsEqualTheEventDrivenOnes() {
        try (DenseTrainingConvolutions library = new DenseTrainingConvolutions(1)) {
            for (Network network : List.of(backwardEdges(), allAtOnce(), largeKernels())) {
                Weights weights = weights(network, 31);
                TrainingKernels kernels = Kernels.ofProgram().training();
                TrainingNetwork events = new TrainingNetwork(network, IMAGES, 1, kernels, Surrogate.ARCTAN);
                TrainingNetwork dense = new TrainingNetwork(network, IMAGES, 1, kernels, new NeuronLearning(Surrogate.ARCTAN),
                        Optional.of(library));
                double[] losses = new double[2];
                for (TrainingNetwork trained : List.of(events, dense)) {
                    trained.set(weights);
                    losses[trained == dense ? 1 : 0] = trained.train(images(network, 31), targets(network, labels()), dropout(network, 31),
                            Loss.OF_MEAN, Workers.CALLER, JobContext.NONE).loss();
                }
                assertEquals(losses[0], losses[1], 1e-5);
                for (int p = 0; p < events.parameters().size(); p++) {
                    assertArrayEquals(events.parameters().get(p).gradient, dense.parameters().get(p).gradient, 1e-4f,
                            events.parameters().get(p).name);
                }
            }
        }
    }

    /** Loss and gradients are linear in the targets, and the scores don't depend on them. */
    @Test
    void smoothedLabelsMixTheLossesOfAllClasses() {
        Network network = backwardEdges();
        TrainingNetwork trained = new TrainingNetwork(network, IMAGES, 1, Kernels.ofProgram().training(), Surrogate.ARCTAN);
        trained.set(weights(network, 11));
        double smoothing = 0.3;
        int classes = network.template().classes();
        Parameter stem = trained.parameters().getFirst();
        double expected = 0;
        double[] gradient = new double[stem.gradient.length];
        for (int target = -1; target < classes; target++) {
            int[] labels = labels();
            if (target >= 0) {
                Arrays.fill(labels, target);
            }
            double share = target < 0 ? 1 - smoothing : smoothing / classes;
            expected += share * trained.train(images(network, 11), targets(network, labels), new float[0][], Loss.OF_MEAN, Workers.CALLER,
                    JobContext.NONE).loss();
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += share * stem.gradient[i];
            }
        }
        double[][] smoothed = Arrays.stream(labels()).mapToObj(label -> Loss.target(label, classes, smoothing)).toArray(double[][]::new);
        assertEquals(expected, trained.train(images(network, 11), smoothed, new float[0][], Loss.OF_MEAN, Workers.CALLER, JobContext.NONE).loss(),
                1e-9);
        for (int i = 0; i < gradient.length; i++) {
            assertEquals(gradient[i], stem.gradient[i], 1e-6 + 1e-3 * Math.abs(gradient[i]));
        }
    }

    private static void compare(Network network, Surrogate surrogate, long seed) {
        compare(network, surrogate, Loss.OF_MEAN, seed);
    }

    private static void compare(Network network, Surrogate surrogate, Loss loss, long seed) {
        compare(network, weights(network, seed), new NeuronLearning(surrogate), loss, seed);
    }

    private static void compare(Network network, Weights weights, NeuronLearning learning, Loss loss, long seed) {
        Surrogate surrogate = learning.surrogate();
        float[][] dropout = dropout(network, seed);
        ReferenceTraining reference = new ReferenceTraining(network, numbers(weights), IMAGES, ReferenceTraining.Spikes.HARD, surrogate, List.of());
        Tape.Node right = reference.loss(images(network, seed), targets(network, labels()), dropout, loss);
        assertTrue(reference.smallestMargin > 1e-5, "choose another seed: a neuron is " + reference.smallestMargin + " from its threshold");
        double[] expected = reference.tape.gradients(right);
        for (TrainingKernels kernels : List.of(new ScalarTrainingKernels(), Kernels.ofProgram().training())) {
            TrainingNetwork trained = new TrainingNetwork(network, IMAGES + 2, 1, kernels, learning, Optional.empty());
            trained.set(weights);
            TrainingNetwork.BatchResult result =
                    trained.train(images(network, seed), targets(network, labels()), dropout, loss, Workers.CALLER, JobContext.NONE);
            assertEquals(right.value(), result.loss(), 1e-5);
            double largest = 0;
            for (Parameter parameter : trained.parameters()) {
                Tape.Node[] nodes = reference.parameters.getOrDefault(parameter.name, new Tape.Node[0]);
                assertTrue(nodes.length > 0, parameter.name);
                int out = columns(network, parameter.name, nodes.length);
                int padded = parameter.gradient.length / (nodes.length / out);
                boolean depthwise = network.convolutions().stream().anyMatch(layer -> layer.name().equals(parameter.name) && layer.depthwise());
                for (int i = 0; i < nodes.length; i++) {
                    if (depthwise && i / out % out != i % out) {
                        continue;
                    }
                    double gradient = parameter.gradient[i / out * padded + i % out];
                    double wanted = expected[nodes[i].index()];
                    largest = Math.max(largest, Math.abs(wanted));
                    assertEquals(wanted, gradient, 2e-6 + 2e-3 * Math.abs(wanted),
                            parameter.name + "[" + i + "] " + kernels.getClass().getSimpleName());
                }
            }
            assertTrue(largest > 1e-3, "gradients of nothing prove nothing");
        }
    }

    /** Length of a row of a parameter. */
    private static int columns(Network network, String name, int length) {
        return network.convolutions().stream().filter(layer -> layer.name().equals(name)).mapToInt(layer -> layer.outChannels()).findFirst()
                .orElse(network.linears().stream().filter(layer -> layer.name().equals(name)).mapToInt(layer -> layer.outFeatures()).findFirst()
                        .orElse(length));
    }

    static Map<String, double[]> numbers(Weights weights) {
        Map<String, double[]> numbers = new TreeMap<>();
        weights.rows().forEach((name, rows) -> {
            double[] flat = new double[rows.length * rows[0].length];
            for (int i = 0; i < flat.length; i++) {
                flat[i] = rows[i / rows[0].length][i % rows[0].length];
            }
            numbers.put(name, flat);
        });
        weights.biases().forEach((name, bias) -> numbers.put(name + ".bias", doubles(bias)));
        weights.norms().forEach((name, norm) -> {
            numbers.put(name + ".gain", doubles(norm.gain()));
            numbers.put(name + ".bias", doubles(norm.bias()));
        });
        weights.neurons().forEach((name, constants) -> {
            numbers.put(name + ".decay", new double[] {constants.decayLogit()});
            numbers.put(name + ".threshold", new double[] {constants.vThreshold()});
        });
        return numbers;
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    static Weights weights(Network network, long seed) {
        Weights drawn = TrainingInitialization.draw(network, seed, JobContext.NONE);
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, NormParameters> norms = new HashMap<>();
        new TreeMap<>(drawn.norms()).forEach((name, norm) -> {
            for (int c = 0; c < norm.channels(); c++) {
                norm.gain()[c] = (float) random.nextDouble(0.7, 1.5);
                norm.bias()[c] = (float) random.nextDouble(-0.2, 0.5);
            }
            norms.put(name, norm);
        });
        Map<String, float[][]> rows = new HashMap<>(drawn.rows());
        for (float[] row : rows.getOrDefault("output", new float[0][])) {
            for (int o = 0; o < row.length; o++) {
                row[o] *= 0.6f;
            }
        }
        return new Weights(rows, drawn.biases(), norms);
    }

    static float[][] images(Network network, long seed) {
        SplittableRandom random = new SplittableRandom(seed * 7 + 1);
        float[][] images = new float[IMAGES][network.template().inputSize()];
        for (float[] image : images) {
            for (int i = 0; i < image.length; i++) {
                image[i] = (float) random.nextDouble(-1, 2);
            }
        }
        return images;
    }

    private static float[][] dropout(Network network, long seed) {
        SplittableRandom random = new SplittableRandom(seed * 5 + 2);
        float[][] multipliers = new float[IMAGES][network.linears().getFirst().inFeatures()];
        for (float[] row : multipliers) {
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextBoolean() ? 2 : 0;
            }
        }
        return multipliers;
    }

    private static double[][] targets(Network network, int[] labels) {
        return Loss.targets(labels, network.template().classes());
    }

    private static int[] labels() {
        return new int[] {2, 0, 1};
    }
}
