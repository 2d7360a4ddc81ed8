package org.hasnas.simulation.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.LayerNames;
import org.hasnas.network.LifParameters;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplate.BatchNormStatistics;
import org.hasnas.network.NetworkTemplate.CellSharing;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.network.NetworkTemplate.Stage;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpace;
import org.hasnas.network.SearchSpaces;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.simulation.weights.IntegerWeights;
import org.hasnas.simulation.weights.NormParameters;
import org.hasnas.simulation.weights.WeightBank;
import org.hasnas.simulation.weights.WeightInitialization;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.testdata.EventNetworks;
import org.hasnas.testdata.OddSides;
import org.junit.jupiter.api.Test;

final class SimulationTest {
    private static final int IMAGES = 3;

    @Test
    void statisticsOverTimeStepsEqualTheReference() {
        NetworkTemplate template = template(new ImageShape(3, 8, 6), 1, List.of(new Stage(6, 1), new Stage(9, 1)), CellSharing.SHARED, 2, 12,
                BatchNormStatistics.OVER_TIME_STEPS);
        compareWithReference(Network.of(template, SearchSpaces.SPIKENAS_BENCH, Architecture.parse("0243 0032 0004 0000")), 1);
    }

    @Test
    void statisticsPerTimeStepWithStrideSeveralCellsAndOwnMatricesEqualTheReference() {
        NetworkTemplate template = template(new ImageShape(1, 11, 13), 2, List.of(new Stage(5, 2), new Stage(70, 1)), CellSharing.PER_CELL, 1, 7,
                BatchNormStatistics.PER_TIME_STEP);
        Architecture architecture = Architecture.parse("0340 0023 0003 0000 | 0123 0004 0000 0000 | 0002 0000 0000 0000");
        compareWithReference(Network.of(template, SearchSpaces.SNASNET_FORWARD, architecture), 3);
    }

    @Test
    void oneStageWithoutHiddenLayerEqualsTheReference() {
        NetworkTemplate template = template(new ImageShape(2, 5, 5), 1, List.of(new Stage(4, 1)), CellSharing.SHARED, 5, 0,
                BatchNormStatistics.OVER_TIME_STEPS);
        compareWithReference(Network.of(template, SearchSpaces.SNASNET_FORWARD, Architecture.parse("0333 0000 0003 0000")), 2);
    }

    @Test
    void aFrameOfEventsAtEachTimeStepEqualsTheReference() {
        compareWithReference(EventNetworks.like(OddSides.twoStages()), 3);
        NetworkTemplate template = template(new ImageShape(3, 8, 6), 1, List.of(new Stage(6, 1), new Stage(9, 1)), CellSharing.SHARED, 2, 12,
                BatchNormStatistics.OVER_TIME_STEPS);
        compareWithReference(EventNetworks.like(Network.of(template, SearchSpaces.SPIKENAS_BENCH, Architecture.parse("0243 0032 0004 0000"))), 2);
    }

    @Test
    void poolsThatLeaveRowsOverEqualTheReference() {
        compareWithReference(OddSides.twoStages(), 1);
        compareWithReference(OddSides.threeStages(), 2);
    }

    @Test
    void everyOperationEqualsTheReference() {
        NetworkTemplate template = template(new ImageShape(3, 8, 6), 1, List.of(new Stage(6, 1), new Stage(9, 1)), CellSharing.SHARED, 2, 12,
                BatchNormStatistics.PER_TIME_STEP);
        compareWithReference(Network.of(template, SearchSpaces.HASNAS_OPERATIONS, Architecture.parse("0567 0076 0005 0000")), 5);
        compareWithReference(Network.of(template, SearchSpaces.HASNAS_OPERATIONS, Architecture.parse("0678 0097 0006 0000")), 6);
        compareWithReference(Network.of(template, SearchSpaces.HASNAS_OPERATIONS, Architecture.parse("0a6a 00a7 000a 0000")), 7);
    }

