package org.hasnas.training.model;

/** The decision that the scores of a network's classes make. */
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
}
