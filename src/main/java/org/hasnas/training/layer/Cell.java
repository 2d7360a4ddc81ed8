package org.hasnas.training.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hasnas.network.Edge;
import org.hasnas.network.plan.CellPlan;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.kernel.training.FlatMath;
import org.hasnas.simulation.kernel.training.TrainingKernels;

/**
 * A cell, forward and back: {@code V_j = sum of forward edges + F_j} node by node, then {@code F_j = sum of backward edges} for the next time
 * step. The backward pass runs the same graph in reverse; the gradient of a backward edge's sum is that of its target one time step later.
 *
 * <p>All that happens to a frame between two batch norms is done in one go: a node's value, its spikes, the convolutions of its spikes; on the way
 * back the convolutions behind a node, then its neurons.
 */
final class Cell {
    /** So that a pixel of the window fits into a byte. */
    private static final int MAX_POOL_SIDE = 11;

    private final int timeSteps;
    private final TrainingKernels kernels;
    private final boolean firstOfNetwork;
    private final Activation input;
    private final Node[] nodes;
    private final Optional<Exit> exit;
    private final float[] ones;
    private final float[] zeros;

    /** A node's value, what flows into it, and the neurons that see it. */
    private static final class Node {
        final Activation activation;
        final Optional<Activation> feedback;
        final List<Group> groups;
        final List<Connection> forward = new ArrayList<>();
        final List<Connection> backward = new ArrayList<>();

        Node(Activation activation, Optional<Activation> feedback, List<Group> groups) {
            this.activation = activation;
            this.feedback = feedback;
            this.groups = groups;
        }
    }

    /**
     * Neurons that fire on a node's value, and the convolutions of forward and backward edges that read them: all of one shape but for the
     * kernel.
     */
    private record Group(Neurons neurons, List<TrainedConvolution> forward, List<TrainedConvolution> backward) {
        /** Those whose result is needed, at a time step that may be the last. */
        List<TrainedConvolution> readers(boolean last) {
            return last ? forward : Stream.concat(forward.stream(), backward.stream()).toList();
        }
    }

    /** An edge, seen from its target. */
    private sealed interface Connection {
        record Skip(Node source) implements Connection {}

        record Pool(Node source, int side) implements Connection {}

        /** @param chosen per time step, which pixel of its window each value came from */
        @SuppressWarnings("ArrayRecordComponent") // memory of the backward pass, never compared
        record MaxPool(Node source, int side, byte[][] chosen) implements Connection {}

        record Convolve(TrainedConvolution convolution) implements Connection {}
    }

    /** A convolution on its backward pass, and the gradients of its normed result by time step. */
    private record Returning(TrainedConvolution convolution, BatchNorm.Values gradients) {}

    /** @param stageExit behind this cell, if it is the last of its stage: the output of all time steps is then kept for the backward pass */
    Cell(CellPlan plan, Activation input, Optional<NetworkPlan.Exit> stageExit, NetworkParts parts) {
        this.timeSteps = parts.timeSteps();
        this.kernels = parts.kernels();
        this.firstOfNetwork = plan.index() == 0;
        this.input = input;
        this.nodes = new Node[plan.nodes().size()];
        for (int index = 0; index < nodes.length; index++) {
            CellPlan.Node node = plan.nodes().get(index);
            boolean keep = stageExit.isPresent() && index == nodes.length - 1;
            Activation activation = index == 0 && !node.isFedBack() ? input : parts.activation(plan.shape(), keep);
            nodes[index] = new Node(activation, node.isFedBack() ? Optional.of(parts.single(plan.shape())) : Optional.empty(),
                    node.neurons().stream().map(group -> new Group(parts.neurons(group), new ArrayList<>(), new ArrayList<>())).toList());
        }
        for (boolean forward : new boolean[] {true, false}) {
            for (int index = 0; index < nodes.length; index++) {
                for (CellPlan.Connection edge : forward ? plan.nodes().get(index).forward() : plan.nodes().get(index).backward()) {
                    (forward ? nodes[index].forward : nodes[index].backward).add(connection(plan, edge, parts));
                }
            }
        }
        this.exit = stageExit.map(behind -> new Exit(behind, output(), parts));
        this.ones = parts.ones(input.channels);
        this.zeros = new float[input.padded];
    }

