package org.hasnas.simulation.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hasnas.job.JobContext;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Edge;
import org.hasnas.network.LayerNames;
import org.hasnas.network.LifParameters;
import org.hasnas.network.Network;
import org.hasnas.network.Operation;
import org.hasnas.simulation.kernel.float32.AveragePooling;
import org.hasnas.simulation.kernel.float32.ChannelAffine;
import org.hasnas.simulation.kernel.float32.MaxPooling;
import org.hasnas.simulation.kernel.float32.RowMath;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.hasnas.simulation.weights.Weights;

/**
 * A cell: {@code V_j = sum of forward edges + F_j} node by node, then {@code F_j = sum of backward edges} for the next time step.
 */
public final class CellSimulation {
    private final Block block;
    private final FeatureMap scratch;
    private final float[] poolWindow;
    private final ChannelAffine identity;
    private final Node[] nodes;

    /** Value, feedback and outgoing neurons of a node. */
    private static final class Node {
        FeatureMap value;
        final List<Connection> forward = new ArrayList<>();
        final List<Connection> backward = new ArrayList<>();
        final List<FeatureMap> feedback = new ArrayList<>(); // none or one
        final Map<Double, LifNeurons> neuronsByThreshold = new TreeMap<>();

        Node(FeatureMap value) {
            this.value = value;
        }
    }

    /** An edge, seen from its target. */
    private sealed interface Connection {
        Node source();

        record Skip(Node source) implements Connection {}

        record Pool(Node source, int kernelSize) implements Connection {}

        record MaxPool(Node source, int kernelSize) implements Connection {}

        record Convolve(Node source, LifNeurons neurons, NormedConvolution convolution) implements Connection {}
    }

    /**
     * @param input what the cell reads in every block
     * @param convolutions of the network by name
     * @param scratchRows rows for the result of one convolution
     */
    CellSimulation(Network network, int cellIndex, Map<String, ConvolutionLayer> convolutions, Weights weights, FeatureMap input,
            float[][] scratchRows, Block block) {
        ConnectionMatrix matrix = network.architecture().cell(cellIndex);
        this.block = block;
        this.scratch = new FeatureMap(scratchRows, input.height, input.width, input.channels);
        this.poolWindow = new float[input.channels];
        this.identity = ChannelAffine.identity(input.channels);
        this.nodes = new Node[matrix.nodes()];
        List<Edge> edges = matrix.edges();
        for (int node = 0; node < nodes.length; node++) {
            int index = node;
            boolean fedBack = edges.stream().anyMatch(edge -> !edge.isForward() && edge.target() == index);
            nodes[node] = new Node(node == 0 && !fedBack ? input : block.buffers().alike(input));
            if (fedBack) {
                nodes[node].feedback.add(block.buffers().alike(input));
            }
        }
        Map<String, List<String>> names = namesOfEqualNeurons(network, cellIndex, edges);
        for (Edge edge : edges) {
            Node source = nodes[edge.source()];
            String name = LayerNames.edge(cellIndex, edge);
            Connection connection = switch (network.space().operation(matrix, edge)) {
                case Operation.Zeroize zeroize -> throw new IllegalStateException("edge " + edge + " has digit 0");
                case Operation.SkipConnection skip -> new Connection.Skip(source);
                case Operation.AveragePool pool -> new Connection.Pool(source, pool.kernelSize());
                case Operation.MaxPool pool -> new Connection.MaxPool(source, pool.kernelSize());
                case Operation.SpikingConvolution convolution -> {
                    LifNeurons neurons = source.neuronsByThreshold.computeIfAbsent(convolution.vThreshold(), threshold -> new LifNeurons(
                            new LifLayer(names.getOrDefault(neuronKey(edge, threshold), List.of(name)),
                                    new SpikeLayout(input.positions(), input.channels)),
                            new LifParameters(network.template().neuron().tauSteps(), threshold), block));
                    ConvolutionLayer layer = convolutions.get(name);
                    if (layer == null) {
                        throw new IllegalArgumentException("the network has no convolution '" + name + "'");
                    }
                    yield new Connection.Convolve(source, neurons, new NormedConvolution(layer, weights, block));
                }
            };
            (edge.isForward() ? nodes[edge.target()].forward : nodes[edge.target()].backward).add(connection);
        }
    }

