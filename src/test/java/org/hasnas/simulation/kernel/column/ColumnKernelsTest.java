package org.hasnas.simulation.kernel.column;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.hasnas.simulation.kernel.Kernels;
import org.junit.jupiter.api.Test;

/** The vector kernels give the bits of the scalar ones; these round and clip as they should. */
final class ColumnKernelsTest {
    private final ColumnKernels scalar = new ScalarColumnKernels();

    @Test
    void sumsAreRoundedUpInTheMiddleAndClipped() {
        ColumnFormat format = new ColumnFormat(6, new int[] {2}, new int[] {5}, 7);
        float[] sums = {-3, 0, 0.9f, 1, 14.9f, 15.1f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        int[] totals = new int[16];
        scalar.convert(sums, format, totals);
        assertArrayEquals(new int[] {0, 0, 0, 5, 35, 35, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, totals);
    }

    @Test
    void vectorsGiveTheSameBits() {
        SplittableRandom random = new SplittableRandom(1);
        ColumnKernels vectors = Kernels.ofProgram().column();
        for (int trial = 0; trial < 200; trial++) {
            int digits = random.nextInt(1, 9);
            ColumnFormat format = new ColumnFormat(random.nextInt(1, 90), random.ints(digits, 1, 9).toArray(), random.ints(digits, -64, 65).toArray(),
                    (1 << random.nextInt(1, 11)) - 1);
            int rows = random.nextInt(1, 30);
            float[] matrix = new float[rows * format.columns()];
            for (int i = 0; i < matrix.length; i++) {
                matrix[i] = trial % 2 == 0 ? random.nextInt(4) : (float) random.nextDouble(-0.2, 3.4);
            }
            int[] starts = random.ints(rows, 0, rows).map(row -> row * format.columns()).toArray();
            int from = random.nextInt(rows);
            int[] expected = new int[format.stride()];
            int[] found = new int[format.stride()];
            scalar.readOut(matrix, starts, from, rows, format, expected);
            vectors.readOut(matrix, starts, from, rows, format, found);
            assertArrayEquals(expected, found);

            float[] sums = new float[format.columns()];
            float[] squares = new float[format.columns()];
            float[] vectorSums = new float[format.columns()];
            float[] vectorSquares = new float[format.columns()];
            scalar.sumWithSquares(matrix, starts, from, rows, 0.02f, sums, squares);
            vectors.sumWithSquares(matrix, starts, from, rows, 0.02f, vectorSums, vectorSquares);
            assertArrayEquals(sums, vectorSums);
            assertArrayEquals(squares, vectorSquares);
            int[] converted = new int[format.stride()];
            vectors.convert(vectorSums, format, converted);
            assertArrayEquals(expected, converted);
        }
    }

    @Test
    void outputsArePaddedToWholeVectors() {
        assertEquals(16, ColumnFormat.stride(1));
        assertEquals(96, ColumnFormat.stride(96));
        assertEquals(2 * 112, new ColumnFormat(100, new int[] {1, 1}, new int[] {1, 2}, 3).columns());
    }
}
