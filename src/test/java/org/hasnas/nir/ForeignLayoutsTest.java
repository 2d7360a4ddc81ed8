package org.hasnas.nir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.hasnas.error.HasnasException;
import org.hasnas.nir.model.NirNode;
import org.hasnas.testdata.SharedData;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files as other frameworks lay them out: names, shapes, types and units of their exporters. Each network has one neuron behind one weight; its spikes
 * must be those of the framework's own equation, which is written beside it.
 */
final class ForeignLayoutsTest {
    private static final int STEPS = 60;
    private static final double WEIGHT = 0.37;

    @TempDir
    private Path folder;

    /**
     * One layout.
     *
     * @param dt time step in the unit that the exporter counts in
     * @param own the framework's own step: potential and weighed input to the next potential, before it fires
     * @param threshold above which it fires
     */
    @SuppressWarnings("ArrayRecordComponent") // a bundle of parts, never compared
    private record Layout(String name, String version, double dt, Consumer<WritableGroup> nodes, String[][] edges, String neuron,
            DoubleBinaryOperator own, double threshold) {}

    private static WritableGroup node(WritableGroup nodes, String name, String type, Map<String, Object> parameters) {
        WritableGroup group = nodes.putGroup(name);
        group.putDataset("type", type);
        parameters.forEach(group::putDataset);
        return group;
    }

    private static void ends(WritableGroup nodes, Object input, Object output) {
        node(nodes, "input", "Input", Map.of("shape", input));
        node(nodes, "output", "Output", Map.of("shape", output));
    }

    private static String[][] chain(String... names) {
        String[][] edges = new String[names.length - 1][];
        for (int i = 0; i < edges.length; i++) {
            edges[edges.length - 1 - i] = new String[] {names[i], names[i + 1]}; // exporters keep them in sets: any order
        }
        return edges;
    }

    private static final long[] ONE = {1};

    private static Map<String, Object> affine() {
        return Map.of("weight", new float[][] {{(float) WEIGHT}}, "bias", new float[] {0});
    }

