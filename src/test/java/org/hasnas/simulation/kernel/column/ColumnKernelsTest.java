package org.hasnas.simulation.kernel.column;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.hasnas.simulation.kernel.Kernels;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.junit.jupiter.api.Test;

/** The vector kernels give the bits of the scalar ones; these round and clip as they should. */
final class ColumnKernelsTest {
    private final ColumnKernels scalar = new ScalarColumnKernels();

    @Test
    void sumsAreRoundedUpInTheMiddleAndClipped() {
        ColumnFormat format = new ColumnFormat(6, new int[] {2}, new int[] {5}, 7);
        float[] sums = {-3, 0, 0.9f, 1, 14.9f, 15.1f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        int[] totals = new int[16];
        scalar.convert(sums, format, 0, totals);
        assertArrayEquals(new int[] {0, 0, 0, 5, 35, 35, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, totals);
    }

    @Test
    void vectorsGiveTheSameBits() {
        SplittableRandom random = new SplittableRandom(1);
        ColumnKernels vectors = Kernels.ofProgram().column();
        int surely = 0;
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
            scalar.readOut(matrix, starts, from, rows, format, 0, expected);
            vectors.readOut(matrix, starts, from, rows, format, 0, found);
            assertArrayEquals(expected, found);

            float reach = (float) random.nextDouble(0.2);
            int[] scalarSure = new int[format.stride()];
            int[] vectorSure = new int[format.stride()];
            int sure = vectors.readOut(matrix, starts, from, rows, format, reach, vectorSure);
            int scalarSureOutputs = scalar.readOut(matrix, starts, from, rows, format, reach, scalarSure);
            assertTrue(sure <= scalarSureOutputs && scalarSureOutputs - sure < 16, sure + " of " + scalarSureOutputs);
            for (int output = 0; output < format.stride(); output++) {
                assertEquals(output < sure ? expected[output] : 0, vectorSure[output]);
                assertEquals(output < scalarSureOutputs ? expected[output] : 0, scalarSure[output]);
            }
            surely += sure == format.stride() ? 1 : 0;

            int[] whole = random.ints((long) rows * format.stride(), -500, 500).toArray();
            int[] numbers = random.ints(rows, 0, rows).toArray();
            int[] scalarRows = new int[2 * format.stride()];
            int[] vectorRows = new int[2 * format.stride()];
            scalar.addRows(whole, numbers, from, rows, format.stride(), scalarRows, format.stride());
            vectors.addRows(whole, numbers, from, rows, format.stride(), vectorRows, format.stride());
            assertArrayEquals(scalarRows, vectorRows);
            int[] factors = random.ints(rows, -300, 300).toArray();
            scalar.addProducts(whole, factors, format.stride(), scalarRows);
            vectors.addProducts(whole, factors, format.stride(), vectorRows);
            assertArrayEquals(scalarRows, vectorRows);

            float[] sums = new float[format.columns()];
            float[] squares = new float[format.columns()];
            float[] vectorSums = new float[format.columns()];
            float[] vectorSquares = new float[format.columns()];
            scalar.sumWithSquares(matrix, starts, from, rows, 0.02f, sums, squares);
            vectors.sumWithSquares(matrix, starts, from, rows, 0.02f, vectorSums, vectorSquares);
            assertArrayEquals(sums, vectorSums);
            assertArrayEquals(squares, vectorSquares);
            float[] noisy = sums.clone();
            float[] vectorNoisy = sums.clone();
            scalar.addNoise(noisy, squares, 0.3f, sums);
            vectors.addNoise(vectorNoisy, squares, 0.3f, sums);
            assertArrayEquals(noisy, vectorNoisy);
            thresholds(format, sums, squares, random);
            int outputs = random.nextInt(1, format.stride() + 1);
            float[] target = Arrays.copyOf(squares, 1 + outputs);
            float[] vectorTarget = target.clone();
            scalar.addScaled(expected, 0, Arrays.copyOf(squares, outputs), Arrays.copyOf(sums, outputs), target, 1);
            vectors.addScaled(expected, 0, Arrays.copyOf(squares, outputs), Arrays.copyOf(sums, outputs), vectorTarget, 1);
            assertArrayEquals(target, vectorTarget);
            int[] converted = new int[format.stride()];
            vectors.convert(vectorSums, format, 0, converted);
            assertArrayEquals(expected, converted);
        }
        assertTrue(surely > 10 && surely < 190, surely + " of 200");
    }

    @Test
    void neuronsFireAlike() {
        SplittableRandom random = new SplittableRandom(7);
        for (int channels : new int[] {1, 15, 16, 33, 64, 70, 128, 200}) {
            float[] potentials = new float[3 + channels];
            for (int i = 0; i < potentials.length; i++) {
                potentials[i] = random.nextInt(20) == 0 ? Float.NaN : random.nextInt(-2, 3); // some exactly at the threshold
            }
            float[] thresholds = new float[channels];
            for (int c = 0; c < channels; c++) {
                thresholds[c] = random.nextInt(-1, 2);
            }
            float[] vectorPotentials = potentials.clone();
            long[] spikes = {-1, -1, -1, -1, -1};
            long[] vectorSpikes = spikes.clone();
            scalar.fire(potentials, 3, thresholds, channels, spikes, 1);
            Kernels.ofProgram().column().fire(vectorPotentials, 3, thresholds, channels, vectorSpikes, 1);
            assertArrayEquals(potentials, vectorPotentials);
            assertArrayEquals(spikes, vectorSpikes);
            int words = Math.ceilDiv(channels, Long.SIZE);
            assertTrue(spikes[0] == -1 && spikes[words + 1 < 5 ? words + 1 : 0] == -1, "words around them stay");
            assertTrue(channels == 1 || SpikeLayout.count(Arrays.copyOfRange(spikes, 1, 1 + words)) > channels / 4);
        }
    }

    private void thresholds(ColumnFormat format, float[] sums, float[] squares, SplittableRandom random) {
        ColumnKernels vectors = Kernels.ofProgram().column();
        float ratio = (float) random.nextDouble(0.001, 0.1);
        int columns = format.columns();
        int stride = format.stride();
        int[] lowest = new int[2 * stride];
        int[] vectorLowest = new int[2 * stride];
        short[] limits = new short[2 * columns];
        short[] vectorLimits = new short[limits.length];
        int off = scalar.thresholds(sums, squares, ratio, 4.3f, format, 2, lowest, stride, limits, columns);
        assertEquals(off, vectors.thresholds(sums, squares, ratio, 4.3f, format, 2, vectorLowest, stride, vectorLimits, columns));
        if (off < 0) {
            return;
        }
        assertArrayEquals(lowest, vectorLowest);
        assertArrayEquals(limits, vectorLimits);
        long[] numbers = random.longs(columns / 4).toArray();
        int[] totals = new int[stride];
        int[] vectorTotals = new int[stride];
        boolean isCertain = scalar.addReached(limits, columns, numbers, off, 3, format, totals);
        assertEquals(isCertain, vectors.addReached(limits, columns, numbers, off, 3, format, vectorTotals));
        assertArrayEquals(totals, vectorTotals);
        vectors.addReached(limits, columns, numbers, off, -3, format, vectorTotals);
        assertArrayEquals(new int[stride], vectorTotals);
    }

    /** All quantiles are where the formula has them, to less than what thresholds take it to be off. */
    @Test
    void ranksAreThoseOfNormalQuantiles() {
        NormalDistribution normal = new NormalDistribution();
        double worst = 0;
        for (int rank = 0; rank < 1 << 16; rank++) {
            float number = (float) normal.inverseCumulativeProbability((rank + 0.5) / (1 << 16));
            worst = Math.max(worst, Math.abs(NormalRanks.below(number) - rank - 0.5));
        }
        assertTrue(worst < 0.03, worst + " ranks");
    }

    @Test
    void outputsArePaddedToWholeVectors() {
        assertEquals(16, ColumnFormat.stride(1));
        assertEquals(96, ColumnFormat.stride(96));
        assertEquals(2 * 112, new ColumnFormat(100, new int[] {1, 1}, new int[] {1, 2}, 3).columns());
    }
}
