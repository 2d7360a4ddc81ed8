package org.hasnas.simulation.engine.integer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.LifParameters;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplate.BatchNormStatistics;
import org.hasnas.network.NetworkTemplate.CellSharing;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.network.NetworkTemplate.Stage;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpaces;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.engine.Simulation;
import org.hasnas.simulation.engine.SimulationMemory;
import org.hasnas.simulation.engine.SimulationMode;
import org.hasnas.simulation.engine.SimulationResult;
import org.hasnas.simulation.engine.SpikeObserver;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.Kernels;
import org.hasnas.simulation.kernel.integer.IntegerKernels;
import org.hasnas.simulation.kernel.integer.PackedWeights;
import org.hasnas.simulation.kernel.integer.ScalarIntegerKernels;
import org.hasnas.simulation.weights.IntegerWeights;
import org.hasnas.simulation.weights.NeuronConstants;
import org.hasnas.simulation.weights.NormParameters;
import org.hasnas.simulation.weights.WeightBank;
import org.hasnas.simulation.weights.WeightInitialization;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.testdata.EventNetworks;
import org.hasnas.testdata.LearntNeurons;
import org.hasnas.testdata.OddSides;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IntegerSimulationTest {
    private static final int IMAGES = 5;

    /** Spikes of every layer and time step: {@code layer@step} to the words of all images. */
    private record Seen(Map<String, long[]> spikes, SimulationResult result) {}

    @ParameterizedTest
    @ValueSource(strings = {"0303 0030 2002 0200", "0342 0023 1301 4340", "0111 0011 1001 1110", "0444 0040 4004 0400", "0003 0000 0000 0000",
        "0043 1001 0302 0030"})
    void firesAsTheFloatEngineWithTheSameWeightsDoes(String matrix) {
        compare(Network.of(template(SMALL, 4.0 / 3, 0.9, BatchNormStatistics.PER_TIME_STEP), SearchSpaces.SNASNET, Architecture.parse(matrix)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0567 0076 8005 0600", "0678 0097 5006 7000", "0007 0000 7000 0000", "0059 7061 0008 0700", "0a6a 00a7 a00a 0a00"})
    void everyOperationFiresAsInTheFloatEngine(String matrix) {
        compare(Network.of(template(SMALL, 4.0 / 3, 0.9, BatchNormStatistics.PER_TIME_STEP), SearchSpaces.HASNAS_OPERATIONS,
                Architecture.parse(matrix)));
    }

    @Test
    void poolsThatLeaveRowsOverCountTheSameSpikes() {
        compare(OddSides.twoStages());
        compare(OddSides.threeStages());
    }

    @Test
    void aFrameOfEventsAtEachTimeStepFiresAsInTheFloatEngine() {
        compare(EventNetworks.like(OddSides.twoStages()));
        compare(EventNetworks.like(Network.of(template(List.of(new Stage(10, 2), new Stage(20, 1)), 4.0 / 3, 0.9,
                BatchNormStatistics.OVER_TIME_STEPS), SearchSpaces.SPIKENAS_BENCH, Architecture.parse("0243 0032 0004 0000"))));
    }

    @Test
    void aSlowLeakKeepsMembranesInInt16() {
        compare(Network.of(template(SMALL, 2.1, 0.9, BatchNormStatistics.PER_TIME_STEP), SearchSpaces.SNASNET,
                Architecture.parse("0303 0030 2002 0200")));
    }

    @Test
    void statisticsOverTimeStepsSeveralCellsAndStages() {
        compare(Network.of(template(List.of(new Stage(10, 2), new Stage(20, 1), new Stage(70, 2)), 4.0 / 3, 0.9, BatchNormStatistics.OVER_TIME_STEPS),
                SearchSpaces.SPIKENAS_BENCH, Architecture.parse("0243 0032 0004 0000")));
        compare(Network.of(template(List.of(new Stage(10, 3), new Stage(20, 1)), 4.0 / 3, 0.9, BatchNormStatistics.PER_TIME_STEP),
                SearchSpaces.SNASNET, Architecture.parse("0142 0023 1301 4340")));
    }

    @Test
    void learntNeuronsFireAsInTheFloatEngine() {
        Network network = Network.of(template(SMALL, 4.0 / 3, 0.9, BatchNormStatistics.PER_TIME_STEP), SearchSpaces.SNASNET,
                Architecture.parse("0342 0023 1301 4340"));
        compare(network, LearntNeurons.of(network));
    }

    private static final List<Stage> SMALL = List.of(new Stage(16, 1), new Stage(32, 1));

    /**
     * Same real weights in both engines. Rounding flips few neurons, but each flip is amplified from layer to layer; so every layer of
     * the float engine is given the spikes of the integer engine in place of its own, once they have been compared.
     */
    private static void compare(Network network) {
        compare(network, Map.of());
    }

    private static void compare(Network network, Map<String, NeuronConstants> learnt) {
        IntegerWeights integers = WeightInitialization.drawIntegers(network, new WeightBank(3, 1 << 20), JobContext.NONE);
        float[][] images = images(network);
        Weights real = real(network, integers);
        Weights weights = new Weights(real.rows(), real.biases(), real.norms(), learnt);
        Seen seen = run(weights.plan(network), integers, images, new float[0][], Kernels.ofProgram().integer(), Workers.CALLER);
        List<String> compared = new ArrayList<>();
        AtomicInteger lively = new AtomicInteger();
        new Simulation(network, weights, IMAGES, SimulationMode.TRAINING, JobContext.NONE)
                .run(images, new float[0][], (layer, step, spikes) -> {
                    String name = layer.names().getFirst() + "@" + step;
                    long[] found = seen.spikes.getOrDefault(name, new long[0]);
                    long[] expected = flat(spikes);
                    assertEquals(expected.length, found.length);
                    long different = 0;
                    long ones = 0;
                    for (int w = 0; w < found.length; w++) {
                        different += Long.bitCount(expected[w] ^ found[w]);
                        ones += Long.bitCount(expected[w]);
                    }
                    long neurons = (long) IMAGES * layer.layout().neurons();
                    assertTrue(different <= 2 + neurons / 100, name + ": " + different + " of " + neurons + " neurons differ, " + ones + " fire");
                    lively.addAndGet(ones > neurons / 50 ? 1 : 0);
                    layer.names().forEach(each -> compared.add(each + "@" + step));
                    int words = layer.layout().words();
                    for (int image = 0; image < IMAGES; image++) {
                        System.arraycopy(found, image * words, spikes[image], 0, words);
                    }
                }, JobContext.NONE);
        assertEquals(seen.spikes.keySet(), new HashSet<>(compared));
        assertTrue(lively.get() >= seen.spikes.size() / 3, "a silent network proves nothing");
    }

    @Test
    void kernelsAndThreadsChangeNoBit() {
        Network network = Network.of(template(SMALL, 4.0 / 3, 0.9, BatchNormStatistics.PER_TIME_STEP), SearchSpaces.SNASNET,
                Architecture.parse("0342 0023 1301 4340"));
        IntegerWeights weights = WeightInitialization.drawIntegers(network, new WeightBank(3, 0), JobContext.NONE);
        float[][] dropout = new float[IMAGES][network.linears().getFirst().inFeatures()];
        for (float[] row : dropout) {
            for (int feature = 0; feature < row.length; feature += 2) {
                row[feature] = 2;
            }
        }
        Seen reference = run(network, weights, images(network), dropout, new ScalarIntegerKernels(), Workers.CALLER);
        assertTrue(Arrays.stream(reference.result.scores()).flatMapToDouble(Arrays::stream).anyMatch(score -> score != 0));
        try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
            for (int threads : new int[] {1, 2, 4}) {
                Seen other = run(network, weights, images(network), dropout, Kernels.ofProgram().integer(), new Workers(pool, threads));
                assertArrayEquals(reference.result.scores(), other.result.scores());
                reference.spikes.forEach((name, spikes) -> assertArrayEquals(spikes, other.spikes.get(name), name));
            }
        }
    }

    @Test
    void aSecondRunStartsFromRest() {
        Network network = Network.of(template(SMALL, 3, 0.9, BatchNormStatistics.PER_TIME_STEP), SearchSpaces.SNASNET,
                Architecture.parse("0342 0023 1301 4340"));
        IntegerWeights weights = WeightInitialization.drawIntegers(network, new WeightBank(3, 1 << 20), JobContext.NONE);
        IntegerKernels kernels = Kernels.ofProgram().integer();
        IntegerSimulation simulation = new IntegerSimulation(network, IMAGES, kernels, Workers.CALLER);
        StemCurrents stem = stem(network, weights, images(network), kernels, Workers.CALLER);
        List<SimulationResult> results = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            results.add(simulation.run(weights, stem, new float[0][], SpikeObserver.NONE, JobContext.NONE));
        }
        assertArrayEquals(results.get(0).scores(), results.get(1).scores());
        assertEquals(results.get(0).firingRates(), results.get(1).firingRates());
    }

    @Test
    void aCancelledRunLeavesNothingToTheNext() {
        Network network = Network.of(template(SMALL, 3, 0.9, BatchNormStatistics.PER_TIME_STEP), SearchSpaces.SNASNET,
                Architecture.parse("0342 0023 1301 4340"));
        IntegerWeights weights = WeightInitialization.drawIntegers(network, new WeightBank(3, 1 << 20), JobContext.NONE);
        IntegerKernels kernels = Kernels.ofProgram().integer();
        IntegerSimulation simulation = new IntegerSimulation(network, IMAGES, kernels, Workers.CALLER);
        StemCurrents stem = stem(network, weights, images(network), kernels, Workers.CALLER);
        SimulationResult undisturbed = simulation.run(weights, stem, new float[0][], SpikeObserver.NONE, JobContext.NONE);
        for (int last : new int[] {1, 10, 40, 100, 200}) {
            AtomicInteger looks = new AtomicInteger();
            AtomicBoolean cancelled = new AtomicBoolean();
            assertThrows(CancellationException.class, () -> simulation.run(weights, stem, new float[0][],
                    (layer, step, spikes) -> assertFalse(cancelled.get(), "nobody watches a run that has ended"), () -> {
                        if (looks.incrementAndGet() > last) {
                            cancelled.set(true);
                            throw new CancellationException();
                        }
                    }));
            SimulationResult next = simulation.run(weights, stem, new float[0][], SpikeObserver.NONE, JobContext.NONE);
            assertArrayEquals(undisturbed.scores(), next.scores());
            assertEquals(undisturbed.firingRates(), next.firingRates());
        }
    }

    @Test
    void aCancelledRunEndsOnAllThreads() {
        Network network = Network.of(template(SMALL, 3, 0.9, BatchNormStatistics.PER_TIME_STEP), SearchSpaces.SNASNET,
                Architecture.parse("0342 0023 1301 4340"));
        IntegerWeights weights = WeightInitialization.drawIntegers(network, new WeightBank(3, 1 << 20), JobContext.NONE);
        IntegerKernels kernels = Kernels.ofProgram().integer();
        try (ExecutorService pool = Executors.newFixedThreadPool(1)) {
            Workers workers = new Workers(pool, 2);
            StemCurrents stem = stem(network, weights, images(network), kernels, workers);
            IntegerSimulation simulation = new IntegerSimulation(network, IMAGES, kernels, workers);
            for (int limit : new int[] {1, 50, 400}) {
                AtomicInteger left = new AtomicInteger(limit);
                assertThrows(CancellationException.class, () -> simulation.run(weights, stem, new float[0][], SpikeObserver.NONE, () -> {
                    if (left.decrementAndGet() <= 0) {
                        throw new CancellationException();
                    }
                }));
            }
        }
    }

    @Test
    void aSnasNetCandidateAtBatch256FitsInOneGigabyte() {
        NetworkTemplates.Preset preset = NetworkTemplates.SNASNET_CIFAR10;
        Network network = Network.of(preset.template(), preset.space(), Architecture.parse("0303 0030 2002 0200"));
        long bytes = new IntegerSimulation(network, 256, Kernels.ofProgram().integer(), Workers.CALLER).bytes();
        assertTrue(bytes < 1_000_000_000, "needs " + bytes);
        assertTrue(SimulationMemory.bytes(network, 256, SimulationMode.TRAINING) > 4 * bytes);
    }

    @Test
    void wrongBatchesAndDropoutAreRefused() {
        Network network = Network.of(template(SMALL, 3, 0.9, BatchNormStatistics.PER_TIME_STEP), SearchSpaces.SNASNET,
                Architecture.parse("0003 0000 0000 0000"));
        IntegerWeights weights = WeightInitialization.drawIntegers(network, new WeightBank(3, 1 << 20), JobContext.NONE);
        IntegerKernels kernels = Kernels.ofProgram().integer();
        StemCurrents stem = stem(network, weights, images(network), kernels, Workers.CALLER);
        IntegerSimulation other = new IntegerSimulation(network, IMAGES + 1, kernels, Workers.CALLER);
        assertThrows(IllegalArgumentException.class, () -> other.run(weights, stem, new float[0][], SpikeObserver.NONE, JobContext.NONE));
        IntegerSimulation same = new IntegerSimulation(network, IMAGES, kernels, Workers.CALLER);
        assertThrows(IllegalArgumentException.class, () -> same.run(weights, stem, new float[IMAGES][3], SpikeObserver.NONE, JobContext.NONE));
        assertThrows(IllegalArgumentException.class, () -> new IntegerSimulation(network, 0, kernels, Workers.CALLER));
    }

    private static Seen run(Network network, IntegerWeights weights, float[][] images, float[][] dropout, IntegerKernels kernels, Workers workers) {
        return run(NetworkPlan.of(network), weights, images, dropout, kernels, workers);
    }

    private static Seen run(NetworkPlan plan, IntegerWeights weights, float[][] images, float[][] dropout, IntegerKernels kernels, Workers workers) {
        Map<String, long[]> spikes = new HashMap<>();
        IntegerSimulation simulation = new IntegerSimulation(plan, IMAGES, kernels, workers);
        SimulationResult result = simulation.run(weights, stem(plan.network(), weights, images, kernels, workers), dropout,
                (layer, step, fired) -> layer.names().forEach(name -> spikes.put(name + "@" + step, flat(fired))), JobContext.NONE);
        return new Seen(spikes, result);
    }

    private static StemCurrents stem(Network network, IntegerWeights weights, float[][] images, IntegerKernels kernels, Workers workers) {
        return StemCurrents.of(network.convolutions().getFirst(), weights.stem(), images, network.template().frames(), kernels, workers,
                JobContext.NONE);
    }

    /** Behind a product of weights, which is one integer matrix, comes the identity. */
    private static Weights real(Network network, IntegerWeights integers) {
        Map<String, float[][]> rows = new HashMap<>();
        Map<String, NormParameters> norms = new HashMap<>();
        integers.layers().forEach((name, layer) -> rows.put(name, real(layer)));
        for (ConvolutionLayer layer : network.convolutions()) {
            if (layer.role() == ConvolutionLayer.Role.STEM) {
                rows.put(layer.name(), integers.stem());
            } else if (layer.readsSums()) {
                rows.put(layer.name(), identity(layer.outChannels()));
            }
        }
        NetworkPlan.of(network).norms().forEach(norm -> norms.put(norm.name(), NormParameters.initial(norm.channels())));
        return new Weights(rows, integers.biases(), norms);
    }

    private static float[][] identity(int channels) {
        float[][] rows = new float[channels][channels];
        for (int channel = 0; channel < channels; channel++) {
            rows[channel][channel] = 1;
        }
        return rows;
    }

    private static float[][] real(IntegerWeights.Layer layer) {
        PackedWeights weights = layer.weights();
        float[][] rows = new float[weights.rows()][weights.channels()];
        for (int row = 0; row < rows.length; row++) {
            for (int channel = 0; channel < rows[row].length; channel++) {
                rows[row][channel] = (float) (layer.scale() * weights.get(row, channel));
            }
        }
        return rows;
    }

    private static long[] flat(long[][] spikes) {
        return Arrays.stream(spikes).flatMapToLong(Arrays::stream).toArray();
    }

    private static float[][] images(Network network) {
        SplittableRandom random = new SplittableRandom(8);
        float[][] images = new float[IMAGES][network.template().inputSize()];
        for (float[] image : images) {
            for (int i = 0; i < image.length; i++) {
                image[i] = (float) random.nextDouble(-2, 2);
            }
        }
        return images;
    }

    private static NetworkTemplate template(List<Stage> stages, double tauSteps, double vThreshold, BatchNormStatistics statistics) {
        return new NetworkTemplate("test", new ImageShape(3, 12, 16), 3, 1, stages, CellSharing.SHARED, 2, 12, 2, 0.5, 4,
                new LifParameters(tauSteps, vThreshold), statistics, 8);
    }
}
