package org.hasnas.architecture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.data.DatasetLoader;
import org.hasnas.data.ImageSet;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.Requests;
import org.hasnas.files.codec.SearchRequestJson;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Edge;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.Operation;
import org.hasnas.network.SearchSpace;
import org.hasnas.network.SearchSpaces;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.simulation.dense.DenseNetwork;
import org.hasnas.simulation.dense.DenseParameters;
import org.hasnas.simulation.dense.DenseSpikeObserver;
import org.hasnas.simulation.engine.Simulation;
import org.hasnas.simulation.engine.SimulationMode;
import org.hasnas.simulation.engine.SpikeObserver;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.engine.integer.IntegerSimulation;
import org.hasnas.simulation.engine.integer.StemCurrents;
import org.hasnas.simulation.kernel.Kernels;
import org.hasnas.simulation.kernel.training.Surrogate;
import org.hasnas.simulation.weights.IntegerWeights;
import org.hasnas.simulation.weights.WeightBank;
import org.hasnas.simulation.weights.WeightInitialization;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.training.TrainingInitialization;
import org.hasnas.training.layer.Loss;
import org.hasnas.training.layer.TrainingNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An operation that is added to {@link SearchSpaces#HASNAS_OPERATIONS} is simulated in every way, trained, priced, written and drawn: what to look at
 * when one is missing. That simulations compute what it means is tested against references of their own.
 */
final class EveryOperationTest {
    private static final SearchSpace SPACE = SearchSpaces.HASNAS_OPERATIONS;
    private static final NetworkTemplate TEMPLATE = NetworkTemplates.DIGITS.template().withFirstWidth(8).withTimeSteps(3);
    private static final int IMAGES = 6;
    private static final float[][] NO_DROPOUT = {};

    private final float[][] images = new float[IMAGES][TEMPLATE.input().size()];
    private final int[] labels = new int[IMAGES];

    EveryOperationTest() throws HasnasException {
        ImageSet digits = new DatasetLoader().load(DatasetReference.EMBEDDED_DIGITS, Path.of(""), JobContext.NONE).training();
        for (int image = 0; image < IMAGES; image++) {
            images[image] = digits.input(image, 1);
            labels[image] = digits.label(image);
        }
    }

    static List<Integer> digits() {
        return IntStream.range(1, SPACE.operations().size()).boxed().toList();
    }

    /** The operation forward and back, beside a convolution, so that every network learns. */
    private static Network network(int digit) {
        ConnectionMatrix cell = ConnectionMatrix.parse("0030 0000 0000 0000").with(new Edge(0, 3), digit).with(new Edge(2, 3), digit)
                .with(new Edge(3, 0), digit);
        return Network.of(TEMPLATE, SPACE, Architecture.shared(cell));
    }

    private static TrainingNetwork training(Network network) {
        TrainingNetwork training = new TrainingNetwork(network, IMAGES, 1, Kernels.ofProgram().training(), Surrogate.ARCTAN);
        training.set(TrainingInitialization.draw(network, 1, JobContext.NONE));
        return training;
    }

    private static void assertScores(double[][] expected, double[][] found) {
        assertTrue(Arrays.stream(expected).flatMapToDouble(Arrays::stream).anyMatch(score -> Math.abs(score) > 1e-3), "nothing fires");
        for (int image = 0; image < IMAGES; image++) {
            assertArrayEquals(expected[image], found[image], 1e-3);
        }
    }

    @ParameterizedTest
    @MethodSource("digits")
    void isSimulatedAlikeByAllFloatEngines(int digit) {
        Network network = network(digit);
        Weights weights = TrainingInitialization.draw(network, 1, JobContext.NONE);
        double[][] expected = new Simulation(network, weights, IMAGES, SimulationMode.TRAINING, JobContext.NONE)
                .run(images, NO_DROPOUT, SpikeObserver.NONE, JobContext.NONE).scores();
        Map<String, DenseParameters.Norm> norms = new HashMap<>();
        weights.norms().forEach((name, norm) -> norms.put(name, new DenseParameters.Norm(norm.gain(), norm.bias(), norm.epsilon())));
        try (DenseNetwork dense = new DenseNetwork(network, new DenseParameters(weights.rows(), weights.biases(), norms), IMAGES, 1)) {
            assertScores(expected, dense.run(images, NO_DROPOUT, DenseSpikeObserver.NONE, JobContext.NONE));
        }
    }

    @ParameterizedTest
    @MethodSource("digits")
    void isTrainedAsItIsSimulated(int digit) {
        Network network = network(digit);
        TrainingNetwork training = training(network);
        training.takeStatistics(List.<float[][]>of(images), Workers.CALLER, JobContext.NONE);
        double[][] expected = new Simulation(network, training.weights(), IMAGES, SimulationMode.EVALUATION, JobContext.NONE)
                .run(images, NO_DROPOUT, SpikeObserver.NONE, JobContext.NONE).scores();
        assertScores(expected, training.evaluate(images, Workers.CALLER, JobContext.NONE));
        training.train(images, Loss.targets(labels, network.template().classes()), NO_DROPOUT, Loss.OF_MEAN, Workers.CALLER, JobContext.NONE);
        training.parameters().forEach(parameter -> {
            boolean learns = IntStream.range(0, parameter.gradient.length).anyMatch(index -> parameter.gradient[index] != 0);
            assertTrue(learns, () -> parameter.name + " of " + SPACE.operation(digit).label() + " has no gradient");
        });
    }

    @ParameterizedTest
    @MethodSource("digits")
    void hasIntegerWeights(int digit) {
        Network network = network(digit);
        IntegerWeights weights = WeightInitialization.drawIntegers(network, new WeightBank(1, 1 << 20), JobContext.NONE);
        IntegerSimulation simulation = new IntegerSimulation(network, IMAGES, Kernels.ofProgram().integer(), Workers.CALLER);
        StemCurrents stem =
                StemCurrents.of(network.convolutions().getFirst(), weights.stem(), images, 1, Kernels.ofProgram().integer(), Workers.CALLER,
                        JobContext.NONE);
        double[][] scores = simulation.run(weights, stem, NO_DROPOUT, SpikeObserver.NONE, JobContext.NONE).scores();
        assertTrue(Arrays.stream(scores).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite));
    }

    @ParameterizedTest
    @MethodSource("digits")
    void isNoCheaperThanNothing(int digit) throws HasnasException {
        Network nothing = Network.of(TEMPLATE, SPACE, Architecture.parse("0030 0000 0000 0000"));
        for (HardwareSettings settings : List.of(SpikeSimSettings.DEFAULT,
                HardwareProfiles.settings("neurosim-22nm-rram", "", Path.of(""), new SpikeRateSource.Given(SpikeRates.of(0.1))))) {
            ChipCost model = ChipCost.of(settings);
            HardwareCost with = model.total(network(digit));
            HardwareCost without = model.total(nothing);
            for (CostKind kind : CostKind.values()) {
                double least = kind.costOf(without, MemoryScope.ALL_PARAMETERS);
                assertTrue(kind.costOf(with, MemoryScope.ALL_PARAMETERS) >= least, () -> kind + " of " + with);
            }
            boolean hasWeights = !SPACE.operation(digit).kernels().isEmpty();
            assertEquals(hasWeights, with.latency().seconds() > without.latency().seconds(), () -> SPACE.operation(digit).label());
        }
    }

    @ParameterizedTest
    @MethodSource("digits")
    void isWrittenAndReadAgain(int digit) throws HasnasException {
        SearchSpace own = new SearchSpace("own", SPACE.nodes(), List.of(new Operation.Zeroize(), SPACE.operation(digit)), true);
        SearchRequest request = Requests.of(TEMPLATE, own);
        assertEquals(own, SearchRequestJson.read(SearchRequestJson.write(request), "test").space());
    }

    @ParameterizedTest
    @MethodSource("digits")
    void hasAColourInDrawingsAndAPlaceInTheManual(int digit) throws IOException {
        assertTrue(Files.readString(Path.of("src/main/resources/org/hasnas/ui/studio.css")).contains(".op-" + digit + " {"));
        assertTrue(Files.readString(Path.of("src/site/markdown/search.md")).contains("| " + SPACE.operation(digit).label() + " |"),
                () -> "search.md does not say what " + SPACE.operation(digit).label() + " is");
    }
}
