package org.hasnas.simulation.dense;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hasnas.job.JobContext;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Edge;
import org.hasnas.network.LayerNames;
import org.hasnas.network.Network;
import org.hasnas.network.Operation;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A cell: {@code V_j = sum of forward edges + F_j} node by node, then {@code F_j = sum of backward edges} for the next time step. */
final class DenseCell {
    private final DenseBlock block;
    private final INDArray[] values;
    private final Map<Integer, INDArray> feedback = new HashMap<>();
    private final List<Connection> connections = new ArrayList<>();
    private final Map<NeuronKey, DenseNeurons> neurons = new LinkedHashMap<>();

    /** Edges from one node with one threshold fire alike, so they are simulated once. */
    private record NeuronKey(int source, double vThreshold) {}

    private sealed interface Connection {
        Edge edge();

        record Skip(Edge edge) implements Connection {}

        record Pool(Edge edge, int kernelSize) implements Connection {}

        record MaxPool(Edge edge, int kernelSize) implements Connection {}

        record Convolve(Edge edge, DenseNeurons neurons, DenseLayer layer) implements Connection {}
    }

    /** @param input an array of the cell's shape */
    DenseCell(Network network, int cellIndex, INDArray input, DenseBlock block) {
        ConnectionMatrix matrix = network.architecture().cell(cellIndex);
        this.block = block;
        this.values = new INDArray[matrix.nodes()];
        for (int node = 0; node < values.length; node++) {
            values[node] = block.alike(input);
        }
        Map<NeuronKey, List<String>> names = new LinkedHashMap<>();
        for (Edge edge : matrix.edges()) {
            if (!edge.isForward()) {
                feedback.computeIfAbsent(edge.target(), target -> block.alike(input));
            }
            if (network.space().operation(matrix, edge) instanceof Operation.SpikingConvolution convolution) {
                names.computeIfAbsent(new NeuronKey(edge.source(), convolution.vThreshold()), key -> new ArrayList<>())
                        .add(LayerNames.edge(cellIndex, edge));
            }
        }
        names.forEach((key, layers) -> neurons.put(key, new DenseNeurons(layers, network.template().neuron().withThreshold(key.vThreshold()), block,
                input.size(1), input.size(2), input.size(3))));
        Map<String, ConvolutionLayer> layers = network.convolutions().stream().collect(Collectors.toMap(ConvolutionLayer::name, layer -> layer));
        for (Edge edge : matrix.edges()) {
            connections.add(switch (network.space().operation(matrix, edge)) {
                case Operation.Zeroize zeroize -> throw new IllegalStateException("edge " + edge + " has digit 0");
                case Operation.SkipConnection skip -> new Connection.Skip(edge);
                case Operation.AveragePool pool -> new Connection.Pool(edge, pool.kernelSize());
                case Operation.MaxPool pool -> new Connection.MaxPool(edge, pool.kernelSize());
                case Operation.SpikingConvolution convolution -> new Connection.Convolve(edge,
                        required(neurons.get(new NeuronKey(edge.source(), convolution.vThreshold())), edge),
                        new DenseLayer(required(layers.get(LayerNames.edge(cellIndex, edge)), edge), block));
            });
        }
    }

    private static <T> T required(@Nullable T value, Edge edge) {
        if (value == null) {
            throw new IllegalArgumentException("the network has no convolution on edge " + edge);
        }
        return value;
    }

    /** What the cell gives to the next layer after {@link #run}. */
    INDArray output() {
        return values[values.length - 1];
    }

    void reset() {
        neurons.values().forEach(DenseNeurons::reset);
        feedback.values().forEach(value -> value.assign(0));
    }

    void run(INDArray input, int firstStep, DenseSpikeObserver observer, JobContext job) {
        for (int node = 0; node < values.length; node++) {
            if (node == 0) {
                values[node].assign(input);
            } else {
                sum(node, true, values[node], job);
            }
            INDArray fedBack = feedback.get(node);
            if (fedBack != null) {
                values[node].addi(fedBack);
            }
            for (Map.Entry<NeuronKey, DenseNeurons> entry : neurons.entrySet()) {
                if (entry.getKey().source() == node) {
                    entry.getValue().fire(values[node], firstStep, observer, job);
                }
            }
        }
        feedback.forEach((node, target) -> sum(node, false, target, job));
    }

    private void sum(int node, boolean forward, INDArray target, JobContext job) {
        target.assign(0);
        for (Connection connection : connections) {
            if (connection.edge().target() == node && connection.edge().isForward() == forward) {
                add(connection, target, job);
            }
        }
    }

    private void add(Connection connection, INDArray target, JobContext job) {
        job.checkpoint();
        INDArray source = values[connection.edge().source()];
        switch (connection) {
            case Connection.Skip skip -> target.addi(source);
            case Connection.Pool pool -> {
                INDArray pooled = block.scratch(target.shape(), 1);
                DenseOperations.pool(source, pooled, pool.kernelSize(), 1, pool.kernelSize() / 2);
                target.addi(pooled);
            }
            case Connection.MaxPool pool -> {
                INDArray pooled = block.scratch(target.shape(), 1);
                DenseOperations.maxPool(source, pooled, pool.kernelSize());
                target.addi(pooled);
            }
            case Connection.Convolve convolve -> target.addi(convolve.layer().run(convolve.neurons().spikes, job));
        }
    }
}
