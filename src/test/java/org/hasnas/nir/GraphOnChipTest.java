package org.hasnas.nir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.inference.CrossbarNetwork;
import org.hasnas.chip.inference.CrossbarNetwork.ImageRun;
import org.hasnas.chip.inference.MatrixUnit;
import org.hasnas.chip.inference.QuantizedLayer;
import org.hasnas.chip.inference.ReadNoise;
import org.hasnas.chip.inference.model.GraphReading;
import org.hasnas.chip.inference.model.GraphReading.Encoding;
import org.hasnas.chip.inference.model.GraphReading.Readout;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.data.ImageSet;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.network.NetworkTemplate.InputKind;
import org.hasnas.nir.model.NirFile;
import org.hasnas.nir.model.NirGraph;
import org.hasnas.nir.model.NirNode;
import org.hasnas.nir.model.NirTensor;
import org.hasnas.nir.model.NirWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks of other tools on crossbars: with weights that integers hold, exact sums give what the simulation of NIR gives. */
final class GraphOnChipTest {
    private static final int IMAGES = 5;
    private static final int CLASSES = 3;

    @TempDir
    private Path folder;

    private final SplittableRandom random = new SplittableRandom(3);

    /** Weights that 8 bits hold: multiples of 1/64 with the largest one, 127, in each output. */
    private NirTensor weights(Integer... shape) {
        List<Integer> sizes = List.of(shape);
        double[] values = random.doubles(NirTensor.size(sizes)).map(value -> Math.rint(254 * value - 127) / 64).toArray();
        int perOutput = values.length / shape[0];
        for (int output = 0; output < shape[0]; output++) {
            values[output * perOutput] = 127 / 64.0;
        }
        return new NirTensor(sizes, values);
    }

    private static NirNode convolution(NirTensor weight, int groups, List<Integer> stride, List<Integer> zeros, List<Integer> dilation) {
        List<Integer> kernel = weight.shape().subList(2, weight.rank());
        NirTensor bias = new NirTensor(List.of(weight.size(0)), new double[weight.size(0)]);
        Arrays.setAll(bias.values(), channel -> 0.1 * channel - 0.2);
        return new NirNode.Convolution(weight, Optional.of(bias), new NirWindow(kernel, stride, new NirWindow.Padding.Sides(zeros), dilation), groups,
                List.of(), Optional.empty());
    }

    private static NirNode spiking(double threshold) {
        return new NirNode.Neuron(NirTensor.scalar(1), Optional.empty(),
                Optional.of(new NirNode.Firing(NirTensor.scalar(threshold), Optional.empty())), Optional.empty());
    }

    private static NirNode leaky(double tau) {
        return new NirNode.Neuron(NirTensor.scalar(1), Optional.of(new NirNode.Leak(NirTensor.scalar(tau), NirTensor.scalar(0))), Optional.empty(),
                Optional.empty());
    }

    /** Nodes one behind the other, between an input and an output. */
    private static NirFile chain(List<Integer> input, NirNode... between) {
        Map<String, NirNode> nodes = new LinkedHashMap<>();
        List<NirGraph.Edge> edges = new ArrayList<>();
        nodes.put("input", new NirNode.Input(input));
        String last = "input";
        for (int index = 0; index < between.length; index++) {
            nodes.put("n" + index, between[index]);
            edges.add(new NirGraph.Edge(last, "n" + index));
            last = "n" + index;
        }
        nodes.put("output", new NirNode.Output(List.of(CLASSES)));
        edges.add(new NirGraph.Edge(last, "output"));
        return new NirFile(Optional.of("1.0.7"), new NirGraph(nodes, edges), Map.of(), List.of());
    }

    private GraphOnChip read(NirFile file, GraphReading reading, ImageSet images) throws HasnasException {
        Path written = folder.resolve("net.nir");
        NirWriter.write(file, written);
        return GraphOnChip.read(written, reading, images);
    }

    private static GraphReading steps(int steps, Optional<Encoding> encoding, Readout readout) {
        return new GraphReading(OptionalDouble.of(1), OptionalInt.of(steps), encoding, readout);
    }

