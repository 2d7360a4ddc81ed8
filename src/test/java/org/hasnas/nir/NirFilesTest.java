package org.hasnas.nir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.nir.model.NirFile;
import org.hasnas.nir.model.NirGraph;
import org.hasnas.nir.model.NirGraph.Edge;
import org.hasnas.nir.model.NirNode;
import org.hasnas.nir.model.NirTensor;
import org.hasnas.nir.model.NirWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are written and read again, and what becomes of damaged ones. */
final class NirFilesTest {
    @TempDir
    private Path folder;

    private static NirTensor tensor(long seed, Integer... shape) {
        double[] values = new Random(seed).doubles(NirTensor.size(List.of(shape)), -1, 1).map(value -> (float) value).toArray();
        return new NirTensor(List.of(shape), values);
    }

    private static NirTensor positive(double value, Integer... shape) {
        double[] values = new double[NirTensor.size(List.of(shape))];
        Arrays.fill(values, value);
        return new NirTensor(List.of(shape), values);
    }

    private static NirNode.Neuron lif(int count) {
        return new NirNode.Neuron(positive(1, count), Optional.of(new NirNode.Leak(positive(0.002, count), tensor(3, count))),
                Optional.of(new NirNode.Firing(positive(0.3, count), Optional.of(positive(0, count)))), Optional.empty());
    }

    /** A graph with every kind of node. */
    private static NirFile everything() {
        NirWindow three = new NirWindow(List.of(3, 3), List.of(1, 1), new NirWindow.Padding.Same(), List.of(1, 1));
        NirWindow two = new NirWindow(List.of(2, 2), List.of(2, 2), new NirWindow.Padding.Sides(List.of(0, 0)), List.of(1, 1));
        Map<String, NirNode> inner = new LinkedHashMap<>();
        inner.put("in", new NirNode.Input(List.of(8)));
        inner.put("cuba", new NirNode.Neuron(positive(3, 8), Optional.of(new NirNode.Leak(positive(0.01, 8), positive(0, 8))),
                Optional.of(new NirNode.Firing(positive(0.2, 8), Optional.of(positive(-0.1, 8)))),
                Optional.of(new NirNode.Synapse(positive(0.003, 8), Optional.of(positive(2, 8))))));
        inner.put("again", new NirNode.Affine(tensor(7, 8, 8), Optional.empty()));
        inner.put("out", new NirNode.Output(List.of(8)));
        Map<String, NirNode> nodes = new LinkedHashMap<>();
        nodes.put("input", new NirNode.Input(List.of(2, 4, 4)));
        nodes.put("conv", new NirNode.Convolution(tensor(1, 4, 1, 3, 3), Optional.of(tensor(2, 4)), three, 2, List.of(4, 4),
                Optional.of(new NirNode.PerStep(tensor(8, 3, 4), tensor(9, 3, 4)))));
        nodes.put("if", new NirNode.Neuron(positive(1000, 4, 4, 4), Optional.empty(),
                Optional.of(new NirNode.Firing(positive(0.4, 4, 4, 4), Optional.of(positive(0, 4, 4, 4)))), Optional.empty()));
        nodes.put("avg", new NirNode.Pool(true, two));
        nodes.put("sum", new NirNode.Pool(false, two));
        nodes.put("flat", new NirNode.Flatten(0, -1, List.of(4, 1, 1)));
        nodes.put("scale", new NirNode.Scale(tensor(4, 4)));
        nodes.put("delay", new NirNode.Delay(positive(0.002, 4)));
        nodes.put("fc", new NirNode.Affine(tensor(5, 8, 4), Optional.of(tensor(6, 8))));
        nodes.put("inner", new NirNode.Subgraph(new NirGraph(inner, List.of(new Edge("in", "cuba"), new Edge("cuba", "again"),
                new Edge("again", "cuba"), new Edge("cuba", "out")))));
        nodes.put("lif", lif(8));
        nodes.put("threshold", new NirNode.Threshold(positive(0.5, 8)));
        nodes.put("li", new NirNode.Neuron(positive(1, 8), Optional.of(new NirNode.Leak(positive(0.1, 8), positive(0, 8))), Optional.empty(),
                Optional.empty()));
        nodes.put("output", new NirNode.Output(List.of(8)));
        return new NirFile(Optional.of(NirWriter.VERSION), new NirGraph(nodes, List.of(new Edge("input", "conv"), new Edge("conv", "if"),
                new Edge("if", "avg"), new Edge("avg", "sum"), new Edge("sum", "flat"), new Edge("flat", "scale"), new Edge("scale", "delay"),
                new Edge("delay", "fc"), new Edge("fc", "inner"), new Edge("inner", "lif"), new Edge("lif", "threshold"),
                new Edge("threshold", "li"), new Edge("li", "output"))), Map.of("made by", "a test"), List.of());
    }