    private Connection connection(CellPlan plan, CellPlan.Connection connection, NetworkParts parts) {
        Edge edge = connection.edge();
        Node source = nodes[edge.source()];
        return switch (connection) {
            case CellPlan.Connection.Skip skip -> new Connection.Skip(source);
            case CellPlan.Connection.AveragePool pool -> new Connection.Pool(source, pool.kernelSize());
            case CellPlan.Connection.MaxPool pool -> {
                if (pool.kernelSize() > MAX_POOL_SIDE) {
                    throw new IllegalArgumentException("max pools of training have a side of at most " + MAX_POOL_SIDE + ", not "
                            + pool.kernelSize());
                }
                yield new Connection.MaxPool(source, pool.kernelSize(), new byte[timeSteps][Math.multiplyExact(parts.images(), input.frame())]);
            }
            case CellPlan.Connection.Convolve convolve -> {
                Group group = source.groups.get(convolve.neurons());
                TrainedConvolution convolution = parts.convolution(plan.convolutions().get(convolve.convolution()), group.neurons);
                (edge.isForward() ? group.forward : group.backward).add(convolution);
                yield new Connection.Convolve(convolution);
            }
        };
    }

    Activation output() {
        return nodes[nodes.length - 1].activation;
    }

    /** What is behind the last cell of a stage. */
    Exit exit() {
        return exit.orElseThrow(() -> new IllegalStateException("only the last cell of a stage has an exit"));
    }

    /** Called before the first time step of a batch. */
    void reset(TrainingPass pass) {
        for (Node node : nodes) {
            node.feedback.ifPresent(feedback -> pass.chunks(feedback.frame(), (chunk, first, end, worker) -> feedback.clearValue(0, first, end)));
        }
    }

    private static List<TrainedConvolution> convolutions(List<Connection> connections) {
        List<TrainedConvolution> convolutions = new ArrayList<>();
        for (Connection connection : connections) {
            if (connection instanceof Connection.Convolve convolve) {
                convolutions.add(convolve.convolution());
            }
        }
        return convolutions;
    }

    void forward(Span span, TrainingPass pass) {
        exit.ifPresent(Exit::begin);
        for (int index = 0; index < nodes.length; index++) {
            int now = index;
            Node node = nodes[index];
            convolutions(node.forward).forEach(convolution -> convolution.finish(span, pass));
            List<List<TrainedConvolution>> readers = node.groups.stream().map(group -> group.readers(span.end() == timeSteps)).toList();
            readers.forEach(ofGroup -> ofGroup.forEach(TrainedConvolution::begin));
            boolean normed = isNormed(node, pass);
            for (Span part : normed ? node.groups.getFirst().neurons.parts(span, pass) : List.of(span)) {
                if (normed) {
                    charge(now, part, pass);
                }
                pass.chunks((chunk, first, end, worker) -> {
                    for (int time = part.first(); time < part.end(); time++) {
                        for (int image = first; image < end; image++) {
                            if (!normed) {
                                setValue(now, time, image);
                            }
                            for (int group = 0; group < readers.size(); group++) {
                                fire(node.groups.get(group).neurons, node.activation.value(time), readers.get(group), time, image, chunk, worker,
                                        pass);
                            }
                            if (now == nodes.length - 1 && exit.isPresent()) {
                                exit.get().addSums(time, image, chunk, pass);
                            }
                        }
                    }
                });
            }
        }
        if (span.end() < timeSteps) {
            feedBack(span, pass);
        }
    }

    private static boolean isNormed(Node node, TrainingPass pass) {
        return !node.groups.isEmpty() && node.groups.getFirst().neurons.isNormed(pass);
    }