    /** Pixels from 0 to 15, or events in four time bins. */
    private ImageSet images(ImageShape shape) {
        short[] labels = new short[IMAGES];
        byte[] bytes = new byte[IMAGES * ImageSet.bytesPerImage(shape, 4)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) random.nextInt(16);
        }
        if (shape.kind() == InputKind.EVENTS) {
            return ImageSet.ofEvents(shape, CLASSES, 4, 1, bytes, labels);
        }
        float[] means = new float[shape.channels()];
        float[] deviations = new float[shape.channels()];
        Arrays.fill(means, 0.4f);
        Arrays.fill(deviations, 0.3f);
        return new ImageSet(shape, CLASSES, Arrays.copyOf(bytes, IMAGES * shape.size()), labels, new ImageSet.Normalization(15, means, deviations));
    }

    private static HardwareProfile profile() throws HasnasException {
        return HardwareProfiles.find("neurosim-22nm-rram");
    }

    /** Scores on exact crossbars beside those of the simulation, and how many of the latter are not 0. */
    private static void assertEqualScores(GraphOnChip graph, ImageSet images, double tolerance) throws HasnasException {
        CrossbarNetwork chip = graph.quantized(profile(), images);
        ImageRun exact = chip.run(MatrixUnit.Exact::new, false, ReadNoise.of(1, 0));
        ImageRun real = graph.real();
        boolean isAlive = false;
        for (int image = 0; image < IMAGES; image++) {
            double[] expected = new double[CLASSES];
            double[] scores = new double[CLASSES];
            real.run(images, image, ReadNoise.of(1, image), expected, JobContext.NONE);
            exact.run(images, image, ReadNoise.of(1, image), scores, JobContext.NONE);
            assertArrayEquals(expected, scores, tolerance);
            isAlive |= Arrays.stream(expected).anyMatch(score -> score != 0);
        }
        assertTrue(isAlive, "a silent network proves nothing");
    }

    private static ImageShape events(int channels, int height, int width) {
        return new ImageShape(channels, height, width, InputKind.EVENTS);
    }

    @Test
    void convolutionsOfAllShapesAndLinearLayersGiveTheSimulationsScores() throws HasnasException {
        ImageSet events = images(events(2, 7, 6));
        NirFile grouped = chain(List.of(2, 7, 6), convolution(weights(4, 2, 3, 3), 1, List.of(2, 1), List.of(1, 0), List.of(1, 1)), spiking(1.1),
                convolution(weights(6, 2, 2, 2), 2, List.of(1, 1), List.of(1, 1), List.of(2, 1)), spiking(0.9),
                convolution(weights(6, 1, 3, 3), 6, List.of(1, 1), List.of(1, 1), List.of(1, 1)), spiking(1.3),
                new NirNode.Flatten(0, -1, List.of()), new NirNode.Affine(weights(CLASSES, 120), Optional.empty()));
        GraphOnChip graph = read(grouped, steps(4, Optional.empty(), Readout.SUM), events);
        assertEqualScores(graph, events, 1e-6);
        List<QuantizedLayer> layers = graph.quantized(profile(), events).layers();
        assertEquals(List.of("n0", "n2 group 1", "n2 group 2", "n4", "n7"), layers.stream().map(QuantizedLayer::name).toList());

        ImageSet lines = images(events(2, 1, 9));
        assertEqualScores(read(chain(List.of(2, 9), convolution(weights(4, 2, 3), 1, List.of(2), List.of(1), List.of(1)), spiking(1),
                new NirNode.Flatten(0, -1, List.of()), new NirNode.Affine(weights(CLASSES, 20), Optional.empty())),
                steps(2, Optional.empty(), Readout.MAX), lines), lines, 1e-6);
    }

    @Test
    void pixelsCountsAndAveragesAreReadBitByBit() throws HasnasException {
        ImageSet images = images(new ImageShape(1, 8, 8));
        NirNode pool = new NirNode.Pool(true,
                new NirWindow(List.of(2, 2), List.of(2, 2), new NirWindow.Padding.Sides(List.of(0, 0)), List.of(1, 1)));
        NirFile pooled = chain(List.of(1, 8, 8), convolution(weights(3, 1, 3, 3), 1, List.of(1, 1), List.of(1, 1), List.of(1, 1)), spiking(1.2), pool,
                new NirNode.Scale(NirTensor.scalar(0.7)), new NirNode.Flatten(0, -1, List.of()),
                new NirNode.Affine(weights(CLASSES, 48), Optional.empty()), leaky(3));
        for (Readout readout : Readout.values()) {
            assertEqualScores(read(pooled, steps(3, Optional.of(Encoding.UNIT), readout), images), images, 1e-6);
        }
        assertEqualScores(read(pooled, steps(3, Optional.of(Encoding.RATE), Readout.SUM), images), images, 1e-6);
    }

    /** Steps of potentials and of normalised pixels are a 255th of the largest that was seen. */
    @Test
    void negativeNumbersAndPotentialsAreRounded() throws HasnasException {
        ImageSet images = images(new ImageShape(1, 4, 4));
        NirFile potentials = chain(List.of(16), new NirNode.Affine(weights(5, 16), Optional.empty()), leaky(2),
                new NirNode.Affine(weights(CLASSES, 5), Optional.empty()));
        GraphOnChip graph = read(potentials, steps(2, Optional.of(Encoding.NORMALIZED), Readout.LAST), images);
        assertEqualScores(graph, images, 0.8);
        assertTrue(graph.remarks().toString().contains("\"n1\" (LI)"), graph.remarks()::toString);
        CrossbarNetwork chip = graph.quantized(profile(), images);
        assertEquals(List.of(8, 8), chip.layers().stream().map(QuantizedLayer::inputBits).toList());
    }

    @Test
    void whatDoesNotFitIsSaidByNode() throws HasnasException {
        ImageSet images = images(new ImageShape(1, 4, 4));
        NirNode last = new NirNode.Affine(weights(CLASSES, 16), Optional.empty());
        assertRefused("node \"input\" takes 9 values", chain(List.of(9), new NirNode.Affine(weights(CLASSES, 9), Optional.empty())), images);
        assertRefused("node \"output\" gives 2 values, and the data set has 3 classes",
                chain(List.of(16), new NirNode.Affine(weights(2, 16), Optional.empty())), images);
        assertRefused("nothing to put on crossbars", chain(List.of(3), leaky(2)), images(new ImageShape(3, 1, 1)));
        ImageSet recordings = images(events(1, 4, 4));
        NirFile linear = chain(List.of(16), last);
        Path file = folder.resolve("net.nir");
        NirWriter.write(linear, file);
        for (GraphReading wrong : List.of(steps(3, Optional.empty(), Readout.SUM), steps(4, Optional.of(Encoding.RATE), Readout.SUM))) {
            HasnasException refused = assertThrows(HasnasException.class, () -> GraphOnChip.read(file, wrong, recordings));
            assertTrue(refused.getMessage().contains(wrong.encoding().isPresent() ? "leave the encoding out" : "4 time bins"), refused::toString);
        }
    }

    private void assertRefused(String words, NirFile file, ImageSet images) {
        HasnasException refused = assertThrows(HasnasException.class, () -> read(file, GraphReading.DEFAULT, images));
        assertEquals(ErrorCode.BAD_INPUT, refused.code());
        assertTrue(refused.getMessage().contains(words), refused::toString);
    }
}
