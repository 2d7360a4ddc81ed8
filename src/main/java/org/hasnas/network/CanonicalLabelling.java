package org.hasnas.network;

import java.util.List;

/**
 * Numbers the inner nodes of a cell so that cells which differ in the numbers alone become one: of all numberings that compute the same, the one
 * whose text comes first.
 *
 * <p>First and last node keep their numbers, since they are the cell's input and output. Another numbering of the others computes the same if it
 * keeps the direction of every edge: forward edges are computed within a time step, backward edges a time step later, and the order of
 * nodes matters for nothing else. So in a cell of four nodes 1 and 2 may change places if and only if no edge joins them.
 */
final class CanonicalLabelling {
    private final ConnectionMatrix cell;
    private final List<Edge> edges;
    private final int[] labels;
    private final boolean[] isTaken;
    private String first;

    private CanonicalLabelling(ConnectionMatrix cell) {
        this.cell = cell;
        this.edges = cell.edges();
        this.labels = new int[cell.nodes()];
        this.isTaken = new boolean[cell.nodes()];
        this.labels[labels.length - 1] = labels.length - 1;
        this.first = cell.text();
    }

    static ConnectionMatrix of(ConnectionMatrix cell) {
        CanonicalLabelling labelling = new CanonicalLabelling(cell);
        labelling.label(1);
        return new ConnectionMatrix(labelling.first);
    }

    /** Gives the free labels to the inner nodes from one on. */
    private void label(int node) {
        if (node == labels.length - 1) {
            if (keepsDirections()) {
                keepFirst();
            }
            return;
        }
        for (int label = 1; label < labels.length - 1; label++) {
            if (!isTaken[label]) {
                isTaken[label] = true;
                labels[node] = label;
                label(node + 1);
                isTaken[label] = false;
            }
        }
    }

    private boolean keepsDirections() {
        for (Edge edge : edges) {
            if (labels[edge.source()] < labels[edge.target()] != edge.isForward()) {
                return false;
            }
        }
        return true;
    }

    private void keepFirst() {
        ConnectionMatrix labelled = ConnectionMatrix.empty(labels.length);
        for (Edge edge : edges) {
            labelled = labelled.with(new Edge(labels[edge.source()], labels[edge.target()]), cell.digit(edge));
        }
        if (labelled.text().compareTo(first) < 0) {
            first = labelled.text();
        }
    }
}
