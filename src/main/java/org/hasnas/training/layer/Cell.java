package org.hasnas.training.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Edge;
import org.hasnas.network.LayerNames;
import org.hasnas.network.Network;
import org.hasnas.network.Operation;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.hasnas.simulation.kernel.training.FlatMath;

/**
 * A cell, forward and back: {@code V_j = sum of forward edges + F_j}, then {@code F_j = sum of backward edges} for the next time step.
 * The gradient of F_j is that of V_j one time step later.
 */
final class Cell {
    /** So that a pixel of the window fits into a byte. */
    private static final int MAX_POOL_SIDE = 11;

    private final int timeSteps;
    private final Activation input;
    private final Node[] nodes;
    private final float[] ones;
    private final float[] zeros;

    private static final class Node {
        final Activation activation;
        final List<Connection> forward = new ArrayList<>();
        final List<Connection> backward = new ArrayList<>();
        final Optional<Activation> feedback;
        final Map<Double, Neurons> neurons = new TreeMap<>();

        Node(Activation activation, Optional<Activation> feedback) {
            this.activation = activation;
            this.feedback = feedback;
        }
    }

    /** An edge, seen from its target. */
    private sealed interface Connection {
        Node source();

        record Skip(Node source) implements Connection {}

        record Pool(Node source, int side) implements Connection {}

        /** @param chosen per time step, which pixel of its window each value came from */
        @SuppressWarnings("ArrayRecordComponent") // memory of the way back, never compared
        record MaxPool(Node source, int side, byte[][] chosen) implements Connection {}

        record Convolve(Node source, TrainedConvolution convolution) implements Connection {}
    }

    /** @param keepOutput whether the output of all time steps is needed on the way back */
    Cell(Network network, int cellIndex, Activation input, boolean keepOutput, NetworkParts parts) {
        this.timeSteps = network.template().timeSteps();
        this.input = input;
        ConnectionMatrix matrix = network.architecture().cell(cellIndex);
        this.nodes = new Node[matrix.nodes()];
        List<Edge> edges = matrix.edges();
        for (int index = 0; index < nodes.length; index++) {
            int target = index;
            boolean fedBack = edges.stream().anyMatch(edge -> !edge.isForward() && edge.target() == target);
            boolean keep = keepOutput && index == nodes.length - 1;
            Activation activation = index == 0 && !fedBack ? input : parts.activation(input.height, input.width, input.channels, keep);
            nodes[index] = new Node(activation, fedBack ? Optional.of(parts.single(input.height, input.width, input.channels)) : Optional.empty());
        }
        Map<String, List<String>> names = new TreeMap<>();
        for (Edge edge : edges) {
            if (network.space().operation(matrix, edge) instanceof Operation.SpikingConvolution convolution) {
                names.computeIfAbsent(key(edge, convolution), key -> new ArrayList<>()).add(LayerNames.edge(cellIndex, edge));
            }
        }
        SpikeLayout layout = new SpikeLayout(input.positions(), input.channels);
        for (Edge edge : edges) {
            Node source = nodes[edge.source()];
            Connection connection = switch (network.space().operation(matrix, edge)) {
                case Operation.Zeroize zeroize -> throw new IllegalStateException("edge " + edge + " has digit 0");
                case Operation.SkipConnection skip -> new Connection.Skip(source);
                case Operation.AveragePool pool -> new Connection.Pool(source, pool.kernelSize());
                case Operation.MaxPool pool -> {
                    if (pool.kernelSize() > MAX_POOL_SIDE) {
                        throw new IllegalArgumentException("max pools of training have a side of at most " + MAX_POOL_SIDE + ", not "
                                + pool.kernelSize());
                    }
                    yield new Connection.MaxPool(source, pool.kernelSize(), new byte[timeSteps][Math.multiplyExact(parts.images(), input.frame())]);
                }
                case Operation.SpikingConvolution convolution -> {
                    Neurons neurons = source.neurons.computeIfAbsent(convolution.vThreshold(), threshold -> parts.neurons(
                            names.getOrDefault(key(edge, convolution), List.of()), layout, network.template().neuron().withThreshold(threshold)));
                    yield new Connection.Convolve(source, parts.convolution(LayerNames.edge(cellIndex, edge), neurons));
                }
            };
            (edge.isForward() ? nodes[edge.target()].forward : nodes[edge.target()].backward).add(connection);
        }
        this.ones = parts.ones(input.channels);
        this.zeros = new float[input.padded];
    }

    private static String key(Edge edge, Operation.SpikingConvolution convolution) {
        return edge.source() + " " + convolution.vThreshold();
    }

    Activation output() {
        return nodes[nodes.length - 1].activation;
    }

    /** Before the first time step of a batch. */
    void reset(TrainingPass pass) {
        for (Node node : nodes) {
            node.feedback.ifPresent(feedback -> pass.chunks(feedback.frame(), (chunk, first, end, worker) -> feedback.clearValue(0, first, end)));
        }
    }

