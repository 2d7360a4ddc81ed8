package org.hasnas.network;

/** Which nodes of a cell lie on ways from its first to its last node, as bits. Forward and backward edges count alike. */
public final class LiveNodes {
    private LiveNodes() {}

    /**
     * Bits of the nodes on ways from the first to the last node; 0 if there is no way.
     *
     * @param targets bits of the nodes that edges lead to, by source
     */
    public static int of(int[] targets) {
        return of(targets, (1 << targets.length) - 1);
    }

    /** As {@link #of(int[])}, over ways through the given nodes alone. */
    static int of(int[] targets, int through) {
        int last = targets.length - 1;
        int downstream = downstream(targets, through);
        return (downstream >> last & 1) == 0 ? 0 : downstream & upstream(targets, through);
    }

    private static int downstream(int[] targets, int through) {
        int reached = 1 & through;
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