    /** A node's values and the potentials of its neurons, which wait for each other before they fire. */
    private void charge(int index, Span part, TrainingPass pass) {
        Node node = nodes[index];
        int time = part.first();
        node.groups.forEach(group -> group.neurons.beginCharge());
        pass.chunks((chunk, first, end, worker) -> {
            for (int image = first; image < end; image++) {
                setValue(index, time, image);
                for (Group group : node.groups) {
                    group.neurons.charge(time, image, node.activation.value(time), ones, zeros, chunk);
                }
            }
        });
        node.groups.forEach(group -> group.neurons.endCharge(time, pass));
    }

    private void setValue(int index, int time, int image) {
        Node node = nodes[index];
        float[] value = node.activation.value(time);
        int frame = input.frame();
        if (index > 0) {
            node.activation.clearValue(time, image, image + 1);
            for (Connection connection : node.forward) {
                add(connection, value, time, image);
            }
        } else if (node.activation != input) {
            System.arraycopy(input.value(time), image * frame, value, image * frame, frame);
        }
        if (node.feedback.isPresent()) {
            kernels.add(value, image * frame, node.feedback.get().value(0), image * frame, frame);
        }
    }

    private void fire(Neurons neurons, float[] value, List<TrainedConvolution> readers, int time, int image, int chunk, int worker,
            TrainingPass pass) {
        neurons.fire(time, image, value, ones, zeros);
        for (int reader = 0; reader < readers.size(); reader++) {
            if (reader == 0) {
                neurons.list(time, image, readers.getFirst().shape, worker);
            }
            readers.get(reader).convolve(time, image, chunk, worker, pass);
        }
    }

    /** What the next time step gets from this one. */
    private void feedBack(Span span, TrainingPass pass) {
        int time = span.first();
        for (Node node : nodes) {
            if (node.feedback.isPresent()) {
                Activation feedback = node.feedback.get();
                convolutions(node.backward).forEach(convolution -> convolution.finish(span, pass));
                pass.chunks(feedback.frame(), (chunk, first, end, worker) -> {
                    feedback.clearValue(0, first, end);
                    for (int image = first; image < end; image++) {
                        for (Connection connection : node.backward) {
                            add(connection, feedback.value(0), time, image);
                        }
                    }
                });
            }
        }
    }

    /** Adds a frame of what an edge brings. */
    private void add(Connection connection, float[] target, int time, int image) {
        int frame = input.frame();
        int at = image * frame;
        switch (connection) {
            case Connection.Skip(Node source) -> kernels.add(target, at, source.activation.value(time), at, frame);
            case Connection.Pool(Node source, int side) ->
                    FlatMath.addSamePooled(target, at, source.activation.value(time), at, input.height, input.width, input.padded, side);
            case Connection.MaxPool(Node source, int side, byte[][] chosen) ->
                    FlatMath.addMaxPooled(target, at, source.activation.value(time), at, input.height, input.width, input.padded, side, chosen[time]);
            case Connection.Convolve(TrainedConvolution convolution) -> convolution.addTo(target, time, image);
        }
    }

    /** Before the backward pass of a batch. */
    void beginBack() {
        for (Node node : nodes) {
            node.groups.forEach(group -> group.neurons.beginBack());
        }
        exit.ifPresent(behind -> behind.neurons.beginBack());
    }

