package org.hasnas.simulation.engine.integer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.hasnas.job.JobContext;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Edge;
import org.hasnas.network.LayerNames;
import org.hasnas.network.LifParameters;
import org.hasnas.network.Network;
import org.hasnas.network.Operation;
import org.hasnas.simulation.engine.CellSimulation;
import org.hasnas.simulation.engine.LifLayer;
import org.hasnas.simulation.engine.SimulationPass;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.hasnas.simulation.weights.IntegerWeights;

/**
 * A cell in int16. As in {@link CellSimulation}, but feedback is not stored: what a node sends back at a time step, it sends with the
 * spikes and values that it still holds when the target, an earlier node, is computed at the next time step.
 *
 * <p>A node's values have a unit of {@code amplitude / 2048}, a power of two: the amplitude bounds the deviation of the values, as a
 * batch norm gives 1 and a sum at most the sum of its terms. So int16 holds 16 deviations, however often skip connections feed a cell
 * back.
 */
final class IntegerCell {
    private static final double VALUES_PER_DEVIATION = 2048;
    private static final double MOST_AMPLITUDE = 0x1p60;

    private final IntegerBlock block;
    private final Shape shape;
    private final long convolved;
    private final Node[] nodes;

    /** Size of all maps of a stage. */
    record Shape(int height, int width, int channels) {
        long length(int frames) {
            return (long) frames * height * width * IntegerBlock.perChannel(channels).length;
        }
    }

    /** Value and outgoing neurons of a node. */
    private static final class Node {
        final List<Connection> forward = new ArrayList<>();
        final List<Connection> backward = new ArrayList<>();
        final Map<Double, IntegerNeurons> neuronsByThreshold = new TreeMap<>();
        final List<IntegerMap> value = new ArrayList<>(); // the latest one, once there is one
        final float[] unit;
        final float[] zero;
        boolean needsMap;
        long first;
        double amplitude = 1;

        Node(int padded) {
            this.unit = new float[padded];
            this.zero = new float[padded];
        }

        IntegerMap latest() {
            return value.getFirst();
        }

        void set(IntegerMap map) {
            value.clear();
            value.add(map);
        }
    }

    /** An edge, seen from its target. */
    private sealed interface Connection {
        Node source();

        record Skip(Node source) implements Connection {}

        record Pool(Node source, int kernelSize) implements Connection {}

        record MaxPool(Node source, int kernelSize) implements Connection {}

        record Convolve(Node source, IntegerNeurons neurons, IntegerNormedConvolution convolution) implements Connection {}
    }

