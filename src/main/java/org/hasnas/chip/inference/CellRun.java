package org.hasnas.chip.inference;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hasnas.network.plan.CellPlan;
import org.hasnas.network.plan.CellPlan.Connection;
import org.hasnas.network.plan.ConvolutionChain;
import org.hasnas.network.plan.MapShape;

/** A cell, computed as its {@link CellPlan} says. */
final class CellRun {
    private final MapShape shape;
    private final List<Node> nodes;
    private final List<Convolution> convolutions;

    /** Value, feedback and neurons of a node. */
    @SuppressWarnings("ArrayRecordComponent") // a bundle of parts, never compared
    private record Node(CellPlan.Node plan, float[] value, Optional<float[]> feedback, List<ChipNeurons> neurons) {}

    /** @param convolutions makes the convolution of an edge */
    CellRun(CellPlan plan, Function<ConvolutionChain, Convolution> convolutions) {
        this.shape = plan.shape();
        this.nodes = plan.nodes().stream().map(node -> new Node(node, new float[shape.size()],
                node.isFedBack() ? Optional.of(new float[shape.size()]) : Optional.empty(),
                node.neurons().stream().map(group -> new ChipNeurons(group, new Affine[0])).toList())).toList();
        this.convolutions = plan.convolutions().stream().map(convolutions).toList();
    }

    float[] output() {
        return nodes.getLast().value;
    }

    void reset() {
        for (Node node : nodes) {
            node.neurons.forEach(ChipNeurons::reset);
            node.feedback.ifPresent(feedback -> Arrays.fill(feedback, 0));
        }
    }

    void run(float[] input, boolean lastStep, RunState state) {
        System.arraycopy(input, 0, nodes.getFirst().value, 0, shape.size());
        for (int index = 0; index < nodes.size(); index++) {
            Node node = nodes.get(index);
            if (index > 0) {
                sum(node.plan.forward(), node.value, state);
            }
            node.feedback.ifPresent(feedback -> add(node.value, feedback));
            node.neurons.forEach(neurons -> neurons.fire(node.value, state));
        }
        if (!lastStep) {
            nodes.forEach(node -> node.feedback.ifPresent(feedback -> sum(node.plan.backward(), feedback, state)));
        }
    }

    private void sum(List<Connection> connections, float[] target, RunState state) {
        Arrays.fill(target, 0);
        for (Connection connection : connections) {
            Node source = nodes.get(connection.edge().source());
            switch (connection) {
                case Connection.Skip skip -> add(target, source.value);
                case Connection.AveragePool pool -> addPooled(target, source.value, pool.kernelSize());
                case Connection.MaxPool pool -> addMaxPooled(target, source.value, pool.kernelSize());
                case Connection.Convolve convolve ->
                        convolutions.get(convolve.convolution()).addTo(target, source.neurons.get(convolve.neurons()).spikes(), state);
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
