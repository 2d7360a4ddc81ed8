package org.hasnas.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a cell without convolutions makes of a unit impulse, time step by time step, as formal sums of pooling chains.
 *
 * <p>Identity, average pool and the one-step delay of backward edges are linear and the same at every time step, so the cell's value is
 * a sum over d of H(d) applied to the input d time steps ago. Each H(d) is a sum, with positive whole factors, of chains of pooling
 * operators. Pools of different sizes need not commute where zeros are padded, so a chain is a word of kernel sizes, and two sums are
 * called equal only if they hold the same words with the same factors: equal sums are equal functions on any image.
 *
 * <p>The first {@code 2 (nodes - 1) + 1} time steps decide about all others: a cell is a linear system whose state is the feedback of
 * {@code nodes - 1} nodes. The difference of two cells has twice as many state variables, m; if the first m + 1 impulse responses of a
 * system with m state variables are zero, all are, since the states it reaches span a space that stops growing after m steps.
 *
 * @param steps factor of each chain, one map per time step; a chain is a text of kernel sizes
 */
record LinearResponse(List<Map<String, Long>> steps) {
    /** An edge with what it does: 1 for the identity, else the side of its pooling kernel. */
    record Link(Edge edge, int kernelSize) {}

    LinearResponse {
        steps = List.copyOf(steps);
    }

    /**
     * Computes the response of a cell.
     *
     * @param links the edges, of which the forward ones are ordered by target
     */
    static LinearResponse of(List<Link> links, int nodes) {
        List<Map<String, Long>> fed = zeros(nodes);
        List<Map<String, Long>> responses = new ArrayList<>();
        for (int step = 0; step < steps(nodes); step++) {
            List<Map<String, Long>> values = new ArrayList<>(fed);
            if (step == 0) {
                values.set(0, Map.of("", 1L));
            }
            for (Link link : links) {
                if (link.edge().isForward()) {
                    values.set(link.edge().target(), sum(values.get(link.edge().target()), link, values.get(link.edge().source())));
                }
            }
            fed = zeros(nodes);
            for (Link link : links) {
                if (!link.edge().isForward()) {
                    fed.set(link.edge().target(), sum(fed.get(link.edge().target()), link, values.get(link.edge().source())));
                }
            }
            responses.add(values.getLast());
        }
        return new LinearResponse(responses);
    }

    /** The response divided by the greatest common divisor of all its factors. */
    LinearResponse withoutScale() {
        long divisor = 0;
        for (Map<String, Long> step : steps) {
            for (long factor : step.values()) {
                divisor = gcd(divisor, factor);
            }
        }
        List<Map<String, Long>> divided = new ArrayList<>();
        for (Map<String, Long> step : steps) {
            Map<String, Long> factors = new TreeMap<>();
            for (Map.Entry<String, Long> term : step.entrySet()) {
                factors.put(term.getKey(), term.getValue() / divisor);
            }
            divided.add(factors);
        }
        return new LinearResponse(divided);
    }

    private static long gcd(long one, long other) {
        return other == 0 ? one : gcd(other, one % other);
    }

    private static Map<String, Long> sum(Map<String, Long> value, Link link, Map<String, Long> source) {
        Map<String, Long> sum = new TreeMap<>(value);
        String operator = link.kernelSize() == 1 ? "" : link.kernelSize() + " ";
        source.forEach((chain, factor) -> sum.merge(operator + chain, factor, Math::addExact));
        return sum;
    }

    /** Number of time steps that decide about all. */
    static int steps(int nodes) {
        return 2 * (nodes - 1) + 1;
    }

    private static List<Map<String, Long>> zeros(int nodes) {
        return new ArrayList<>(Collections.nCopies(nodes, Map.of()));
    }
}
