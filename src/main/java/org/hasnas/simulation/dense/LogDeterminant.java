package org.hasnas.simulation.dense;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealMatrix;

/**
 * {@code log |det A|} in float64 by LU decomposition with partial pivoting. The sum of the pivots' logarithms neither overflows nor
 * underflows, which the determinant of a 256x256 kernel does.
 */
public final class LogDeterminant {
    private LogDeterminant() {}

    /**
     * The natural logarithm of the absolute determinant.
     *
     * @param matrix square; not changed
     * @return negative infinity if the matrix is singular, or so near to it that its smallest pivot is rounding noise (below n * 2^-52
     *     times the largest element)
     * @throws IllegalArgumentException if the matrix is not square, or has an element that is not finite
     */
    public static double of(double[][] matrix) {
        double largest = largest(matrix);
        if (largest == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        LUDecomposition decomposition = new LUDecomposition(new Array2DRowRealMatrix(matrix, true), Double.MIN_NORMAL);
        RealMatrix upper = decomposition.getU();
        if (upper == null) { // how the library says that a pivot was zero
            return Double.NEGATIVE_INFINITY;
        }
        double noise = matrix.length * Math.ulp(1.0) * largest;
        double sum = 0;
        for (int i = 0; i < matrix.length; i++) {
            double pivot = Math.abs(upper.getEntry(i, i));
            if (pivot <= noise) {
                return Double.NEGATIVE_INFINITY;
            }
            sum += Math.log(pivot);
        }
        return sum;
    }

    private static double largest(double[][] matrix) {
        double largest = 0;
        for (double[] row : matrix) {
            if (row.length != matrix.length) {
                throw new IllegalArgumentException("a determinant needs a square matrix, was " + matrix.length + " rows with one of "
                        + row.length + " elements");
            }
            for (double element : row) {
                if (!Double.isFinite(element)) {
                    throw new IllegalArgumentException("a determinant needs finite elements, found " + element);
                }
                largest = Math.max(largest, Math.abs(element));
            }
        }
        return largest;
    }
}
