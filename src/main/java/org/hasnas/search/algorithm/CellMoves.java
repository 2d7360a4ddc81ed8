package org.hasnas.search.algorithm;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Edge;
import org.hasnas.network.Operation;
import org.hasnas.network.SearchSpace;

/**
 * The steps of an edge-by-edge search. An edge at a node that is not in use would be dead, so the missing paths from node 0 and to the last node
 * are added as skip connections (in a space without them, as the first operation).
 */
final class CellMoves {
    private final SearchSpace space;
    private final int filler;

    CellMoves(SearchSpace space) {
        this.space = space;
        filler = IntStream.range(1, space.operations().size())
                .filter(digit -> space.operation(digit) instanceof Operation.SkipConnection).findFirst().orElse(1);
    }

    /** The connected cells with every operation and direction at one pair, the present one left out, without dead edges. */
    List<ConnectionMatrix> alternatives(ConnectionMatrix cell, Edge pair) {
        ConnectionMatrix without = cell.with(pair, 0).with(pair.reversed(), 0);
        List<ConnectionMatrix> alternatives = new ArrayList<>();
        addIfConnected(alternatives, without, cell);
        for (int digit = 1; digit < space.operations().size(); digit++) {
            addIfConnected(alternatives, complete(without.with(pair, digit), pair), cell);
            if (space.backwardEdges()) {
                addIfConnected(alternatives, complete(without.with(pair.reversed(), digit), pair.reversed()), cell);
            }
        }
        return List.copyOf(alternatives);
    }

    private static void addIfConnected(List<ConnectionMatrix> alternatives, ConnectionMatrix matrix, ConnectionMatrix present) {
        ConnectionMatrix live = CanonicalForm.withoutDeadEdges(matrix);
        if (!live.edges().isEmpty() && !live.equals(present)) {
            alternatives.add(live);
        }
    }

    private ConnectionMatrix complete(ConnectionMatrix matrix, Edge edge) {
        int last = space.nodes() - 1;
        ConnectionMatrix completed = matrix;
        if (!CanonicalForm.reaches(completed, 0, edge.source())) {
            completed = addIfFree(completed, new Edge(0, edge.source()));
        }
        if (!CanonicalForm.reaches(completed, edge.target(), last)) {
            completed = addIfFree(completed, new Edge(edge.target(), last));
        }
        return completed;
    }

    private ConnectionMatrix addIfFree(ConnectionMatrix matrix, Edge edge) {
        boolean free = matrix.digit(edge) == 0 && matrix.digit(edge.reversed()) == 0;
        return free ? matrix.with(edge, filler) : matrix;
    }
}
