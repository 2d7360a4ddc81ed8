package org.hasnas.network;

/**
 * An ordered pair of nodes of a cell. {@code source < target} is a forward edge within a time step; {@code source > target} is a
 * backward edge that carries the source's value of the previous time step.
 */
public record Edge(int source, int target) {
    public Edge {
        if (source < 0 || target < 0 || source == target) {
            throw new IllegalArgumentException("an edge joins two different nodes, was " + source + "->" + target);
        }
    }

    public boolean isForward() {
        return source < target;
    }

    public Edge reversed() {
        return new Edge(target, source);
    }

    @Override
    public String toString() {
        return source + "->" + target;
    }
}