    @Test
    void aDepthwiseLayerHasWeightsOnItsOwnChannelOnly() {
        Network network = Network.of(NetworkTemplates.DIGITS.template(), SearchSpaces.HASNAS_OPERATIONS, Architecture.parse("0006 0000 0000 0000"));
        Weights floats = WeightInitialization.draw(network, 1, JobContext.NONE);
        IntegerWeights integers = WeightInitialization.drawIntegers(network, new WeightBank(1, 1 << 20), JobContext.NONE);
        ConvolutionLayer layer = network.convolutions().get(1);
        assertEquals(9 * 16, layer.weights());
        int weights = 0;
        double largest = 0;
        for (int row = 0; row < 9 * 16; row++) {
            for (int out = 0; out < 16; out++) {
                float weight = floats.rows(layer.name())[row][out];
                largest = Math.max(largest, Math.abs(weight));
                weights += weight != 0 ? 1 : 0;
                if (out != row % 16) {
                    assertEquals(0, weight);
                    assertEquals(0, integers.layer(layer.name()).weights().get(row, out));
                }
            }
        }
        assertEquals(layer.weights(), weights);
        double bound = Math.sqrt(6.0 / (5 * 9)); // nine inputs
        assertTrue(largest <= bound && largest > 0.9 * bound, "largest " + largest);
        assertEquals(bound / 127, integers.layer(layer.name()).scale(), 1e-12);
    }

    private static void compareWithReference(Network network, long seed) {
        Weights weights = livelyWeights(network, seed);
        float[][] images = images(network, seed);
        Simulation simulation = simulation(network, weights, SimulationMode.TRAINING);
        float[][] dropout = dropout(simulation.features(), seed);
        ReferenceSimulation reference = new ReferenceSimulation(network, weights);
        double[][] expected = reference.run(images, dropout);
        assertTrue(reference.smallestMargin > 1e-5, "choose another seed: a neuron is " + reference.smallestMargin + " from its threshold");
        AtomicInteger ones = new AtomicInteger();
        List<String> seen = new ArrayList<>();
        SimulationResult result = simulation.run(images, dropout, (layer, time, spikes) -> {
            for (String name : layer.names()) {
                seen.add(name + "@" + time);
                assertEquals(spikesOf(reference, name, time), bits(layer.layout(), spikes), () -> name + " at " + time);
            }
            for (long[] image : spikes) {
                ones.addAndGet(SpikeLayout.count(image));
            }
        }, JobContext.NONE);
        assertTrue(ones.get() > 50, "a silent network proves nothing");
        assertEquals((long) NetworkPlan.of(network).lifLayers().size() * network.template().timeSteps(), seen.stream().distinct().count());
        assertEquals(seen.size(), seen.stream().distinct().count());
        for (int image = 0; image < IMAGES; image++) {
            assertArrayEquals(expected[image], result.scores()[image], 1e-6);
        }
    }

    private static String spikesOf(ReferenceSimulation reference, String name, int time) {
        StringBuilder text = new StringBuilder();
        for (boolean[] image : reference.spikes.getOrDefault(name, new boolean[time + 1][0][0])[time]) {
            for (boolean fired : image) {
                text.append(fired ? '1' : '0');
            }
        }
        return text.toString();
    }

    private static String bits(SpikeLayout layout, long[][] spikes) {
        StringBuilder text = new StringBuilder();
        for (long[] image : spikes) {
            for (int channel = 0; channel < layout.channels(); channel++) {
                for (int position = 0; position < layout.positions(); position++) {
                    text.append(layout.fired(image, position, channel) ? '1' : '0');
                }
            }
        }
        return text.toString();
    }

