package org.hasnas.training.model;

import java.util.Optional;

/**
 * How much one accuracy is above another, with the 95 % interval of the difference.
 *
 * <p>The interval is made of those of the two accuracies: R. G. Newcombe, "Interval estimation for the difference between independent
 * proportions: comparison of eleven methods", Statistics in Medicine 17 (1998), method 10. It holds for images drawn independently; on the same
 * images it is too wide rather than too narrow as long as the networks tend to err on the same ones.
 *
 * @param fraction the difference, -1 to 1; positive if the first is better
 * @param lowFraction lower end of the interval
 * @param highFraction upper end of the interval
 */
public record AccuracyDifference(double fraction, double lowFraction, double highFraction) {
    /** Of two accuracies; empty if either has no interval. */
    public static Optional<AccuracyDifference> of(Accuracy accuracy, Accuracy than) {
        if (accuracy.lowFraction() >= accuracy.highFraction() || than.lowFraction() >= than.highFraction()) {
            return Optional.empty();
        }
        double difference = accuracy.fraction() - than.fraction();
        double down = Math.hypot(accuracy.fraction() - accuracy.lowFraction(), than.highFraction() - than.fraction());
        double up = Math.hypot(accuracy.highFraction() - accuracy.fraction(), than.fraction() - than.lowFraction());
        return Optional.of(new AccuracyDifference(difference, difference - down, difference + up));
    }

    /** Whether the interval leaves out 0. */
    public boolean isSignificant() {
        return lowFraction > 0 || highFraction < 0;
    }
}