    /** Adds to the gradient of the input, given that of the output or what the exit has left. */
    void back(Span span, TrainingPass pass) {
        List<Returning> ready = backwardEdges(span, pass);
        for (int index = nodes.length - 1; index >= 0; index--) {
            Node node = nodes[index];
            List<Returning> before = ready;
            BatchNorm.Values gradients = node.activation::gradient;
            ready = begin(node.forward, gradients);
            boolean normed = isNormed(node, pass);
            if (normed) {
                pass.chunks((chunk, first, end, worker) -> back(before, span, chunk, first, end, worker));
                node.groups.forEach(group -> group.neurons.backThroughNorm(span, Optional.of(gradients), pass));
            }
            pass.chunks((chunk, first, end, worker) -> {
                if (!normed) {
                    back(before, span, chunk, first, end, worker);
                    for (Group group : node.groups) {
                        group.neurons.back(span, gradients, first, end);
                    }
                }
                for (int time = span.first(); time < span.end(); time++) {
                    for (int image = first; image < end; image++) {
                        back(node.forward, gradients.at(time), time, image, chunk);
                    }
                    if (node == nodes[0] && node.activation != input) {
                        int at = first * input.frame();
                        kernels.add(input.gradient(time), at, gradients.at(time), at, (end - first) * input.frame());
                    }
                }
            });
            ready.forEach(returning -> returning.convolution.finishSums(span, returning.gradients, pass));
        }
    }

    /** The convolutions among edges, their sums begun. */
    private static List<Returning> begin(List<Connection> connections, BatchNorm.Values gradients) {
        List<Returning> returning = convolutions(connections).stream().map(convolution -> new Returning(convolution, gradients)).toList();
        returning.forEach(one -> one.convolution.begin());
        return returning;
    }

    /** The first part of a span's way back: what the exit and the next time step have left. */
    private List<Returning> backwardEdges(Span span, TrainingPass pass) {
        List<Node> fedBack = span.end() < timeSteps ? Arrays.stream(nodes).filter(node -> node.feedback.isPresent()).toList() : List.of();
        List<Returning> ready = fedBack.stream().flatMap(node -> begin(node.backward, time -> node.activation.gradient(time + 1)).stream()).toList();
        pass.chunks((chunk, first, end, worker) -> {
            for (int time = span.first(); time < span.end(); time++) {
                clearGradients(time, first, end);
            }
            exit.ifPresent(behind -> behind.back(span, first, end));
            for (Node node : fedBack) {
                for (int image = first; image < end; image++) {
                    back(node.backward, node.activation.gradient(span.end()), span.first(), image, chunk);
                }
            }
        });
        ready.forEach(returning -> returning.convolution.finishSums(span, returning.gradients, pass));
        return ready;
    }

    /** Of all nodes but the last, whose gradient comes from what is behind this cell. */
    private void clearGradients(int time, int firstImage, int endImage) {
        if (!firstOfNetwork) { // the stem's output collects the gradients of all time steps
            input.clearGradient(time, firstImage, endImage);
        }
        for (int index = 0; index < nodes.length - 1; index++) {
            if (nodes[index].activation != input) {
                nodes[index].activation.clearGradient(time, firstImage, endImage);
            }
        }
    }

    private static void back(List<Returning> ready, Span span, int chunk, int firstImage, int endImage, int worker) {
        for (int time = span.first(); time < span.end(); time++) {
            for (Returning returning : ready) {
                returning.convolution.back(returning.gradients.at(time), time, firstImage, endImage, chunk, worker);
            }
        }
    }

    /** A frame back through edges: to their sources' gradients, or to the sums that a convolution's norm waits for. */
    private void back(List<Connection> connections, float[] gradient, int time, int image, int chunk) {
        int frame = input.frame();
        int at = image * frame;
        for (Connection connection : connections) {
            switch (connection) {
                case Connection.Skip(Node source) -> kernels.add(source.activation.gradient(time), at, gradient, at, frame);
                case Connection.Pool(Node source, int side) ->
                        FlatMath.addSamePooled(source.activation.gradient(time), at, gradient, at, input.height, input.width, input.padded, side);
                case Connection.MaxPool(Node source, int side, byte[][] chosen) ->
                        FlatMath.maxPoolBack(source.activation.gradient(time), gradient, at,
                                input.height, input.width, input.padded, side, chosen[time]);
                case Connection.Convolve(TrainedConvolution convolution) -> convolution.addBackSums(gradient, time, image, chunk);
            }
        }
    }
}
