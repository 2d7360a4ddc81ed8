package org.hasnas.chip.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LeastAssignmentTest {
    @Test
    void noOtherAssignmentCostsLess() {
        SplittableRandom random = new SplittableRandom(5);
        for (int trial = 0; trial < 200; trial++) {
            int columns = 1 + random.nextInt(6);
            double[][] cost = new double[1 + random.nextInt(columns)][columns];
            for (double[] row : cost) {
                Arrays.setAll(row, column -> random.nextInt(9) - 3); // with ties and negative ones
            }
            int[] columnOf = LeastAssignment.of(cost);
            assertEquals(cost.length, Arrays.stream(columnOf).distinct().count());
            double sum = 0;
            for (int row = 0; row < cost.length; row++) {
                sum += cost[row][columnOf[row]];
            }
            assertEquals(least(cost, 0, 0), sum);
        }
        assertEquals(0, LeastAssignment.of(new double[0][]).length);
    }

    /** Of all ways to give the rows from {@code row} on columns that are not taken. */
    private static double least(double[][] cost, int row, int taken) {
        if (row == cost.length) {
            return 0;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int column = 0; column < cost[row].length; column++) {
            if ((taken >> column & 1) == 0) {
                least = Math.min(least, cost[row][column] + least(cost, row + 1, taken | 1 << column));
            }
        }
        return least;
    }
}
