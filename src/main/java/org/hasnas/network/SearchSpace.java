package org.hasnas.network;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The operations a cell may use and the edges it may have.
 *
 * @param name short name, shown to users and used in files
 * @param nodes number of nodes of a cell, at least 2; node 0 is the input, the last node the output
 * @param operations operation of each digit; digit 0 is {@link Operation.Zeroize}
 * @param backwardEdges whether edges from a later to an earlier node are allowed
 * @param choices what designs may choose beside their cells
 */
public record SearchSpace(String name, int nodes, List<Operation> operations, boolean backwardEdges, DesignChoices choices) {
    public SearchSpace {
        operations = List.copyOf(operations);
        if (nodes < 2 || nodes > 8) {
            throw new IllegalArgumentException("nodes must be 2 to 8, was " + nodes);
        }
        if (operations.size() < 2 || operations.size() > ConnectionMatrix.DIGITS || !(operations.getFirst() instanceof Operation.Zeroize)) {
            throw new IllegalArgumentException("a search space needs 2 to " + ConnectionMatrix.DIGITS
                    + " operations of which the first is Zeroize, was " + operations);
        }
    }

    /** Cells alone are chosen. */
    public SearchSpace(String name, int nodes, List<Operation> operations, boolean backwardEdges) {
        this(name, nodes, operations, backwardEdges, DesignChoices.NONE);
    }

    /** The same cells with other choices. */
    public SearchSpace with(DesignChoices other) {
        return new SearchSpace(name, nodes, operations, backwardEdges, other);
    }

    public Operation operation(int digit) {
        if (digit < 0 || digit >= operations.size()) {
            throw new IllegalArgumentException("search space '" + name + "' has the operations 0 to " + (operations.size() - 1)
                    + ", not " + digit);
        }
        return operations.get(digit);
    }

    public Operation operation(ConnectionMatrix matrix, Edge edge) {
        return operation(matrix.digit(edge));
    }

    /** The unordered node pairs, as forward edges, in the order (0,1) (0,2) (1,2) (0,3) ... : by target, then source. */
    public List<Edge> pairs() {
        List<Edge> pairs = new ArrayList<>();
        for (int target = 1; target < nodes; target++) {
            for (int source = 0; source < target; source++) {
                pairs.add(new Edge(source, target));
            }
        }
        return List.copyOf(pairs);
    }

    /** The edges that a cell may have: forward ones, then backward ones if they are allowed. */
    public List<Edge> edges() {
        return Stream.concat(pairs().stream(), backwardEdges ? pairs().stream().map(Edge::reversed) : Stream.empty())
                .toList();
    }

    /**
     * Checks that a matrix belongs to this space. Both directions between one pair of nodes are allowed here, since the simulator
     * runs them; the generators draw at most one.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    public void check(ConnectionMatrix matrix) {
        if (matrix.nodes() != nodes) {
            throw new IllegalArgumentException("'" + matrix + "' has " + matrix.nodes() + " nodes; search space '" + name + "' has " + nodes);
        }
        for (Edge edge : matrix.edges()) {
            operation(matrix, edge);
            if (!backwardEdges && !edge.isForward()) {
                throw new IllegalArgumentException("'" + matrix + "' has the backward edge " + edge + "; search space '" + name
                        + "' allows forward edges only");
            }
        }
    }
}
