package org.hasnas.score.spikenas;

import java.util.List;
import java.util.OptionalInt;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Edge;
import org.hasnas.network.SearchSpaces;

/**
 * The benchmark's number of an architecture: the operation digits of the edges 0->1, 0->2, 0->3, 1->2, 1->3, 2->3 in base 5, least
 * significant first; the same cell everywhere.
 */
public final class ArchitectureId {
    /** How many architectures the benchmark has. */
    public static final int COUNT = 15_625;

    private static final int BASE = 5;
    private static final int NODES = 4;
    private static final List<Edge> EDGES = List.of(new Edge(0, 1), new Edge(0, 2), new Edge(0, 3), new Edge(1, 2), new Edge(1, 3), new Edge(2, 3));

    private ArchitectureId() {}

    /** @throws IllegalArgumentException if there is no such number */
    public static Architecture decode(int id) {
        if (id < 0 || id >= COUNT) {
            throw new IllegalArgumentException("an architecture id of SpikeNAS-Bench is 0 to " + (COUNT - 1) + ", not " + id);
        }
        ConnectionMatrix matrix = ConnectionMatrix.empty(NODES);
        int rest = id;
        for (Edge edge : EDGES) {
            matrix = matrix.with(edge, rest % BASE);
            rest /= BASE;
        }
        return Architecture.shared(matrix);
    }

    /** The number of an architecture of {@link SearchSpaces#SPIKENAS_BENCH}; empty if its cells differ or the benchmark has no such cell. */
    public static OptionalInt encode(Architecture architecture) {
        ConnectionMatrix matrix = architecture.matrices().getFirst();
        if (matrix.nodes() != NODES || architecture.matrices().stream().anyMatch(other -> !other.equals(matrix))
                || matrix.edges().stream().anyMatch(edge -> !edge.isForward() || matrix.digit(edge) >= BASE)) {
            return OptionalInt.empty();
        }
        int id = 0;
        for (Edge edge : EDGES.reversed()) {
            id = BASE * id + matrix.digit(edge);
        }
        return OptionalInt.of(id);
    }
}
