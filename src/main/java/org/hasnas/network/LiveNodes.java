package org.hasnas.network;

/** Which nodes of a cell lie on paths from its first to its last node, as bits. Forward and backward edges count alike. */
public final class LiveNodes {
    private LiveNodes() {}

    /** Bits of the nodes that the edges of a cell lead to, by source. */
    static int[] targets(ConnectionMatrix cell) {
        int[] targets = new int[cell.nodes()];
        for (Edge edge : cell.edges()) {
            targets[edge.source()] |= 1 << edge.target();
        }
        return targets;
    }

    /** The cell without the edges of nodes that are not live; no edge if it is unconnected. */
    static ConnectionMatrix within(ConnectionMatrix cell, int live) {
        ConnectionMatrix result = cell;
        for (Edge edge : cell.edges()) {
            if ((live >> edge.source() & 1) == 0 || (live >> edge.target() & 1) == 0) {
                result = result.with(edge, 0);
            }
        }
        return result;
    }

    /** Bits of the nodes that edges lead to from one node; the node itself is one of them. */
    static int reached(int[] targets, int start) {
        return downstream(targets, start, (1 << targets.length) - 1);
    }

    /**
     * Bits of the nodes on paths from the first to the last node; 0 if there is no path.
     *
     * @param targets bits of the nodes that edges lead to, by source
     */
    public static int of(int[] targets) {
        return of(targets, (1 << targets.length) - 1);
    }

    /** As {@link #of(int[])}, over paths through the given nodes alone. */
    static int of(int[] targets, int through) {
        int last = targets.length - 1;
        int downstream = downstream(targets, 0, through);
        return (downstream >> last & 1) == 0 ? 0 : downstream & upstream(targets, through);
    }

    private static int downstream(int[] targets, int start, int through) {
        int reached = 1 << start & through;
        int before = -1;
        while (reached != before) {
            before = reached;
            for (int node = 0; node < targets.length; node++) {
                if ((reached >> node & 1) == 1) {
                    reached |= targets[node] & through;
                }
            }
        }
        return reached;
    }

    private static int upstream(int[] targets, int through) {
        int reaching = 1 << (targets.length - 1);
        int before = 0;
        while (reaching != before) {
            before = reaching;
            for (int node = 0; node < targets.length; node++) {
                if ((through >> node & 1) == 1 && (targets[node] & reaching) != 0) {
                    reaching |= 1 << node;
                }
            }
        }
        return reaching;
    }
}
