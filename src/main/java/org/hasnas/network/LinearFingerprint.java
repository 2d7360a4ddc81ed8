package org.hasnas.network;

import java.util.List;
import org.hasnas.network.LinearResponse.Link;

/**
 * A {@link LinearResponse} with a fixed odd number in the place of each pooling operator, modulo 2^64: quick to compute, and different
 * for two cells only if their responses differ. The reverse does not hold, so a fingerprint sorts out, but never decides. Which
 * responses are zero is kept beside the numbers and is exact, since nothing in a response is negative.
 */
final class LinearFingerprint {
    private final int nodes;
    private final long[] responses;
    private final boolean[] present;

    LinearFingerprint(List<Link> links, int nodes) {
        this.nodes = nodes;
        responses = new long[LinearResponse.steps(nodes)];
        present = new boolean[responses.length];
        Simulation simulation = new Simulation(links, nodes);
        for (int step = 0; step < responses.length; step++) {
            simulation.advance(step);
            responses[step] = simulation.values[nodes - 1];
            present[step] = simulation.present[nodes - 1];
        }
    }

    /**
     * Whether a cell can have the same response.
     *
     * @param ignoreScale whether a proportional response will do
     */
    boolean mayBelongTo(List<Link> links, boolean ignoreScale) {
        long[] others = new long[responses.length];
        Simulation simulation = new Simulation(links, nodes);
        for (int step = 0; step < responses.length; step++) {
            simulation.advance(step);
            others[step] = simulation.values[nodes - 1];
            boolean fits = ignoreScale ? isProportional(others, step) : others[step] == responses[step];
            if (!fits || simulation.present[nodes - 1] != present[step]) {
                return false;
            }
        }
        return true;
    }

    /** Whether the last of the steps fits all before it: a : b = c : d, without division. */
    private boolean isProportional(long[] others, int last) {
        for (int step = 0; step < last; step++) {
            if (others[last] * responses[step] != others[step] * responses[last]) {
                return false;
            }
        }
        return true;
    }

    /** The values of all nodes, step by step. */
    private static final class Simulation {
        private final List<Link> links;
        private long[] values;
        private boolean[] present;

        Simulation(List<Link> links, int nodes) {
            this.links = links;
            values = new long[nodes];
            present = new boolean[nodes];
        }

        void advance(int step) {
            long[] before = values;
            boolean[] presentBefore = present;
            values = new long[before.length];
            present = new boolean[before.length];
            values[0] = step == 0 ? 1 : 0;
            present[0] = step == 0;
            for (int i = 0; i < links.size(); i++) {
                if (!links.get(i).edge().isForward()) {
                    add(links.get(i), before, presentBefore);
                }
            }
            for (int i = 0; i < links.size(); i++) {
                if (links.get(i).edge().isForward()) {
                    add(links.get(i), values, present);
                }
            }
        }

        private void add(Link link, long[] sources, boolean[] presentSources) {
            int source = link.edge().source();
            int target = link.edge().target();
            values[target] += stand(link) * sources[source];
            present[target] |= presentSources[source];
        }

        private static long stand(Link link) {
            return link.kernelSize() == 1 ? 1 : (link.kernelSize() * 0x9E3779B97F4A7C15L) | 1;
        }
    }
}