    private static List<Layout> layouts() {
        float w = (float) WEIGHT;
        return List.of(
                new Layout("snnTorch, Sequential, beta a number", "1.0.4", 1e-4, nodes -> {
                    ends(nodes, ONE, ONE);
                    node(nodes, "0", "Affine", affine());
                    node(nodes, "1", "LIF", Map.of("tau", 1e-4f / 0.1f, "r", 1 / 0.1f, "v_leak", 0f, "v_threshold", 1f));
                }, chain("input", "0", "1", "output"), "1", (v, x) -> 0.9 * v + x, 1),
                new Layout("snnTorch, attributes, beta a vector", "1.0.7", 1e-4, nodes -> {
                    ends(nodes, ONE, ONE);
                    node(nodes, "fc1", "Linear", Map.of("weight", new float[][] {{w}}));
                    node(nodes, "lif1", "LIF", Map.of("tau", new float[] {1e-4f / 0.2f}, "r", new float[] {1 / 0.2f}, "v_leak", new float[1],
                            "v_threshold", new float[] {1}, "v_reset", new float[1]));
                }, chain("input", "fc1", "lif1", "output"), "lif1", (v, x) -> 0.8 * v + x, 1),
                new Layout("snnTorch, convolution with flattened map", "1.0.4", 1e-4, nodes -> {
                    ends(nodes, new long[] {1, 1, 1}, ONE);
                    node(nodes, "0", "Conv2d", Map.of("weight", new float[][][][] {{{{w}}}}, "bias", new float[1], "stride", new long[] {1, 1},
                            "padding", new long[] {0, 0}, "dilation", new long[] {1, 1}, "groups", 1L, "input_shape", new long[] {1, 1}));
                    node(nodes, "1", "LIF", Map.of("tau", 1e-4f / 0.1f, "r", 1 / 0.1f, "v_leak", 0f, "v_threshold", 1f));
                    node(nodes, "2", "Flatten", Map.of("start_dim", 0L, "end_dim", -1L, "input_type", new long[] {1, 1, 1}));
                }, chain("input", "0", "1", "2", "output"), "1", (v, x) -> 0.9 * v + x, 1),
                new Layout("Norse, LIFBoxCell, scalars in seconds", "0.2.0", 1e-3, nodes -> {
                    ends(nodes, ONE, ONE);
                    node(nodes, "0", "Affine", affine());
                    node(nodes, "1", "LIF", Map.of("tau", 0.01f, "r", 1f, "v_leak", 0f, "v_threshold", 0.1f));
                }, chain("input", "0", "1", "output"), "1", (v, x) -> v + 1e-3 * 100 * ((0 - v) + x), 0.1),
                new Layout("Norse, IAFCell, integrates per step", "1.0.4", 1, nodes -> {
                    ends(nodes, ONE, ONE);
                    node(nodes, "0", "Affine", affine());
                    node(nodes, "1", "IF", Map.of("r", 1f, "v_threshold", 1f));
                }, chain("input", "0", "1", "output"), "1", (v, x) -> v + x, 1),
                new Layout("SpikingJelly, LIF, decay_input, 64 bits", "1.0.6", 1e-4, nodes -> {
                    ends(nodes, ONE, ONE);
                    node(nodes, "layer.0", "Affine", affine());
                    node(nodes, "layer.1", "LIF", Map.of("tau", new double[] {2.5e-4}, "r", new double[] {1}, "v_leak", new double[1], "v_threshold",
                            new double[] {0.3}, "v_reset", new double[1]));
                }, chain("input", "layer.0", "layer.1", "output"), "layer.1", (v, x) -> v + (x - v) / 2.5, 0.3),
                new Layout("SpikingJelly, LIF, no decay_input", "1.0.6", 1e-4, nodes -> {
                    ends(nodes, ONE, ONE);
                    node(nodes, "fc", "Affine", affine());
                    node(nodes, "sn", "LIF", Map.of("tau", new double[] {2.5e-4}, "r", new double[] {2.5}, "v_leak", new double[1], "v_threshold",
                            new double[] {0.7}, "v_reset", new double[1]));
                }, chain("input", "fc", "sn", "output"), "sn", (v, x) -> v - v / 2.5 + x, 0.7),
                new Layout("SpikingJelly, IF behind an average pool of one number", "1.0.6", 1e-4, nodes -> {
                    ends(nodes, new long[] {1, 2, 2}, ONE);
                    node(nodes, "pool", "AvgPool2d", Map.of("kernel_size", 2L, "stride", 2L, "padding", 0L));
                    node(nodes, "flatten", "Flatten", Map.of("start_dim", 0L, "end_dim", -1L, "input_type", new long[] {1, 1, 1}));
                    node(nodes, "fc", "Affine", affine());
                    node(nodes, "sn", "IF", Map.of("r", new double[] {1e4}, "v_threshold", new double[] {1}, "v_reset", new double[1]));
                }, chain("input", "pool", "flatten", "fc", "sn", "output"), "sn", (v, x) -> v + x, 1),
                new Layout("Sinabs, IF, counts in steps", "0.2.0", 1, nodes -> {
                    ends(nodes, ONE, ONE);
                    node(nodes, "0", "Affine", affine());
                    node(nodes, "1", "IF", Map.of("r", new float[] {1}, "v_threshold", new float[] {1}));
                }, chain("input", "0", "1", "output"), "1", (v, x) -> v + x, 1),
                new Layout("Sinabs, old file with a batch axis", "0.2.0", 1, nodes -> {
                    ends(nodes, new long[] {1, 1}, new long[] {1, 1});
                    node(nodes, "0", "Affine", affine());
                    node(nodes, "1", "IF", Map.of("r", new float[][] {{1}}, "v_threshold", new float[][] {{1}}));
                }, chain("input", "0", "1", "output"), "1", (v, x) -> v + x, 1),
                new Layout("Rockpool, LinearTorch and LIFTorch", "0.2.0", 1e-4, nodes -> {
                    ends(nodes, ONE, new long[] {1, 1, 1});
                    node(nodes, "0_LinearTorch", "Linear", Map.of("weight", new float[][] {{w}}));
                    node(nodes, "1_LIFTorch", "LIF", Map.of("tau", new float[] {0.0025f}, "r", new float[] {24}, "v_leak", new float[1],
                            "v_threshold", new float[] {0.9f}));
                }, chain("input", "0_LinearTorch", "1_LIFTorch", "output"), "1_LIFTorch", (v, x) -> v + 0.04 * (24 * x - v), 0.9f),
                new Layout("Nengo, whole numbers among 64-bit ones", "1.0.7.dev8+gaf2635601", 1e-3, nodes -> {
                    ends(nodes, ONE, ONE);
                    node(nodes, "state_weights", "Affine", Map.of("weight", new double[][] {{8 * WEIGHT}}, "bias", new long[1]));
                    node(nodes, "state", "LIF", Map.of("tau", new double[] {0.02}, "r", new long[] {1}, "v_leak", new long[1], "v_threshold",
                            new long[] {1}, "v_reset", new long[1]));
                }, chain("input", "state_weights", "state", "output"), "state", (v, x) -> v + 0.05 * (8 * x - v), 1),
                new Layout("Spyx, counts in steps", "1.0.0", 1, nodes -> {
                    ends(nodes, ONE, ONE);
                    node(nodes, "linear", "Linear", Map.of("weight", new float[][] {{w}}));
                    node(nodes, "LIF", "LIF", Map.of("tau", new float[] {4}, "r", new float[] {4}, "v_leak", new float[1], "v_threshold",
                            new float[] {1}));
                }, chain("input", "linear", "LIF", "output"), "LIF", (v, x) -> 0.75 * v + x, 1));
    }