    @Test
    void evaluationUsesTheRunningStatisticsOfEachTimeStep() {
        NetworkTemplate template = template(new ImageShape(1, 6, 6), 1, List.of(new Stage(4, 1)), CellSharing.SHARED, 2, 0,
                BatchNormStatistics.PER_TIME_STEP);
        Network network = Network.of(template, SearchSpaces.SNASNET, Architecture.parse("0300 0000 0000 0000"));
        Weights weights = livelyWeights(network, 5);
        float[][] means = new float[template.timeSteps()][4];
        float[][] variances = new float[template.timeSteps()][4];
        Arrays.fill(means[1], 9);
        Arrays.fill(means[2], -9);
        for (float[] step : variances) {
            Arrays.fill(step, 1);
        }
        NormParameters drawn = weights.norm("last.bn");
        Map<String, NormParameters> norms = new HashMap<>(weights.norms());
        norms.put("last.bn", new NormParameters(drawn.gain(), drawn.bias(), means, variances, drawn.epsilon()));
        List<Integer> ones = new ArrayList<>();
        simulation(network, new Weights(weights.rows(), weights.biases(), norms), SimulationMode.EVALUATION)
                .run(images(network, 5), new float[0][], (layer, time, spikes) -> {
                    if (layer.names().contains(LayerNames.LAST)) {
                        ones.add(Arrays.stream(spikes).mapToInt(SpikeLayout::count).sum());
                    }
                }, JobContext.NONE);
        assertEquals(0, ones.get(1), "a mean far above the values silences the neurons");
        assertEquals(IMAGES * 36 * 4, ones.get(2), "a mean far below makes all fire");
    }

