package org.hasnas.network.plan;

import java.util.List;
import java.util.stream.Stream;
import org.hasnas.network.Edge;

/**
 * A cell: {@code V_j = sum of forward edges + F_j} node by node, then {@code F_j = sum of backward edges} for the next time step. Node 0 has the
 * cell's input instead of forward edges; the last node's value is the output.
 *
 * @param index of the cell through the whole network, from 0
 * @param shape of all maps of the cell
 * @param nodes in the order in which they are computed
 * @param convolutions of the edges, in the order of {@link #connections}
 */
public record CellPlan(int index, MapShape shape, List<Node> nodes, List<ConvolutionChain> convolutions) {
    /**
     * A node.
     *
     * @param forward edges from earlier nodes, by source
     * @param backward edges from later nodes, by source; they bring values of the time step before
     * @param neurons that fire on the node's value, by threshold
     */
    public record Node(List<Connection> forward, List<Connection> backward, List<LifGroup> neurons) {
        public Node {
            forward = List.copyOf(forward);
            backward = List.copyOf(backward);
            neurons = List.copyOf(neurons);
        }

        /** Whether the node gets anything from the time step before. */
        public boolean isFedBack() {
            return !backward.isEmpty();
        }
    }

    /** An edge and what it adds to its target. */
    public sealed interface Connection {
        Edge edge();

        /** The source's value. */
        record Skip(Edge edge) implements Connection {}

        /** Average of each window of stride 1 and padding {@code kernelSize / 2}; padding zeros are counted. */
        record AveragePool(Edge edge, int kernelSize) implements Connection {}

        /** Largest value of each window of stride 1 and padding {@code kernelSize / 2}; the padding is never the largest. */
        record MaxPool(Edge edge, int kernelSize) implements Connection {}

        /**
         * Spikes of the source's neurons, convolved and normed.
         *
         * @param neurons index in the source's {@link Node#neurons}
         * @param convolution index in {@link CellPlan#convolutions}
         */
        record Convolve(Edge edge, int neurons, int convolution) implements Connection {}
    }

    public CellPlan {
        nodes = List.copyOf(nodes);
        convolutions = List.copyOf(convolutions);
    }

    /** All edges, forward edges first, each kind ordered by target, then source. */
    public List<Connection> connections() {
        return Stream.concat(nodes.stream().flatMap(node -> node.forward.stream()), nodes.stream().flatMap(node -> node.backward.stream())).toList();
    }
}