    void forward(Span span, TrainingPass pass) {
        for (int index = 0; index < nodes.length; index++) {
            Node node = nodes[index];
            Activation activation = node.activation;
            if (index > 0) {
                sum(node.forward, activation, span, pass);
            } else if (activation != input) {
                pass.chunks(input.frame(), (chunk, first, end, worker) -> {
                    for (int time = span.first(); time < span.end(); time++) {
                        int at = first * input.frame();
                        System.arraycopy(input.value(time), at, activation.value(time), at, (end - first) * input.frame());
                    }
                });
            }
            node.feedback.ifPresent(feedback -> add(activation.value(span.first()), feedback.value(0), activation.frame(), pass));
            for (Neurons neurons : node.neurons.values()) {
                neurons.fire(span, activation::value, ones, zeros, pass);
            }
        }
        if (span.end() < timeSteps) {
            for (Node node : nodes) {
                node.feedback.ifPresent(feedback -> sum(node.backward, feedback, span, pass));
            }
        }
    }

    private void sum(List<Connection> connections, Activation target, Span span, TrainingPass pass) {
        pass.chunks(target.frame(), (chunk, first, end, worker) -> {
            for (int time = span.first(); time < span.end(); time++) {
                target.clearValue(time, first, end);
            }
        });
        for (Connection connection : connections) {
            if (connection instanceof Connection.Convolve convolve) {
                convolve.convolution().convolve(span, pass);
            }
            pass.chunks(target.frame(), (chunk, first, end, worker) -> {
                for (int time = span.first(); time < span.end(); time++) {
                    add(connection, target, time, first, end);
                }
            });
        }
    }

    private static void add(Connection connection, Activation target, int time, int first, int end) {
        int frame = target.frame();
        float[] source = connection.source().activation.value(time);
        switch (connection) {
            case Connection.Skip skip -> FlatMath.add(target.value(time), first * frame, source, first * frame, (end - first) * frame);
            case Connection.Pool pool -> pool(target.value(time), source, target, pool.side(), first, end);
            case Connection.MaxPool pool -> {
                for (int image = first; image < end; image++) {
                    FlatMath.addMaxPooled(target.value(time), image * frame, source, image * frame, target.height, target.width, target.padded,
                            pool.side(), pool.chosen()[time]);
                }
            }
            case Connection.Convolve convolve -> convolve.convolution().addTo(target.value(time), time, first, end);
        }
    }

    private static void pool(float[] target, float[] source, Activation shape, int side, int first, int end) {
        for (int image = first; image < end; image++) {
            int at = image * shape.frame();
            FlatMath.addSamePooled(target, at, source, at, shape.height, shape.width, shape.padded, side);
        }
    }

    private static void add(float[] target, float[] source, int frame, TrainingPass pass) {
        pass.chunks(frame, (chunk, first, end, worker) -> FlatMath.add(target, first * frame, source, first * frame, (end - first) * frame));
    }

    /** Before the way back of a batch. */
    void beginBack() {
        for (Node node : nodes) {
            node.neurons.values().forEach(Neurons::clearCarry);
        }
    }

    /** Clears the gradients of the nodes for a span. */
    void clearGradients(Span span, TrainingPass pass) {
        for (Node node : nodes) {
            if (node.activation != input) {
                for (int time = span.first(); time < span.end(); time++) {
                    node.activation.clearGradient(time, pass);
                }
            }
            node.neurons.values().forEach(neurons -> neurons.clearSpikeGradients(span, pass));
        }
    }

    /** Adds to the gradient of the input, given that of the output. */
    void back(Span span, TrainingPass pass) {
        if (span.end() < timeSteps) {
            for (Node node : nodes) {
                back(node.backward, time -> node.activation.gradient(time + 1), span, pass);
            }
        }
        for (int index = nodes.length - 1; index >= 0; index--) {
            Node node = nodes[index];
            for (Neurons neurons : node.neurons.values()) {
                neurons.back(span, node.activation::gradient, pass);
            }
            if (index > 0) {
                back(node.forward, node.activation::gradient, span, pass);
            } else if (node.activation != input) {
                for (int time = span.first(); time < span.end(); time++) {
                    add(input.gradient(time), node.activation.gradient(time), input.frame(), pass);
                }
            }
        }
    }

    private void back(List<Connection> connections, BatchNorm.Values gradients, Span span, TrainingPass pass) {
        for (Connection connection : connections) {
            Activation source = connection.source().activation;
            switch (connection) {
                case Connection.Skip skip -> {
                    for (int time = span.first(); time < span.end(); time++) {
                        add(source.gradient(time), gradients.at(time), source.frame(), pass);
                    }
                }
                case Connection.Pool pool -> pass.chunks(source.frame(), (chunk, first, end, worker) -> {
                    for (int time = span.first(); time < span.end(); time++) {
                        pool(source.gradient(time), gradients.at(time), source, pool.side(), first, end);
                    }
                });
                case Connection.MaxPool pool -> pass.chunks(source.frame(), (chunk, first, end, worker) -> {
                    for (int time = span.first(); time < span.end(); time++) {
                        for (int image = first; image < end; image++) {
                            FlatMath.maxPoolBack(source.gradient(time), gradients.at(time), image * source.frame(), source.height, source.width,
                                    source.padded, pool.side(), pool.chosen()[time]);
                        }
                    }
                });
                case Connection.Convolve convolve -> convolve.convolution().back(span, gradients, pass);
            }
        }
    }
}
