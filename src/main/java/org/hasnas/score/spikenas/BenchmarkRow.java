package org.hasnas.score.spikenas;

import org.hasnas.network.Architecture;

/**
 * A trained network of the benchmark.
 *
 * @param id the benchmark's number of the architecture
 * @param parameters all trained parameters
 * @param testAccuracyFraction right answers on the test images, 0 to 1
 */
public record BenchmarkRow(int id, Architecture architecture, long parameters, double testAccuracyFraction) {
    /** Between chance (0.10) and the worst network that learns (0.80). */
    private static final double LEARNS_NOTHING_FRACTION = 0.15;

    /** Whether the network learnt nothing in training, so that its accuracy is that of guessing. */
    public boolean isDead() {
        return testAccuracyFraction < LEARNS_NOTHING_FRACTION;
    }
}
