package org.hasnas.score.prediction;

import java.util.Arrays;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.BlockRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * A Gaussian process that was conditioned on values: y = f + noise, f of mean zero and covariance K. Source: Rasmussen and Williams,
 * "Gaussian Processes for Machine Learning", MIT Press 2006, section 2.2; leave-one-out: section 5.4.2. Linear algebra: Hipparchus.
 */
final class GaussianProcess {
    private static final double COVERAGE = 0.95;
    private static final double NORMAL_QUANTILE = 1.96;
    /** From so many values on the quantile is that of the values' own errors. */
    private static final int ENOUGH = 40;

    private final double noise;
    private final RealVector weights;
    private final RealMatrix inverse;
    private final double logLikelihood;
    private final double quantile;

    /**
     * @param covariance of f at the known points, symmetric
     * @param noise standard deviation of the noise
     * @param values observed, mean taken off
     */
    GaussianProcess(double[][] covariance, double noise, double[] values) {
        this.noise = noise;
        RealMatrix noisy = new BlockRealMatrix(covariance);
        for (int i = 0; i < values.length; i++) {
            noisy.addToEntry(i, i, noise * noise);
        }
        // rounding may leave the symmetry of a sum of kernels off by an ulp, and nearly equal points the smallest eigenvalue at about zero
        CholeskyDecomposition cholesky = new CholeskyDecomposition(noisy, 1e-9, 1e-14);
        this.inverse = cholesky.getSolver().getInverse();
        this.weights = inverse.operate(new ArrayRealVector(values));
        double logDeterminant = 0;
        for (int i = 0; i < values.length; i++) {
            logDeterminant += Math.log(cholesky.getL().getEntry(i, i));
        }
        this.logLikelihood = -0.5 * weights.dotProduct(new ArrayRealVector(values)) - logDeterminant;
        this.quantile = quantile(values.length);
    }

    /** Half the width of the 95 % interval in standard deviations: as wide as the known values' own leave-one-out errors ask for. */
    private double quantile(int count) {
        if (count < ENOUGH) {
            return NORMAL_QUANTILE * (1 + 4.0 / (count + 4)); // few values say little about their own spread
        }
        double[] errors = new double[count];
        for (int i = 0; i < count; i++) {
            errors[i] = Math.abs(weights.getEntry(i)) / Math.sqrt(inverse.getEntry(i, i));
        }
        Arrays.sort(errors);
        int rank = (int) Math.ceil(COVERAGE * (count + 1));
        return errors[Math.min(count, rank) - 1];
    }

    /** Logarithm of the likelihood of the values, up to a constant; higher is better. */
    double logLikelihood() {
        return logLikelihood;
    }

    /**
     * A prediction.
     *
     * @param value expected, mean taken off
     * @param halfWidth half the width of the 95 % interval for a new observation
     */
    record Prediction(double value, double halfWidth) {}

    /**
     * @param cross covariance of f at the new point with f at each known one
     * @param own variance of f at the new point
     */
    Prediction at(double[] cross, double own) {
        RealVector vector = new ArrayRealVector(cross, false);
        double explained = vector.dotProduct(inverse.operate(vector));
        double variance = Math.max(0, own - explained) + noise * noise;
        return new Prediction(vector.dotProduct(weights), quantile * Math.sqrt(variance));
    }
}
