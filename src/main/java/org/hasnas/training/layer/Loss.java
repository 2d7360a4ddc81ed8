package org.hasnas.training.layer;

import java.util.Arrays;
import org.hasnas.training.model.ClassScores;
import org.hasnas.training.model.LossId;

/**
 * What a training makes small.
 *
 * @param mseShare with {@link LossId#EVERY_STEP}: share of the mean squared distance between the scores of a time step and 1
 */
public record Loss(LossId kind, double mseShare) {
    /** Cross-entropy of the scores averaged over time steps. */
    public static final Loss OF_MEAN = new Loss(LossId.MEAN, 0);

    /**
     * Shares of the classes in an image.
     *
     * @param smoothing share spread evenly over all classes
     */
    public static double[] target(int label, int classes, double smoothing) {
        double[] target = new double[classes];
        for (int c = 0; c < classes; c++) {
            target[c] = (c == label ? 1 - smoothing : 0) + smoothing / classes;
        }
        return target;
    }

    /** The labels of images as shares of the classes, [image][class]. */
    public static double[][] targets(int[] labels, int classes) {
        return Arrays.stream(labels).mapToObj(label -> target(label, classes, 0)).toArray(double[][]::new);
    }

    /**
     * Adds the loss of an image, NaN if its scores are.
     *
     * @param sum of the images before
     * @param scores [time step][class], each a time step's share of the image's scores
     * @param target shares of the classes
     * @param gradient of the loss by {@code scores}, overwritten
     */
    double add(double sum, double[][] scores, double[] target, double[][] gradient) {
        return switch (kind) {
            case MEAN -> addOfMean(sum, sum(scores), target, gradient);
            case EVERY_STEP -> sum + ofEveryStep(scores, target, gradient);
        };
    }

    /** The scores of an image: the sum of all time steps' shares. */
    static double[] sum(double[][] scores) {
        double[] sum = new double[scores[0].length];
        for (double[] step : scores) {
            for (int c = 0; c < sum.length; c++) {
                sum[c] += step[c];
            }
        }
        return sum;
    }

    private static double addOfMean(double before, double[] scores, double[] target, double[][] gradient) {
        double[] shares = ClassScores.softmax(scores);
        for (double[] step : gradient) {
            for (int c = 0; c < shares.length; c++) {
                step[c] = shares[c] - target[c];
            }
        }
        return addCrossEntropy(before, shares, target);
    }

    private double ofEveryStep(double[][] scores, double[] target, double[][] gradient) {
        double sum = 0;
        for (int time = 0; time < scores.length; time++) {
            double[] own = scores[time].clone();
            for (int c = 0; c < own.length; c++) {
                own[c] *= scores.length;
            }
            double[] shares = ClassScores.softmax(own);
            double squares = 0;
            for (int c = 0; c < own.length; c++) {
                double distance = own[c] - 1;
                squares += distance * distance;
                // a share counts as many times in the step's scores as the step's loss is divided by
                gradient[time][c] = (1 - mseShare) * (shares[c] - target[c]) + mseShare * 2 * distance / own.length;
            }
            sum += (1 - mseShare) * addCrossEntropy(0, shares, target) + mseShare * squares / own.length;
        }
        return sum / scores.length;
    }

    private static double addCrossEntropy(double before, double[] shares, double[] target) {
        double loss = before;
        for (int c = 0; c < shares.length; c++) {
            if (target[c] > 0) {
                loss -= target[c] * Math.log(Math.max(shares[c], Double.MIN_NORMAL));
            }
        }
        return Double.isNaN(shares[0]) ? Double.NaN : loss;
    }
}