    @Test
    void statisticsOfAnotherNumberOfTimeStepsAreRefused() {
        NetworkTemplate template = template(new ImageShape(1, 6, 6), 1, List.of(new Stage(4, 1)), CellSharing.SHARED, 2, 0,
                BatchNormStatistics.PER_TIME_STEP);
        Network network = Network.of(template, SearchSpaces.SNASNET, Architecture.parse("0300 0000 0000 0000"));
        Weights weights = WeightInitialization.draw(network, 5, JobContext.NONE);
        Map<String, NormParameters> norms = new HashMap<>(weights.norms());
        norms.put("last.bn", new NormParameters(new float[4], new float[4], new float[17][4], new float[17][4], 1e-5));
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
                () -> new Weights(weights.rows(), weights.biases(), norms).check(network));
        assertTrue(String.valueOf(refused.getMessage()).contains("has 17"), refused.getMessage());
    }

    @Test
    void everyPresetRunsInBothModes() {
        for (NetworkTemplates.Preset preset : NetworkTemplates.ALL) {
            NetworkTemplate full = preset.template();
            NetworkTemplate narrow = new NetworkTemplate(full.name(), full.input(), full.classes(), full.stemStride(),
                    full.stages().stream().map(stage -> new Stage(Math.max(1, stage.width() / 32), stage.cells())).toList(), full.cellSharing(),
                    full.finalPool(), 8, full.votersPerClass(), full.dropoutProbability(), 2, full.neuron(), full.batchNorm(), 8);
            Network network = Network.of(narrow, preset.space(), Architecture.parse("0302 0020 0004 0000"));
            for (SimulationMode mode : SimulationMode.values()) {
                Map<String, Integer> neurons = new HashMap<>();
                SimulationResult result = simulation(network, WeightInitialization.draw(network, 1, JobContext.NONE), mode)
                        .run(images(network, 1), new float[0][], (layer, timeStep, spikes) -> layer.names()
                                .forEach(name -> neurons.put(name, layer.layout().neurons())), JobContext.NONE);
                assertEquals(NetworkPlan.of(network).lifLayers(), result.firingRates().stream().map(LayerRate::layer).toList());
                assertEquals(NetworkPlan.of(network).lifNeurons(), neurons);
                assertEquals(full.classes(), result.scores()[0].length);
            }
        }
    }

    @Test
    void twoRunsOfOneSimulationGiveEqualBitsAndStartFromRest() {
        Network network = feedbackNetwork();
        Simulation simulation = simulation(network, livelyWeights(network, 5), SimulationMode.TRAINING);
        float[][] dropout = dropout(simulation.features(), 5);
        SimulationResult first = simulation.run(images(network, 5), dropout, SpikeObserver.NONE, JobContext.NONE);
        simulation.run(images(network, 6), dropout, SpikeObserver.NONE, JobContext.NONE);
        SimulationResult again = simulation.run(images(network, 5), dropout, SpikeObserver.NONE, JobContext.NONE);
        assertArrayEquals(first.scores(), again.scores());
        assertEquals(first.firingRates(), again.firingRates());
    }

    @Test
    void threadsChangeNoBit() {
        for (Network network : List.of(feedbackNetwork(), Network.of(template(new ImageShape(3, 8, 8), 1, List.of(new Stage(70, 1), new Stage(80, 1)),
                CellSharing.SHARED, 2, 10, BatchNormStatistics.OVER_TIME_STEPS), SearchSpaces.SNASNET, Architecture.parse("0343 0032 0003 0000")))) {
            Weights weights = livelyWeights(network, 5);
            float[][] images = images(network, 5);
            Simulation alone = simulation(network, weights, SimulationMode.TRAINING);
            float[][] dropout = dropout(alone.features(), 5);
            List<long[][]> spikes = new ArrayList<>();
            SimulationResult expected = alone.run(images, dropout, (layer, time, fired) -> spikes.add(copy(fired)), JobContext.NONE);
            try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
                Simulation shared = new Simulation(network, weights, IMAGES, SimulationMode.TRAINING, new Workers(pool, 3), JobContext.NONE);
                Iterator<long[][]> each = spikes.iterator();
                SimulationResult result = shared.run(images, dropout, (layer, time, fired) -> assertArrayEquals(each.next(), fired), JobContext.NONE);
                assertArrayEquals(expected.scores(), result.scores());
                assertEquals(expected.firingRates(), result.firingRates());
            }
        }
    }

    private static long[][] copy(long[][] rows) {
        return Arrays.stream(rows).map(long[]::clone).toArray(long[][]::new);
    }

    @Test
    void feedbackActsFromTheSecondTimeStepOn() {
        NetworkTemplate template = template(new ImageShape(1, 6, 6), 1, List.of(new Stage(6, 1)), CellSharing.SHARED, 2, 0,
                BatchNormStatistics.PER_TIME_STEP);
        Network with = Network.of(template, SearchSpaces.SNASNET, Architecture.parse("0003 0000 0000 1000"));
        Network without = Network.of(template, SearchSpaces.SNASNET, Architecture.parse("0003 0000 0000 0000"));
        Weights weights = livelyWeights(without, 2);
        List<List<Double>> rates = new ArrayList<>();
        for (Network network : List.of(with, without)) {
            rates.add(simulation(network, weights, SimulationMode.TRAINING).run(images(network, 2), new float[0][], SpikeObserver.NONE,
                    JobContext.NONE).firingRates().getFirst().perTimeStep());
        }
        assertEquals(rates.get(1).get(0), rates.get(0).get(0));
        assertTrue(!rates.get(1).get(1).equals(rates.get(0).get(1)), rates.toString());
    }

    @Test
    void cancellationIsNoticedAtEveryCheckpointOfARun() {
        Network network = feedbackNetwork();
        Simulation simulation = simulation(network, livelyWeights(network, 5), SimulationMode.TRAINING);
        AtomicInteger checkpoints = new AtomicInteger();
        simulation.run(images(network, 5), new float[0][], SpikeObserver.NONE, checkpoints::incrementAndGet);
        // each image of each layer at each time step at least
        assertTrue(checkpoints.get() >= IMAGES * network.template().timeSteps() * NetworkPlan.of(network).lifLayers().size(), checkpoints::toString);
        for (int limit = 1; limit <= checkpoints.get(); limit += 37) {
            AtomicInteger left = new AtomicInteger(limit);
            assertThrows(CancellationException.class, () -> simulation.run(images(network, 5), new float[0][], SpikeObserver.NONE, () -> {
                if (left.decrementAndGet() == 0) {
                    throw new CancellationException();
                }
            }));
            assertEquals(0, left.get(), "work went on after the cancellation");
        }
    }

    @Test
    void backwardEdgesWithStatisticsOverTimeStepsAreRefusedInTraining() {
        NetworkTemplate template = template(new ImageShape(1, 6, 6), 1, List.of(new Stage(4, 1)), CellSharing.SHARED, 2, 0,
                BatchNormStatistics.OVER_TIME_STEPS);
        Network network = Network.of(template, SearchSpaces.SNASNET, Architecture.parse("0003 0000 0000 1000"));
        Weights weights = livelyWeights(network, 1);
        IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> simulation(network, weights, SimulationMode.TRAINING));
        assertTrue(error.toString().contains("backward edge 3->0"), error::toString);
        simulation(network, weights, SimulationMode.EVALUATION);
    }

    @Test
    void wrongWeightsAndImagesAreNamed() {
        Network network = feedbackNetwork();
        Weights weights = livelyWeights(network, 1);
        Map<String, float[][]> rows = new HashMap<>(weights.rows());
        rows.remove("reduction1");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> simulation(network, new Weights(rows, weights.biases(), weights.norms()),
                SimulationMode.TRAINING)).toString().contains("'reduction1'"));
        rows.put("reduction1", new float[2][2]);
        assertThrows(IllegalArgumentException.class, () -> simulation(network, new Weights(rows, weights.biases(), weights.norms()),
                SimulationMode.TRAINING));
        Simulation simulation = simulation(network, weights, SimulationMode.TRAINING);
        assertThrows(IllegalArgumentException.class, () -> simulation.run(new float[1][64], new float[0][], SpikeObserver.NONE, JobContext.NONE));
        assertThrows(IllegalArgumentException.class, () -> simulation.run(new float[IMAGES][1], new float[0][], SpikeObserver.NONE, JobContext.NONE));
    }

    @Test
    void theMemoryEstimateIsCloseToWhatIsAllocated() {
        NetworkTemplate deep = template(new ImageShape(3, 12, 12), 1, List.of(new Stage(64, 2), new Stage(128, 1)), CellSharing.SHARED, 2, 10,
                BatchNormStatistics.PER_TIME_STEP);
        NetworkTemplate together = template(new ImageShape(3, 12, 12), 1, List.of(new Stage(64, 1), new Stage(128, 1)), CellSharing.SHARED, 2, 10,
                BatchNormStatistics.OVER_TIME_STEPS);
        for (Network network : List.of(Network.of(deep, SearchSpaces.SNASNET, Architecture.parse("0342 0023 1301 4340")),
                Network.of(together, SearchSpaces.SPIKENAS_BENCH, Architecture.parse("0243 0032 0004 0000")))) {
            double allocated = 4.0 * (simulation(network, WeightInitialization.draw(network, 1, JobContext.NONE), SimulationMode.TRAINING)
                    .bufferedFloats() + network.parameters());
            long estimate = SimulationMemory.bytes(network, IMAGES, SimulationMode.TRAINING);
            // rows of 64 and more floats: headers are below 8 per cent
            assertTrue(estimate > allocated && estimate < 1.09 * allocated, "estimate " + estimate + ", allocated " + allocated);
        }
    }

    @Test
    void equalLayersOfTwoCandidatesGetEqualWeights() {
        NetworkTemplate template = NetworkTemplates.DIGITS.template();
        SearchSpace space = SearchSpaces.SNASNET;
        Weights one = WeightInitialization.draw(Network.of(template, space, Architecture.parse("0303 0000 0000 0000")), 9, JobContext.NONE);
        Weights two = WeightInitialization.draw(Network.of(template, space, Architecture.parse("0213 0030 0003 0000")), 9, JobContext.NONE);
        Weights other = WeightInitialization.draw(Network.of(template, space, Architecture.parse("0213 0030 0003 0000")), 10, JobContext.NONE);
        assertArrayEquals(one.rows("cell1.0->3"), two.rows("cell1.0->3"));
        assertArrayEquals(one.rows("hidden"), two.rows("hidden"));
        assertTrue(one.rows("hidden")[0][0] != other.rows("hidden")[0][0]);
        assertTrue(one.rows("cell1.0->3")[0][0] != one.rows("cell1.0->1")[0][0]);
        double bound = Math.sqrt(6.0 / (5 * 9 * 16));
        double largest = 0;
        for (float[] row : one.rows("cell1.0->3")) {
            for (float weight : row) {
                largest = Math.max(largest, Math.abs(weight));
            }
        }
        assertTrue(largest <= bound && largest > 0.95 * bound, "largest " + largest + ", bound " + bound);
        double squares = 0;
        for (float[] row : one.rows("hidden")) {
            for (float weight : row) {
                squares += weight * weight;
            }
        }
        assertEquals(0.01, Math.sqrt(squares / (128 * 64)), 0.0005);
    }

    /** What {@link CanonicalForm} takes for granted: what backward edges bring comes a time step later. */
    @Test
    void backwardEdgesBringNothingInOneTimeStep() {
        NetworkTemplate once = feedbackNetwork().template().withTimeSteps(1);
        Architecture form = CanonicalForm.of(once, SearchSpaces.SNASNET, feedbackNetwork().architecture());
        assertEquals("0342 0023 0001 0000", form.text());
        for (int timeSteps : List.of(1, 2)) {
            Network network = Network.of(once.withTimeSteps(timeSteps), SearchSpaces.SNASNET, feedbackNetwork().architecture());
            Weights weights = livelyWeights(network, 1);
            Network forward = Network.of(once.withTimeSteps(timeSteps), SearchSpaces.SNASNET, form);
            boolean areEqual = Arrays.deepEquals(scores(network, weights), scores(forward, weights));
            assertEquals(timeSteps == 1, areEqual, timeSteps + " time steps");
        }
    }

    private static double[][] scores(Network network, Weights weights) {
        return simulation(network, weights, SimulationMode.EVALUATION).run(images(network, 3), new float[0][], SpikeObserver.NONE, JobContext.NONE)
                .scores();
    }

    private static Network feedbackNetwork() {
        NetworkTemplate template = template(new ImageShape(1, 8, 8), 1, List.of(new Stage(6, 1), new Stage(8, 1)), CellSharing.SHARED, 2, 10,
                BatchNormStatistics.PER_TIME_STEP);
        return Network.of(template, SearchSpaces.SNASNET, Architecture.parse("0342 0023 1301 4340"));
    }

    private static NetworkTemplate template(ImageShape input, int stride, List<Stage> stages, CellSharing sharing, int finalPool, int hidden,
            BatchNormStatistics statistics) {
        return new NetworkTemplate("test", input, 3, stride, stages, sharing, finalPool, hidden, 2, 0.5, 4, new LifParameters(1.6, 0.8), statistics,
                8);
    }

    private static Simulation simulation(Network network, Weights weights, SimulationMode mode) {
        return new Simulation(network, weights, IMAGES, mode, JobContext.NONE);
    }

    private static float[][] images(Network network, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] images = new float[IMAGES][network.template().inputSize()];
        for (float[] image : images) {
            for (int i = 0; i < image.length; i++) {
                image[i] = (float) random.nextDouble(-2, 2);
            }
        }
        return images;
    }

    private static float[][] dropout(int features, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] multipliers = new float[IMAGES][features];
        for (float[] row : multipliers) {
            for (int i = 0; i < features; i++) {
                row[i] = random.nextBoolean() ? 2 : 0;
            }
        }
        return multipliers;
    }

    /** Large enough weights and uneven gains, so that every layer fires and nothing is symmetric by chance. */
    private static Weights livelyWeights(Network network, long seed) {
        Weights drawn = WeightInitialization.draw(network, seed, JobContext.NONE);
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, NormParameters> norms = new HashMap<>();
        drawn.norms().keySet().stream().sorted().forEach(name -> {
            NormParameters plain = drawn.norm(name);
            for (int c = 0; c < plain.channels(); c++) {
                plain.gain()[c] = (float) random.nextDouble(0.7, 1.5);
                plain.bias()[c] = (float) random.nextDouble(-0.2, 0.4);
            }
            norms.put(name, plain);
        });
        Map<String, float[][]> rows = new HashMap<>(drawn.rows());
        if (rows.containsKey("hidden")) {
            for (float[] row : drawn.rows("hidden")) {
                for (int o = 0; o < row.length; o++) {
                    row[o] = 40 * row[o] + 0.03f;
                }
            }
        }
        return new Weights(rows, drawn.biases(), norms);
    }
}
