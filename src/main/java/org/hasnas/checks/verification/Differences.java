package org.hasnas.checks.verification;

/** Relative differences of numbers. */
final class Differences {
    private Differences() {}

    /** |a - b| / |b|; 0 where both are equal, also both 0. */
    static double relative(double computed, double reference) {
        if (computed == reference) {
            return 0;
        }
        double difference = Math.abs(computed - reference) / Math.abs(reference);
        return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
    }

    /** Largest element-wise {@link #relative}. */
    static double worst(double[][] computed, double[][] reference) {
        double worst = 0;
        for (int i = 0; i < reference.length; i++) {
            for (int j = 0; j < reference[i].length; j++) {
                worst = Math.max(worst, relative(computed[i][j], reference[i][j]));
            }
        }
        return worst;
    }

    /** Largest absolute difference relative to the largest reference: for scores that may each be near 0. */
    static double worstOfLargest(double[][] computed, double[][] reference) {
        double largest = 0;
        double worst = 0;
        for (int i = 0; i < reference.length; i++) {
            for (int j = 0; j < reference[i].length; j++) {
                largest = Math.max(largest, Math.abs(reference[i][j]));
                double difference = Math.abs(computed[i][j] - reference[i][j]);
                worst = Math.max(worst, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
            }
        }
        return largest == 0 ? worst : worst / largest;
    }
}
