package org.hasnas.checks.model;

import java.util.Optional;
import org.hasnas.search.model.Trial;

/**
 * SNASNet's published random search on a task: measured on a sample, extrapolated to all draws.
 *
 * @param draws of the protocol, 5000
 * @param distinct different networks among them
 * @param sample draws that were timed
 * @param sampleDistinct different networks among these
 * @param cpuSecondsPerDraw mean CPU time of a draw of the sample, every draw simulated as published
 * @param cpuSecondsPerNetwork mean CPU time of a different network of the sample
 * @param screened different networks that were ranked with a screen to find what the protocol would pick
 * @param picked of these, the best were evaluated at the protocol's settings: so many
 * @param pick the best of them, limits not looked at: what the protocol would pick
 * @param feasiblePick the best of them within the limits; empty if none is
 */
public record PublishedProtocol(int draws, int distinct, int sample, int sampleDistinct, double cpuSecondsPerDraw, double cpuSecondsPerNetwork,
        int screened, int picked, Trial pick, Optional<Trial> feasiblePick) {
    /** CPU time of all draws, every one simulated. */
    public double cpuSeconds() {
        return draws * cpuSecondsPerDraw;
    }

    /** CPU time of all draws where equal networks are simulated once. */
    public double cpuSecondsWithCache() {
        return distinct * cpuSecondsPerNetwork;
    }
}
