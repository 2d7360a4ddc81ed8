package org.hasnas.network;

import java.util.ArrayList;
import java.util.List;

/**
 * A cell of which some node pairs are decided, with an edge or as empty, and the others are not.
 *
 * @param decided the decided edges
 * @param undecided the pairs not decided yet, as forward edges; no edge of {@code decided} is between their nodes
 */
public record PartialCell(ConnectionMatrix decided, List<Edge> undecided) {
    public PartialCell {
        undecided = List.copyOf(undecided);
        for (Edge pair : undecided) {
            if (!pair.isForward() || decided.digit(pair) != 0 || decided.digit(pair.reversed()) != 0) {
                throw new IllegalArgumentException("undecided pairs are forward edges between nodes without a decided edge, was " + pair + " in '"
                        + decided + "'");
            }
        }
    }

    public static PartialCell undecided(SearchSpace space) {
        return new PartialCell(ConnectionMatrix.empty(space.nodes()), space.pairs());
    }

    public static PartialCell of(ConnectionMatrix matrix) {
        return new PartialCell(matrix, List.of());
    }

    /**
     * The cell with one pair more decided.
     *
     * @param edge an edge between the nodes of an undecided pair, in either direction
     * @param digit its operation; 0 leaves the pair empty
     */
    PartialCell decide(Edge edge, int digit) {
        Edge pair = edge.isForward() ? edge : edge.reversed();
        if (!undecided.contains(pair)) {
            throw new IllegalArgumentException("the pair " + pair + " is decided already in '" + decided + "'");
        }
        return new PartialCell(decided.with(edge, digit), undecided.stream().filter(other -> !other.equals(pair)).toList());
    }

    /**
     * The decided edges that are in use, for every set of nodes that may be in use once all is decided: the live edges of any completion
     * that joins the first node with the last contain one of these cells. Empty if no completion joins them.
     *
     * @param backwardEdges whether undecided pairs may get backward edges
     */
    List<ConnectionMatrix> leastCells(boolean backwardEdges) {
        int nodes = decided.nodes();
        int all = (1 << nodes) - 1;
        int ends = 1 | 1 << (nodes - 1);
        int[] certain = targets(false, false);
        int[] possible = targets(true, backwardEdges);
        // an edge that is live without the undecided ones is live with them
        int surely = LiveNodes.of(certain);
        List<ConnectionMatrix> least = new ArrayList<>();
        for (int used = 0; used <= all; used++) {
            boolean complete = (used & ends) == ends && (used & surely) == surely && LiveNodes.of(possible, used) == used;
            if (complete) {
                ConnectionMatrix cell = LiveNodes.within(decided, used);
                if (!least.contains(cell)) {
                    least.add(cell);
                }
            }
        }
        return List.copyOf(least);
    }

    /** Bits of the nodes that edges lead to, by source. */
    private int[] targets(boolean withUndecided, boolean backwardEdges) {
        int[] targets = LiveNodes.targets(decided);
        if (withUndecided) {
            for (Edge pair : undecided) {
                targets[pair.source()] |= 1 << pair.target();
                if (backwardEdges) {
                    targets[pair.target()] |= 1 << pair.source();
                }
            }
        }
        return targets;
    }
}
