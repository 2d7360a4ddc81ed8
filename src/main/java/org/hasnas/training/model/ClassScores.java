package org.hasnas.training.model;

/** What the scores of a network's classes mean. */
public final class ClassScores {
    private ClassScores() {}

    /** The class a network decides for: the first of those with the highest score. */
    public static int best(double[] scores) {
        int best = 0;
        for (int c = 1; c < scores.length; c++) {
            if (scores[c] > scores[best]) {
                best = c;
            }
        }
        return best;
    }

    /** Shares of 1 in proportion to the exponentials of the scores. */
    public static double[] softmax(double[] scores) {
        double largest = scores[best(scores)];
        double[] shares = new double[scores.length];
        double sum = 0;
        for (int c = 0; c < scores.length; c++) {
            shares[c] = Math.exp(scores[c] - largest);
            sum += shares[c];
        }
        for (int c = 0; c < scores.length; c++) {
            shares[c] /= sum;
        }
        return shares;
    }
}