    /**
     * @param keepsOutput whether the next layer reads the output after other maps of the stage have been written
     * @param convolved where the result of one convolution goes
     * @param summed where the values of a node go that are read at once
     */
    IntegerCell(Network network, int cellIndex, Map<String, ConvolutionLayer> convolutions, Shape shape, boolean keepsOutput, long convolved,
            long summed, IntegerBlock block) {
        ConnectionMatrix matrix = network.architecture().cell(cellIndex);
        this.block = block;
        this.shape = shape;
        this.convolved = convolved;
        int padded = IntegerBlock.perChannel(shape.channels()).length;
        this.nodes = new Node[matrix.nodes()];
        for (int node = 0; node < nodes.length; node++) {
            nodes[node] = new Node(padded);
        }
        List<Edge> edges = matrix.edges();
        Map<String, List<String>> names = CellSimulation.namesOfEqualNeurons(network, cellIndex, edges);
        boolean[] readLater = new boolean[nodes.length];
        for (Edge edge : edges) {
            Node source = nodes[edge.source()];
            Connection connection = switch (network.space().operation(matrix, edge)) {
                case Operation.Zeroize zeroize -> throw new IllegalStateException("edge " + edge + " has digit 0");
                case Operation.SkipConnection skip -> new Connection.Skip(source);
                case Operation.AveragePool pool -> new Connection.Pool(source, pool.kernelSize());
                case Operation.MaxPool pool -> new Connection.MaxPool(source, pool.kernelSize());
                case Operation.SpikingConvolution convolution -> {
                    String name = LayerNames.edge(cellIndex, edge);
                    IntegerNeurons neurons = source.neuronsByThreshold.computeIfAbsent(convolution.vThreshold(), threshold -> new IntegerNeurons(
                            new LifLayer(names.getOrDefault(CellSimulation.neuronKey(edge, threshold), List.of(name)),
                                    new SpikeLayout(shape.height() * shape.width(), shape.channels())),
                            new LifParameters(network.template().neuron().tauSteps(), threshold), 1, block));
                    ConvolutionLayer layer = convolutions.get(name);
                    if (layer == null) {
                        throw new IllegalArgumentException("the network has no convolution '" + name + "'");
                    }
                    yield new Connection.Convolve(source, neurons, new IntegerNormedConvolution(layer, block));
                }
            };
            switch (connection) {
                case Connection.Skip skip -> readLater[edge.source()] = true;
                case Connection.Pool pool -> readLater[edge.source()] = true;
                case Connection.MaxPool pool -> readLater[edge.source()] = true;
                case Connection.Convolve convolve -> { }
            }
            (edge.isForward() ? nodes[edge.target()].forward : nodes[edge.target()].backward).add(connection);
        }
        for (int node = 0; node < nodes.length; node++) {
            boolean isOutput = node == nodes.length - 1;
            boolean isInput = node == 0 && nodes[0].backward.isEmpty();
            boolean kept = readLater[node] || (isOutput && keepsOutput);
            nodes[node].needsMap = kept || isOutput;
            nodes[node].first = kept && !isInput ? block.memory.reserveValues(shape.length(block.frames())) : summed;
        }
    }

    void allocate(JobContext job) {
        forEachNeurons(neurons -> neurons.allocate(job));
    }

    void bind(IntegerWeights weights) {
        for (Node node : nodes) {
            bind(node.forward, weights);
            bind(node.backward, weights);
        }
    }

    private static void bind(List<Connection> connections, IntegerWeights weights) {
        for (Connection connection : connections) {
            if (connection instanceof Connection.Convolve convolve) {
                convolve.convolution().bind(weights);
            }
        }
    }

    void reset(JobContext job) {
        forEachNeurons(neurons -> neurons.reset(job));
    }

    private void forEachNeurons(Consumer<IntegerNeurons> action) {
        for (Node node : nodes) {
            node.neuronsByThreshold.values().forEach(action);
        }
    }

    /** Amplitude of {@link #run}'s result. */
    double amplitude() {
        return nodes[nodes.length - 1].amplitude;
    }

    IntegerMap run(IntegerMap input, double inputAmplitude, int blockIndex, SimulationPass pass) {
        for (int index = 0; index < nodes.length; index++) {
            Node node = nodes[index];
            List<Connection> terms = new ArrayList<>(node.forward);
            if (blockIndex > 0) {
                terms.addAll(node.backward);
            }
            if (index == 0 && terms.isEmpty()) {
                node.amplitude = inputAmplitude;
                node.set(input);
            } else if (index > 0 && terms.size() == 1 && !node.needsMap && terms.getFirst() instanceof Connection.Convolve convolve) {
                node.amplitude = 1;
                node.set(convolve.convolution().convolve(convolve.neurons(), 0, convolved, pass)); // read by its neurons only, at once
            } else {
                sum(node, terms, index == 0 ? List.of(input) : List.of(), inputAmplitude, pass);
            }
            for (IntegerNeurons neurons : node.neuronsByThreshold.values()) {
                neurons.fire(node.latest(), blockIndex, pass);
            }
        }
        return nodes[nodes.length - 1].latest();
    }

