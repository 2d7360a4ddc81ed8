package org.hasnas.simulation.dense;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LogDeterminantTest {
    @Test
    void smallDeterminantsByHand() {
        assertEquals(Math.log(2), LogDeterminant.of(new double[][] {{1, 2}, {3, 4}}), 1e-15);
        assertEquals(Math.log(6), LogDeterminant.of(new double[][] {{0, 2, 0}, {0, 0, 3}, {-1, 0, 0}}), 1e-15);
    }

    @Test
    void aLargeKernelNeitherOverflowsNorUnderflows() {
        // I * a + b * ones has the determinant a^(n-1) (a + n b)
        int n = 256;
        double a = 1e4;
        double b = 3e5;
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix[i][j] = b + (i == j ? a : 0);
            }
        }
        double expected = (n - 1) * Math.log(a) + Math.log(a + n * b);
        assertEquals(expected, LogDeterminant.of(matrix), 1e-9 * expected);
    }

    @Test
    void singularMatricesGiveNegativeInfinity() {
        assertEquals(Double.NEGATIVE_INFINITY, LogDeterminant.of(new double[8][8]));
        SplittableRandom random = new SplittableRandom(1);
        double[][] rankTwo = new double[8][8];
        double[] u = random.doubles(8).toArray();
        double[] v = random.doubles(8).toArray();
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 8; j++) {
                rankTwo[i][j] = u[i] * u[j] + v[i] * v[j];
            }
        }
        assertEquals(Double.NEGATIVE_INFINITY, LogDeterminant.of(rankTwo));
    }

    @Test
    void wrongMatricesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> LogDeterminant.of(new double[][] {{1, 2}}));
        assertThrows(IllegalArgumentException.class, () -> LogDeterminant.of(new double[][] {{Double.NaN}}));
    }
}