    @TestFactory
    List<DynamicTest> filesOfOtherFrameworksFireAsTheyDo() {
        return layouts().stream().map(layout -> DynamicTest.dynamicTest(layout.name, () -> check(layout))).toList();
    }

    @Test
    void aValueThatDeclaresMuchMemoryIsRefusedByItsSize() throws Exception {
        Path file = folder.resolve("long.nir");
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            hdf.putDataset("version", "1.0");
            WritableGroup graph = hdf.putGroup("node");
            graph.putDataset("type", "NIRGraph");
            WritableGroup nodes = graph.putGroup("nodes");
            ends(nodes, ONE, ONE);
            node(nodes, "0", "Linear", Map.of("weight", new String[] {"1".repeat(100_000)})); // and a byte that ends it
            graph.putDataset("edges", chain("input", "0", "output"));
        }
        String refused = String.valueOf(assertThrows(HasnasException.class, () -> NirReader.read(file)).getMessage());
        assertTrue(refused.contains("weight declares 1 values of 100001 bytes"), refused);
    }

    /** Chunks may be left unwritten; then a small file can declare any size, and the library takes memory for all of it. */
    @Test
    void valuesThatAreDeclaredAndNotStoredAreRefused() throws Exception {
        ByteBuffer bytes =
                ByteBuffer.wrap(Files.readAllBytes(SharedData.require("oracle/nir/nirdata/spikes_events.nird"))).order(ByteOrder.LITTLE_ENDIAN);
        List<Long> shape = List.of(1L, 78L, 1L, 78L); // sizes and largest sizes of a list of spikes
        IntStream.range(0, bytes.capacity() - 4 * Long.BYTES)
                .filter(at -> IntStream.range(0, 4).allMatch(i -> bytes.getLong(at + i * Long.BYTES) == shape.get(i)))
                .forEach(at -> bytes.putLong(at + Long.BYTES, 1 << 22).putLong(at + 3 * Long.BYTES, 1 << 22));
        Path file = Files.write(folder.resolve("wide.nird"), bytes.array());
        String refused = String.valueOf(assertThrows(HasnasException.class, () -> NirRecording.read(file)).getMessage());
        assertTrue(refused.contains("idx declares 1 x 4194304 values, more than what is stored of them can hold"), refused);
    }

    /** A chunk may be larger than the values in it, but it is stored whole; the library takes memory for all of it. */
    @Test
    void chunksThatAreDeclaredAndNotStoredAreRefused() throws Exception {
        ByteBuffer bytes =
                ByteBuffer.wrap(Files.readAllBytes(SharedData.require("oracle/nir/nirdata/spikes_events.nird"))).order(ByteOrder.LITTLE_ENDIAN);
        byte[] chunked = {3, 2, 3}; // version and kind of the layout, dimensions and one for the bytes of a value; then an address and the sizes
        IntStream.range(0, bytes.capacity() - 19)
                .filter(at -> bytes.slice(at, 3).equals(ByteBuffer.wrap(chunked)) && bytes.getInt(at + 11) == 1 && bytes.getInt(at + 15) == 78)
                .forEach(at -> bytes.putInt(at + 15, 1 << 29));
        Path file = Files.write(folder.resolve("chunk.nird"), bytes.array());
        String refused = String.valueOf(assertThrows(HasnasException.class, () -> NirRecording.read(file)).getMessage());
        assertTrue(refused.contains("more than what is stored of them can hold"), refused);
    }

    private void check(Layout layout) throws Exception {
        Path file = folder.resolve("foreign.nir");
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            hdf.putDataset("version", layout.version);
            WritableGroup graph = hdf.putGroup("node");
            graph.putDataset("type", "NIRGraph");
            layout.nodes.accept(graph.putGroup("nodes"));
            graph.putDataset("edges", layout.edges);
        }
        NirNetwork network = NirNetwork.of(NirReader.read(file), layout.dt);
        NirSimulation simulation = new NirSimulation(network, layout.dt);
        int neuron = network.sites().stream().map(NirNetwork.Site::name).toList().indexOf(layout.neuron);
        assertTrue(network.sites().get(neuron).node() instanceof NirNode.Neuron);
        int inputs = network.find("input").orElseThrow().inputShape().stream().reduce(1, (a, b) -> a * b);
        double v = 0;
        int fired = 0;
        for (int step = 0; step < STEPS; step++) {
            double x = step % 5 == 3 ? 0 : 1;
            double[] input = new double[inputs];
            Arrays.fill(input, x);
            simulation.step(Map.of("input", input));
            v = layout.own.applyAsDouble(v, WEIGHT * x);
            boolean expected = v > layout.threshold;
            v = expected ? 0 : v;
            fired += expected ? 1 : 0;
            assertEquals(expected ? 1 : 0, simulation.output(neuron)[0], "step " + step);
        }
        assertTrue(fired > 2 && fired < STEPS, "it fires sometimes: " + fired);
    }
}
