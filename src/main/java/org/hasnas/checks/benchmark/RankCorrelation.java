package org.hasnas.checks.benchmark;

import java.util.Arrays;
import org.hipparchus.stat.correlation.KendallsCorrelation;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/** Rank correlations; NaN where one side is constant. Negative infinity counts as the lowest number. */
final class RankCorrelation {
    private RankCorrelation() {}

    /** Kendall's tau-b. */
    static double kendall(double[] left, double[] right) {
        return isConstant(left) || isConstant(right) ? Double.NaN : new KendallsCorrelation().correlation(finite(left), finite(right));
    }

    static double spearman(double[] left, double[] right) {
        return isConstant(left) || isConstant(right) ? Double.NaN : new SpearmansCorrelation().correlation(finite(left), finite(right));
    }

    private static double[] finite(double[] values) {
        return Arrays.stream(values).map(value -> Math.max(value, -Double.MAX_VALUE)).toArray();
    }

    private static boolean isConstant(double[] values) {
        return Arrays.stream(values).distinct().count() < 2;
    }
}
