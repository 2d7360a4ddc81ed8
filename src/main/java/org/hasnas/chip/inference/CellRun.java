package org.hasnas.chip.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Edge;
import org.hasnas.network.LayerNames;
import org.hasnas.network.LifParameters;
import org.hasnas.network.Network;
import org.hasnas.network.Operation;
import org.hasnas.simulation.kernel.layout.SpikeLayout;

/** A cell: {@code V_j = sum of forward edges + F_j} node by node, then {@code F_j = sum of backward edges} for the next time step. */
final class CellRun {
    /** Shape of all maps of a cell. */
    record Shape(int height, int width, int channels) {
        int size() {
            return height * width * channels;
        }
    }

    private final Shape shape;
    private final Node[] nodes;

    private static final class Node {
        final float[] value;
        final List<Connection> forward = new ArrayList<>();
        final List<Connection> backward = new ArrayList<>();
        final List<float[]> feedback = new ArrayList<>(); // none or one
        final Map<Double, List<String>> namesByThreshold = new TreeMap<>();
        final Map<Double, ChipNeurons> neuronsByThreshold = new TreeMap<>();

        Node(int size) {
            this.value = new float[size];
        }
    }

    /** An edge, seen from its target. */
    private sealed interface Connection {
        record Skip(Node source) implements Connection {}

        record Pool(Node source, int kernelSize) implements Connection {}

        record MaxPool(Node source, int kernelSize) implements Connection {}

        record Convolve(ChipNeurons neurons, Convolution convolution) implements Connection {}
    }

    /** @param convolutions makes the convolution of an edge from its name */
    CellRun(Network network, int cellIndex, Shape shape, Function<String, Convolution> convolutions) {
        this.shape = shape;
        ConnectionMatrix matrix = network.architecture().cell(cellIndex);
        this.nodes = new Node[matrix.nodes()];
        Arrays.setAll(nodes, index -> new Node(shape.size()));
        List<Edge> edges = matrix.edges();
        for (Edge edge : edges) {
            if (!edge.isForward() && nodes[edge.target()].feedback.isEmpty()) {
                nodes[edge.target()].feedback.add(new float[shape.size()]);
            }
            if (network.space().operation(matrix, edge) instanceof Operation.SpikingConvolution convolution) {
                nodes[edge.source()].namesByThreshold.computeIfAbsent(convolution.vThreshold(), threshold -> new ArrayList<>())
                        .add(LayerNames.edge(cellIndex, edge));
            }
        }
        double tauSteps = network.template().neuron().tauSteps();
        for (Node node : nodes) {
            node.namesByThreshold.forEach((threshold, names) -> node.neuronsByThreshold.put(threshold, new ChipNeurons(names,
                    new SpikeLayout(shape.height() * shape.width(), shape.channels()), new LifParameters(tauSteps, threshold), new Affine[0])));
        }
        for (Edge edge : edges) {
            Node source = nodes[edge.source()];
            List<Connection> connections = edge.isForward() ? nodes[edge.target()].forward : nodes[edge.target()].backward;
            switch (network.space().operation(matrix, edge)) {
                case Operation.Zeroize zeroize -> throw new IllegalStateException("edge " + edge + " has digit 0");
                case Operation.SkipConnection skip -> connections.add(new Connection.Skip(source));
                case Operation.AveragePool pool -> connections.add(new Connection.Pool(source, pool.kernelSize()));
                case Operation.MaxPool pool -> connections.add(new Connection.MaxPool(source, pool.kernelSize()));
                case Operation.SpikingConvolution convolution -> {
                    ChipNeurons neurons = source.neuronsByThreshold.get(convolution.vThreshold());
                    if (neurons == null) {
                        throw new IllegalStateException("no neurons for edge " + edge);
                    }
                    connections.add(new Connection.Convolve(neurons, convolutions.apply(LayerNames.edge(cellIndex, edge))));
                }
            }
        }
    }

    float[] output() {
        return nodes[nodes.length - 1].value;
    }

    void reset() {
        for (Node node : nodes) {
            node.neuronsByThreshold.values().forEach(ChipNeurons::reset);
            node.feedback.forEach(feedback -> Arrays.fill(feedback, 0));
        }
    }

    void run(float[] input, boolean lastStep, RunState state) {
        System.arraycopy(input, 0, nodes[0].value, 0, shape.size());
        for (int index = 0; index < nodes.length; index++) {
            Node node = nodes[index];
            if (index > 0) {
                sum(node.forward, node.value, state);
            }
            for (float[] feedback : node.feedback) {
                add(node.value, feedback);
            }
            for (ChipNeurons neurons : node.neuronsByThreshold.values()) {
                neurons.fire(node.value, state);
            }
        }
        if (!lastStep) {
            for (Node node : nodes) {
                for (float[] feedback : node.feedback) {
                    sum(node.backward, feedback, state);
                }
            }
        }
    }

    private void sum(List<Connection> connections, float[] target, RunState state) {
        Arrays.fill(target, 0);
        for (Connection connection : connections) {
            switch (connection) {
                case Connection.Skip skip -> add(target, skip.source().value);
                case Connection.Pool pool -> addPooled(target, pool.source().value, pool.kernelSize());
                case Connection.MaxPool pool -> addMaxPooled(target, pool.source().value, pool.kernelSize());
                case Connection.Convolve convolve -> convolve.convolution().addTo(target, convolve.neurons().spikes(), state);
            }
        }
    }

    private static void add(float[] target, float[] source) {
        for (int i = 0; i < target.length; i++) {
            target[i] += source[i];
        }
    }

    /** Stride 1, zeros of the padding counted. */
    private void addPooled(float[] target, float[] source, int kernelSize) {
        int reach = kernelSize / 2;
        int channels = shape.channels();
        float share = 1f / (kernelSize * kernelSize);
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                int to = (y * shape.width() + x) * channels;
                for (int inY = Math.max(0, y - reach); inY <= Math.min(shape.height() - 1, y + reach); inY++) {
                    for (int inX = Math.max(0, x - reach); inX <= Math.min(shape.width() - 1, x + reach); inX++) {
                        int from = (inY * shape.width() + inX) * channels;
                        for (int c = 0; c < channels; c++) {
                            target[to + c] += source[from + c] * share;
                        }
                    }
                }
            }
        }
    }

    /** Stride 1; the padding is never the largest. */
    private void addMaxPooled(float[] target, float[] source, int kernelSize) {
        int reach = kernelSize / 2;
        int channels = shape.channels();
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                int to = (y * shape.width() + x) * channels;
                for (int c = 0; c < channels; c++) {
                    float most = Float.NEGATIVE_INFINITY;
                    for (int inY = Math.max(0, y - reach); inY <= Math.min(shape.height() - 1, y + reach); inY++) {
                        for (int inX = Math.max(0, x - reach); inX <= Math.min(shape.width() - 1, x + reach); inX++) {
                            most = Math.max(most, source[(inY * shape.width() + inX) * channels + c]);
                        }
                    }
                    target[to + c] += most;
                }
            }
        }
    }
}
