package org.hasnas.search.study;

import java.util.List;
import java.util.SplittableRandom;
import org.hasnas.search.study.model.Interval;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.hipparchus.stat.descriptive.rank.Percentile;

/** 95 % confidence intervals. */
public final class Intervals {
    private static final double TAIL = 0.025;
    private static final int RESAMPLES = 1000;
    private static final long RESAMPLING_SEED = 95;

    private Intervals() {}

    /** Student's t interval of a mean. */
    public static Interval ofMean(List<Double> values) {
        if (values.isEmpty()) {
            return Interval.NONE;
        }
        StreamingStatistics statistics = new StreamingStatistics();
        values.forEach(statistics::addValue);
        int count = values.size();
        double mean = statistics.getMean();
        if (count < 2) {
            return new Interval(mean, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, count);
        }
        double reach = new TDistribution(count - 1.0).inverseCumulativeProbability(1 - TAIL) * statistics.getStandardDeviation() / Math.sqrt(count);
        return new Interval(mean, mean - reach, mean + reach, count);
    }

    /** The ratio of two means over the same pairs, with the percentiles of a bootstrap over the pairs. */
    static Interval ofRatio(List<Double> numerators, List<Double> denominators) {
        int count = numerators.size();
        if (count != denominators.size()) {
            throw new IllegalArgumentException("a ratio needs pairs, was " + count + " and " + denominators.size());
        }
        if (count < 2) {
            return Interval.NONE;
        }
        SplittableRandom random = new SplittableRandom(RESAMPLING_SEED);
        double[] ratios = new double[RESAMPLES];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            double above = 0;
            double below = 0;
            for (int draw = 0; draw < count; draw++) {
                int index = random.nextInt(count);
                above += numerators.get(index);
                below += denominators.get(index);
            }
            ratios[resample] = above / below;
        }
        Percentile percentile = new Percentile();
        percentile.setData(ratios);
        return new Interval(sum(numerators) / sum(denominators), percentile.evaluate(100 * TAIL), percentile.evaluate(100 * (1 - TAIL)), count);
    }

    private static double sum(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }
}
