package org.hasnas.training;

import org.hasnas.domain.accuracy.ClassScores;

/** What class scores mean. */
final class Scores {
    private Scores() {}

    /** Shares of 1 in proportion to the exponentials of the scores. */
    static double[] softmax(double[] scores) {
        double largest = scores[ClassScores.best(scores)];
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