    private void sum(Node node, List<Connection> terms, List<IntegerMap> inputs, double inputAmplitude, SimulationPass pass) {
        double amplitude = inputs.isEmpty() ? 0 : inputAmplitude;
        for (Connection term : terms) {
            amplitude += term instanceof Connection.Convolve ? 1 : term.source().amplitude;
        }
        node.amplitude = Math.min(MOST_AMPLITUDE, amplitude);
        Arrays.fill(node.unit, 0, shape.channels(), (float) (powerOfTwoFrom(node.amplitude) / VALUES_PER_DEVIATION));
        IntegerMap target = new IntegerMap(block.memory.values(), node.first, shape.height(), shape.width(), node.unit, node.zero, false);
        boolean begun = false;
        for (IntegerMap input : inputs) {
            addAffine(target, input, begun);
            begun = true;
        }
        for (Connection term : terms) {
            switch (term) {
                case Connection.Skip skip -> addAffine(target, skip.source().latest(), begun);
                case Connection.Pool pool -> {
                    clearUnless(begun, target);
                    addPooled(target, pool.source().latest(), pool.kernelSize());
                }
                case Connection.MaxPool pool -> {
                    clearUnless(begun, target);
                    addMaxPooled(target, pool.source().latest(), pool.kernelSize());
                }
                case Connection.Convolve convolve -> addAffine(target, convolve.convolution().convolve(convolve.neurons(), 0, convolved, pass), begun);
            }
            begun = true;
        }
        clearUnless(begun, target);
        node.set(target);
    }

    private static double powerOfTwoFrom(double amplitude) {
        int exponent = Math.getExponent(amplitude);
        return Math.scalb(1.0, Math.scalb(1.0, exponent) < amplitude ? exponent + 1 : exponent);
    }

    private void addAffine(IntegerMap target, IntegerMap source, boolean begun) {
        Factors factors = Factors.between(source, target, 1);
        block.gather(LayerTimes.Kind.EDGE_SUM, (frame, worker) -> {
            int to = target.frame(frame, block.images);
            int from = source.frame(frame, block.images);
            if (begun) {
                block.kernels.addAffine(target.values, to, source.values, from, target.positions(), factors.gain, factors.offset);
            } else {
                block.kernels.setAffine(target.values, to, source.values, from, target.positions(), factors.gain, factors.offset);
            }
        });
    }

    private void addPooled(IntegerMap target, IntegerMap source, int kernelSize) {
        Factors factors = Factors.between(source, target, kernelSize * kernelSize);
        block.gather(LayerTimes.Kind.EDGE_SUM, (frame, worker) -> block.kernels.addPooled(target.values, target.frame(frame, block.images),
                source.values, source.frame(frame, block.images), shape.height(), shape.width(), kernelSize, factors.gain, factors.offset));
    }

    /** The largest integer is the largest value: an untrained batch norm has a positive gain. */
    private void addMaxPooled(IntegerMap target, IntegerMap source, int kernelSize) {
        Factors factors = Factors.between(source, target, 1);
        block.gather(LayerTimes.Kind.EDGE_SUM, (frame, worker) -> block.kernels.addMaxPooled(target.values,
                target.frame(frame, block.images), source.values, source.frame(frame, block.images), shape.height(), shape.width(), kernelSize,
                factors.gain, factors.offset));
    }

    private void clearUnless(boolean begun, IntegerMap target) {
        if (begun) {
            return;
        }
        block.gather(LayerTimes.Kind.EDGE_SUM, (frame, worker) -> {
            int to = target.frame(frame, block.images);
            Arrays.fill(target.values, to, to + target.frameLength(), (short) 0);
        });
    }

    /** From a source's integers to those of a target, per channel. They are copies: work that was gathered is done later. */
    @SuppressWarnings("ArrayRecordComponent") // a bundle of parts, never compared
    private record Factors(float[] gain, float[] offset) {
        static Factors between(IntegerMap source, IntegerMap target, int divisor) {
            Factors factors = new Factors(new float[target.gain.length], new float[target.gain.length]);
            for (int c = 0; c < target.gain.length; c++) {
                if (target.gain[c] != 0) { // not padding
                    float perUnit = 1 / (target.gain[c] * divisor);
                    factors.gain[c] = source.gain[c] * perUnit;
                    factors.offset[c] = source.offset[c] * perUnit;
                }
            }
            return factors;
        }
    }
}