    public static Map<String, List<String>> namesOfEqualNeurons(Network network, int cellIndex, List<Edge> edges) {
        Map<String, List<String>> names = new TreeMap<>();
        for (Edge edge : edges) {
            if (network.space().operation(network.architecture().cell(cellIndex), edge) instanceof Operation.SpikingConvolution convolution) {
                names.computeIfAbsent(neuronKey(edge, convolution.vThreshold()), key -> new ArrayList<>())
                        .add(LayerNames.edge(cellIndex, edge));
            }
        }
        return names;
    }

    public static String neuronKey(Edge edge, double vThreshold) {
        return edge.source() + " " + vThreshold;
    }

    /** What the cell gives to the next layer after {@link #run}. */
    FeatureMap output() {
        return nodes[nodes.length - 1].value;
    }

    void reset(JobContext job) {
        for (Node node : nodes) {
            node.neuronsByThreshold.values().forEach(neurons -> neurons.reset(job));
            node.feedback.forEach(feedback -> Buffers.clear(feedback.rows, feedback.channels, job));
        }
    }

    void run(FeatureMap input, SimulationPass pass) {
        for (int index = 0; index < nodes.length; index++) {
            Node node = nodes[index];
            if (index > 0) {
                sum(node.forward, node.value, pass);
            } else if (!node.feedback.isEmpty()) {
                copy(node.value, input, pass);
            }
            for (FeatureMap feedback : node.feedback) {
                add(node.value, feedback, pass);
            }
            for (LifNeurons neurons : node.neuronsByThreshold.values()) {
                neurons.fire(node.value, identity, pass);
            }
        }
        if (!pass.isLastBlock(block.steps())) {
            for (Node node : nodes) {
                for (FeatureMap feedback : node.feedback) {
                    sum(node.backward, feedback, pass);
                }
            }
        }
    }

    private void sum(List<Connection> connections, FeatureMap target, SimulationPass pass) {
        Buffers.clear(target.rows, target.channels, pass.job);
        for (Connection connection : connections) {
            add(connection, target, pass);
        }
    }

    private void copy(FeatureMap target, FeatureMap source, SimulationPass pass) {
        int positions = target.positions();
        for (int frame = 0; frame < block.frames(); frame++) {
            pass.job.checkpoint();
            RowMath.copy(target.rows, frame * positions, source.rows, frame * positions, positions, target.channels);
        }
    }

    private void add(FeatureMap target, FeatureMap source, SimulationPass pass) {
        int positions = target.positions();
        for (int frame = 0; frame < block.frames(); frame++) {
            pass.job.checkpoint();
            RowMath.add(target.rows, frame * positions, source.rows, frame * positions, positions, target.channels);
        }
    }

    private void add(Connection connection, FeatureMap target, SimulationPass pass) {
        int positions = target.positions();
        FeatureMap source = connection.source().value;
        switch (connection) {
            case Connection.Skip skip -> add(target, source, pass);
            case Connection.Pool pool -> {
                for (int frame = 0; frame < block.frames(); frame++) {
                    pass.job.checkpoint();
                    AveragePooling.addSamePooled(target.rows, frame * positions, source.rows, frame * positions, target.height,
                            target.width, target.channels, pool.kernelSize(), poolWindow);
                }
            }
            case Connection.MaxPool pool -> {
                for (int frame = 0; frame < block.frames(); frame++) {
                    pass.job.checkpoint();
                    MaxPooling.addSamePooled(target.rows, frame * positions, source.rows, frame * positions, target.height, target.width,
                            target.channels, pool.kernelSize(), poolWindow);
                }
            }
            case Connection.Convolve convolve -> {
                ChannelAffine norm = convolve.convolution().convolve(convolve.neurons(), scratch, pass);
                for (int frame = 0; frame < block.frames(); frame++) {
                    pass.job.checkpoint();
                    norm.addTo(target.rows, frame * positions, scratch.rows, frame * positions, positions);
                }
            }
        }
    }
}
