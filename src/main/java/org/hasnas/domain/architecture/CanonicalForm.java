package org.hasnas.domain.architecture;

import java.util.List;

/**
 * The canonical form of a cell: two matrices with the same form compute the same network, so no search pays for both.
 *
 * <p>What is removed or merged: edges of nodes that node 0 does not reach or that do not reach the output node (following forward
 * and backward edges), as the reference generator clears them.
 */
public final class CanonicalForm {
    private CanonicalForm() {}

    public static Architecture of(SearchSpace space, Architecture architecture) {
        List<ConnectionMatrix> matrices = architecture.matrices().stream().map(matrix -> of(space, matrix)).toList();
        boolean allEqual = matrices.stream().allMatch(matrices.getFirst()::equals);
        return allEqual ? Architecture.shared(matrices.getFirst()) : new Architecture(matrices);
    }

    public static ConnectionMatrix of(SearchSpace space, ConnectionMatrix matrix) {
        space.check(matrix);
        boolean[] fromInput = reach(matrix, 0, true);
        boolean[] toOutput = reach(matrix, matrix.nodes() - 1, false);
        ConnectionMatrix result = matrix;
        for (Edge edge : matrix.edges()) {
            boolean live = fromInput[edge.source()] && toOutput[edge.source()] && fromInput[edge.target()] && toOutput[edge.target()];
            if (!live) {
                result = result.with(edge, 0);
            }
        }
        return result;
    }

    private static boolean[] reach(ConnectionMatrix matrix, int start, boolean downstream) {
        boolean[] reached = new boolean[matrix.nodes()];
        reached[start] = true;
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Edge edge : matrix.edges()) {
                int near = downstream ? edge.source() : edge.target();
                int far = downstream ? edge.target() : edge.source();
                if (reached[near] && !reached[far]) {
                    reached[far] = true;
                    grew = true;
                }
            }
        }
        return reached;
    }
}
