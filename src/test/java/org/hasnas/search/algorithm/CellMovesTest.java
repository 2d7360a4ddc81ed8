package org.hasnas.search.algorithm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Edge;
import org.hasnas.network.SearchSpace;
import org.hasnas.network.SearchSpaces;
import org.hasnas.search.feasibility.Enumeration;
import org.junit.jupiter.api.Test;

final class CellMovesTest {
    private static List<String> texts(SearchSpace space, String cell, Edge pair) {
        return new CellMoves(space).alternatives(ConnectionMatrix.parse(cell), pair).stream().map(ConnectionMatrix::text).toList();
    }

    @Test
    void anEdgeAtAnUnusedNodeGetsTheSkipConnectionsItNeeds() {
        assertEquals(List.of("0103 0001 0000 0000", "0203 0001 0000 0000", "0303 0001 0000 0000", "0403 0001 0000 0000"),
                texts(SearchSpaces.SNASNET_FORWARD, "0003 0000 0000 0000", new Edge(0, 1)));
        assertEquals(List.of("0103 0010 0001 0000", "0103 0020 0001 0000", "0103 0030 0001 0000", "0103 0040 0001 0000"),
                texts(SearchSpaces.SNASNET_FORWARD, "0003 0000 0000 0000", new Edge(1, 2)));
    }

    @Test
    void theOnlyWayToTheOutputIsReplacedButNotRemoved() {
        assertEquals(List.of("0001 0000 0000 0000", "0002 0000 0000 0000", "0004 0000 0000 0000"),
                texts(SearchSpaces.SNASNET, "0003 0000 0000 0000", new Edge(0, 3)));
    }

    @Test
    void bothDirectionsAreOffered() {
        List<String> moves = texts(SearchSpaces.SNASNET, "0303 0030 3003 0000", new Edge(1, 3));
        assertTrue(moves.contains("0303 0032 3003 0000"), moves.toString());
        assertTrue(moves.contains("0303 0030 3003 0200"), moves.toString());
        assertEquals(8, moves.size(), moves.toString());
    }

    /** Steps lead from a single edge to every cell of the space, so that no candidate is out of the search's reach. */
    @Test
    void everyLiveForwardCellCanBeReached() {
        SearchSpace space = SearchSpaces.SNASNET_FORWARD;
        CellMoves moves = new CellMoves(space);
        Set<ConnectionMatrix> reached = new HashSet<>(Set.of(ConnectionMatrix.parse("0003 0000 0000 0000")));
        Deque<ConnectionMatrix> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            ConnectionMatrix cell = open.remove();
            for (Edge pair : space.pairs()) {
                for (ConnectionMatrix next : moves.alternatives(cell, pair)) {
                    assertFalse(next.edges().isEmpty());
                    if (reached.add(next)) {
                        open.add(next);
                    }
                }
            }
        }
        Set<ConnectionMatrix> all = new HashSet<>();
        new Enumeration(space, 1).forEachRemaining(cell -> all.add(CanonicalForm.withoutDeadEdges(cell.cell(0))));
        assertEquals(all, reached);
    }
}
