package org.hasnas.training.layer;

import org.hasnas.training.model.ClassScores;

/** Loss and shares of the classes from class scores. */
public final class LossAndScores {
    private LossAndScores() {}

    /** Shares of 1 in proportion to the exponentials of the scores. */
    public static double[] softmax(double[] scores) {
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
