package org.hasnas.training;

/** What class scores mean. */
final class Scores {
    private Scores() {}

    /** The first class of the highest score. */
    static int best(double[] scores) {
        int best = 0;
        for (int c = 1; c < scores.length; c++) {
            if (scores[c] > scores[best]) {
                best = c;
            }
        }
        return best;
    }

    static double[] softmax(double[] scores) {
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
