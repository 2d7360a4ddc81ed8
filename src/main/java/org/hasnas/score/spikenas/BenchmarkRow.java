package org.hasnas.score.spikenas;

import java.util.Optional;
import org.hasnas.network.Architecture;

/**
 * A trained network of the benchmark.
 *
 * @param id the benchmark's number of the architecture
 * @param parameters all trained parameters
 * @param testAccuracyFraction right answers on the test images, 0 to 1
 * @param classes of the data set
 * @param curve how its training went; empty if that is not known
 */
public record BenchmarkRow(int id, Architecture architecture, long parameters, double testAccuracyFraction, int classes,
        Optional<LearningCurve> curve) {
    /** Above chance, 1, and far below the worst networks that learn: 8 on CIFAR-10, more on the others. */
    private static final double LEARNS_NOTHING = 1.5;

    /** Whether the network learnt nothing in training, so that its accuracy is that of guessing. */
    public boolean isDead() {
        return testAccuracyFraction < LEARNS_NOTHING / classes;
    }

    BenchmarkRow withCurve(Optional<LearningCurve> newCurve) {
        return new BenchmarkRow(id, architecture, parameters, testAccuracyFraction, classes, newCurve);
    }
}
