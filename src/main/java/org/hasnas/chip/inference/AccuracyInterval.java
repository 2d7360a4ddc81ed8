package org.hasnas.chip.inference;

import java.util.Arrays;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.descriptive.moment.StandardDeviation;
import org.hipparchus.stat.interval.BinomialProportion;
import org.hipparchus.stat.interval.ConfidenceInterval;

/**
 * The 95 % interval of an accuracy that is a mean over seeds, such as those of device sets, and over a sample of images. Both are random: the deviation
 * between seeds (Student's t) and the Wilson interval of the images are added up as squares. With one seed only the images count.
 */
public final class AccuracyInterval {
    private static final double CONFIDENCE = 0.95;

    private AccuracyInterval() {}

    /** @param bySeed accuracy with each seed on the same {@code images} images */
    public static Accuracy of(AccuracyKind kind, double[] bySeed, int images, String source) {
        double mean = Arrays.stream(bySeed).average().orElseThrow();
        double whole = Math.min(images, Math.round(mean * images)); // images, not a fraction of one
        ConfidenceInterval wilson = BinomialProportion.getWilsonScoreInterval(images, whole / images, CONFIDENCE);
        double seeds = bySeed.length < 2 ? 0 : new TDistribution(bySeed.length - 1.0).inverseCumulativeProbability(0.5 + CONFIDENCE / 2)
                * new StandardDeviation().evaluate(bySeed) / Math.sqrt(bySeed.length);
        double below = Math.hypot(seeds, Math.max(0, mean - wilson.getLowerBound()));
        double above = Math.hypot(seeds, Math.max(0, wilson.getUpperBound() - mean));
        return new Accuracy(kind, mean, Math.max(0, mean - below), Math.min(1, mean + above), source);
    }
}