    private static double[][] run(NirFile file) throws HasnasException {
        NirNetwork network = NirNetwork.of(file, 0.001);
        NirSimulation simulation = new NirSimulation(network, 0.001);
        Random random = new Random(11);
        double[][] outputs = new double[30][];
        int output = network.sites().size() - 1;
        for (int step = 0; step < outputs.length; step++) {
            simulation.step(Map.of("input", random.ints(32, 0, 2).asDoubleStream().toArray()));
            outputs[step] = simulation.output(output).clone();
        }
        return outputs;
    }

    @Test
    void whatWasWrittenIsReadAndComputesTheSame() throws HasnasException {
        Path file = folder.resolve("net.nir");
        NirFile made = everything();
        NirWriter.write(made, file);
        NirFile read = NirReader.read(file);
        assertEquals(made.version(), read.version());
        assertEquals(made.metadata(), read.metadata());
        assertEquals(made.graph().nodes().keySet(), read.graph().nodes().keySet().stream().collect(Collectors.toSet()));
        assertEquals(made.graph().edges(), read.graph().edges());
        assertEquals(List.of(), read.remarks());
        double[][] before = run(made);
        assertArrayEquals(before, run(read));
        assertTrue(Arrays.stream(before).flatMapToDouble(Arrays::stream).anyMatch(value -> value != 0), "something happens");
    }

    @Test
    void aDelayInALoopNeedsNoFurtherStep() throws HasnasException {
        NirFile made = everything();
        NirNetwork network = NirNetwork.of(made, 0.001);
        assertEquals(List.of(new Edge("inner/again", "inner/cuba")), network.delayedEdges());
    }

    @Test
    void everyCutFileIsRefusedAsSuch() throws IOException, HasnasException {
        Path file = folder.resolve("net.nir");
        NirWriter.write(everything(), file);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 97) {
            Path cut = Files.write(folder.resolve("cut.nir"), Arrays.copyOf(whole, length));
            HasnasException refused = assertThrows(HasnasException.class, () -> NirReader.read(cut), "cut at " + length);
            assertEquals(ErrorCode.BAD_DATA, refused.code());
        }
    }

    @Test
    void aPlaceWhereNothingCanBeWrittenIsTold() {
        Path file = folder.resolve("n".repeat(250) + ".nir"); // the temporary file beside it has a longer name than a file may have
        HasnasException told = assertThrows(HasnasException.class, () -> NirWriter.write(everything(), file));
        assertEquals(ErrorCode.IO, told.code());
        assertTrue(told.getMessage().contains("can't be written"), told.getMessage());
    }

    @Test
    void aDamagedFileIsReadOrRefusedButEndsNothing() throws IOException, HasnasException {
        Path file = folder.resolve("net.nir");
        NirWriter.write(everything(), file);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            byte[] damaged = whole.clone();
            for (int hits = 0; hits < 1 + round % 4; hits++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Path bad = Files.write(folder.resolve("bad.nir"), damaged);
            try {
                NirNetwork.of(NirReader.read(bad), 0.001);
            } catch (HasnasException refused) {
                assertEquals(ErrorCode.BAD_DATA, refused.code(), refused.getMessage());
            }
        }
    }
}
