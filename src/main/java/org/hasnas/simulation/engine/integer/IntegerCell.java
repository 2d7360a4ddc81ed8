package org.hasnas.simulation.engine.integer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hasnas.job.JobContext;
import org.hasnas.network.plan.CellPlan;
import org.hasnas.network.plan.CellPlan.Connection;
import org.hasnas.network.plan.MapShape;
import org.hasnas.simulation.engine.SimulationPass;
import org.hasnas.simulation.weights.IntegerWeights;

/**
 * A cell in int16, computed as its {@link CellPlan} says, but feedback is not stored: what a node sends back at a time step, it sends with the
 * spikes and values that it still holds when the target, an earlier node, is computed at the next time step.
 *
 * <p>A node's values have a unit of {@code amplitude / 2048}, a power of two: the amplitude bounds the deviation of the values, as a
 * batch norm gives 1 and a sum at most the sum of its terms. So int16 holds 16 deviations, however often skip connections feed a cell
 * back.
 */
final class IntegerCell {
    private static final double VALUES_PER_DEVIATION = 2048;
    private static final double MAX_AMPLITUDE = 0x1p60;

    private final IntegerBlock block;
    private final MapShape shape;
    private final long convolved;
    private final List<Node> nodes;
    private final List<IntegerNormedConvolution> convolutions;

    /** Value and neurons of a node. */
    private static final class Node {
        final CellPlan.Node plan;
        final List<IntegerNeurons> neurons;
        final List<IntegerMap> value = new ArrayList<>(); // the latest one, once there is one
        final float[] unit;
        final float[] zero;
        boolean needsMap;
        long first;
        double amplitude = 1;

        Node(CellPlan.Node plan, int channels, IntegerBlock block) {
            this.plan = plan;
            this.neurons = plan.neurons().stream().map(group -> new IntegerNeurons(group, 1, block)).toList();
            this.unit = IntegerBlock.perChannel(channels);
            this.zero = IntegerBlock.perChannel(channels);
        }

        IntegerMap latest() {
            return value.getFirst();
        }

        void set(IntegerMap map) {
            value.clear();
            value.add(map);
        }
    }

    /**
     * @param keepsOutput whether the next layer reads the output after other maps of the stage have been written
     * @param convolved where the result of one convolution goes
     * @param summed where the values of a node go that are read at once
     */
    IntegerCell(CellPlan plan, boolean keepsOutput, long convolved, long summed, IntegerBlock block) {
        this.block = block;
        this.shape = plan.shape();
        this.convolved = convolved;
        this.nodes = plan.nodes().stream().map(node -> new Node(node, shape.channels(), block)).toList();
        this.convolutions = plan.convolutions().stream().map(convolution -> new IntegerNormedConvolution(convolution, block)).toList();
        boolean[] readLater = new boolean[nodes.size()];
        for (Connection connection : plan.connections()) {
            readLater[connection.edge().source()] |= switch (connection) {
                case Connection.Skip skip -> true;
                case Connection.AveragePool pool -> true;
                case Connection.MaxPool pool -> true;
                case Connection.Convolve convolve -> false; // spikes are kept instead
            };
        }
        for (int node = 0; node < nodes.size(); node++) {
            boolean isOutput = node == nodes.size() - 1;
            boolean isInput = node == 0 && !nodes.getFirst().plan.isFedBack();
            boolean kept = readLater[node] || (isOutput && keepsOutput);
            nodes.get(node).needsMap = kept || isOutput;
            nodes.get(node).first = kept && !isInput ? block.memory.reserveValues(block.length(shape)) : summed;
        }
    }

    void allocate(JobContext job) {
        nodes.forEach(node -> node.neurons.forEach(neurons -> neurons.allocate(job)));
    }

    void bind(IntegerWeights weights) {
        convolutions.forEach(convolution -> convolution.bind(weights));
    }

    void reset(JobContext job) {
        nodes.forEach(node -> node.neurons.forEach(neurons -> neurons.reset(job)));
    }

    /** Amplitude of {@link #run}'s result. */
    double amplitude() {
        return nodes.getLast().amplitude;
    }

    IntegerMap run(IntegerMap input, double inputAmplitude, int blockIndex, SimulationPass pass) {
        for (int index = 0; index < nodes.size(); index++) {
            Node node = nodes.get(index);
            List<Connection> terms = new ArrayList<>(node.plan.forward());
            if (blockIndex > 0) {
                terms.addAll(node.plan.backward());
            }
            if (index == 0 && terms.isEmpty()) {
                node.amplitude = inputAmplitude;
                node.set(input);
            } else if (index > 0 && terms.size() == 1 && !node.needsMap && terms.getFirst() instanceof Connection.Convolve convolve) {
                node.amplitude = 1;
                node.set(convolved(convolve, pass)); // read by its neurons only, at once
            } else {
                sum(node, terms, index == 0 ? List.of(input) : List.of(), inputAmplitude, pass);
            }
            for (IntegerNeurons neurons : node.neurons) {
                neurons.fire(node.latest(), blockIndex, pass);
            }
        }
        return nodes.getLast().latest();
    }

    private IntegerMap convolved(Connection.Convolve convolve, SimulationPass pass) {
        IntegerNeurons neurons = nodes.get(convolve.edge().source()).neurons.get(convolve.neurons());
        return convolutions.get(convolve.convolution()).convolve(neurons, 0, convolved, pass);
    }

    private void sum(Node node, List<Connection> terms, List<IntegerMap> inputs, double inputAmplitude, SimulationPass pass) {
        double amplitude = inputs.isEmpty() ? 0 : inputAmplitude;
        for (Connection term : terms) {
            amplitude += term instanceof Connection.Convolve ? 1 : nodes.get(term.edge().source()).amplitude;
        }
        node.amplitude = Math.min(MAX_AMPLITUDE, amplitude);
        Arrays.fill(node.unit, 0, shape.channels(), (float) (powerOfTwoFrom(node.amplitude) / VALUES_PER_DEVIATION));
        IntegerMap target = new IntegerMap(block.memory.values(), node.first, shape.height(), shape.width(), node.unit, node.zero, false);
        boolean begun = false;
        for (IntegerMap input : inputs) {
            addAffine(target, input, begun);
            begun = true;
        }
        for (Connection term : terms) {
            Node source = nodes.get(term.edge().source());
            switch (term) {
                case Connection.Skip skip -> addAffine(target, source.latest(), begun);
                case Connection.AveragePool pool -> {
                    clearUnless(begun, target);
                    addPooled(target, source.latest(), pool.kernelSize());
                }
                case Connection.MaxPool pool -> {
                    clearUnless(begun, target);
                    addMaxPooled(target, source.latest(), pool.kernelSize());
                }
                case Connection.Convolve convolve -> addAffine(target, convolved(convolve, pass), begun);
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
