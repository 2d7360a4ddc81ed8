package org.hasnas.network;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A point of a search space: one connection matrix shared by all cells of the network, or one per cell in network order.
 *
 * @param matrices one matrix (shared) or as many as the template has cells
 */
public record Architecture(List<ConnectionMatrix> matrices) {
    private static final String SEPARATOR = " | ";

    public Architecture {
        matrices = List.copyOf(matrices);
        if (matrices.isEmpty()) {
            throw new IllegalArgumentException("an architecture needs at least one connection matrix");
        }
        int nodes = matrices.getFirst().nodes();
        for (ConnectionMatrix matrix : matrices) {
            if (matrix.nodes() != nodes) {
                throw new IllegalArgumentException("all cells need the same number of nodes; found " + nodes + " and " + matrix.nodes());
            }
        }
    }

    public static Architecture shared(ConnectionMatrix matrix) {
        return new Architecture(List.of(matrix));
    }

    /** Reads the form printed by {@link #text}: matrices parted by {@code |}. */
    public static Architecture parse(String text) {
        return new Architecture(Arrays.stream(text.split("\\|", -1)).map(ConnectionMatrix::parse).toList());
    }

    /** The matrix of cell {@code cellIndex}, counted from 0 through the whole network. */
    public ConnectionMatrix cell(int cellIndex) {
        return matrices.size() == 1 ? matrices.getFirst() : matrices.get(cellIndex);
    }

    public String text() {
        return matrices.stream().map(ConnectionMatrix::text).collect(Collectors.joining(SEPARATOR));
    }

    @Override
    public String toString() {
        return text();
    }
}
