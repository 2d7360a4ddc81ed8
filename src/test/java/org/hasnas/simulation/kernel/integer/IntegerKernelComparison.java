package org.hasnas.simulation.kernel.integer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.hasnas.simulation.kernel.layout.VectorWidth;

/** Compares the vector kernels with the scalar ones; loaded once per vector width by {@link VectorIntegerKernelsTest}. */
public final class IntegerKernelComparison implements Supplier<Integer> {
    private final IntegerKernels vector = new VectorIntegerKernels();
    private final IntegerKernels scalar = new ScalarIntegerKernels();
    private final SplittableRandom random = new SplittableRandom(11);

    /** Runs all comparisons; the result names the kernels that were compared. */
    @Override
    public Integer get() {
        for (int channels : new int[] {1, 16, 63, 64, 65, 96, 128, 200, 256, 300, 512}) {
            rowSums(channels);
            maps(channels);
            neurons(channels);
        }
        largestSums();
        events(1);
        events(4);
        hamming();
        return VectorWidth.BITS;
    }

    private void rowSums(int channels) {
        PackedWeights weights = randomWeights(40, channels);
        RowLists lists = new RowLists();
        int[] counts = {0, 1, 2, 3, 4, 7, 100, PackedWeights.MAX_ROWS, PackedWeights.MAX_ROWS + 1, 300};
        lists.reserve(1000, counts.length);
        for (int i = 0; i < lists.rows.length; i++) {
            lists.rows[i] = i < 1000 ? weights.start(random.nextInt(30)) : random.nextInt();
        }
        for (int pixel = 0; pixel < counts.length; pixel++) {
            lists.count[pixel] = counts[pixel];
            lists.from[pixel] = random.nextInt(1001 - counts[pixel]);
            lists.shift[pixel] = weights.start(random.nextInt(11));
        }
        for (int panel = 0; panel < weights.panels(); panel++) {
            for (boolean add : new boolean[] {false, true}) {
                short[] expected = shorts(counts.length * 70 + 5, 3000);
                short[] found = expected.clone();
                assertFalse(scalar.sumRows(weights, panel, lists, counts.length, add, expected, 2, 70), "of zero mean, far from the bounds");
                assertFalse(vector.sumRows(weights, panel, lists, counts.length, add, found, 2, 70));
                assertArrayEquals(expected, found, () -> "sums of rows of " + channels);
            }
        }
    }

    /** All weights at their bounds, as many rows as int16 holds: the lower and the upper channels of a pair must not touch. */
    private void largestSums() {
        PackedWeights weights = new PackedWeights(2, 64);
        for (int channel = 0; channel < 64; channel++) {
            weights.set(0, channel, channel % 3 == 0 ? 127 : -127);
            weights.set(1, channel, channel % 2 == 0 ? 127 : -127);
        }
        RowLists lists = new RowLists();
        lists.reserve(3 * PackedWeights.MAX_ROWS, 1);
        for (int row : new int[] {0, 1}) {
            java.util.Arrays.fill(lists.rows, weights.start(row));
            for (IntegerKernels kernels : new IntegerKernels[] {scalar, vector}) {
                short[] found = new short[64];
                lists.count[0] = PackedWeights.MAX_ROWS;
                assertFalse(kernels.sumRows(weights, 0, lists, 1, false, found, 0, 64));
                for (int channel = 0; channel < 64; channel++) {
                    assertEquals(PackedWeights.MAX_ROWS * weights.get(row, channel), found[channel], kernels.getClass().getSimpleName());
                }
                lists.count[0] = 1;
                assertTrue(kernels.sumRows(weights, 0, lists, 1, true, found, 0, 64), "32767 is passed");
            }
        }
    }

    private void events(int words) {
        int width = 7;
        long[] spikes =
                random.longs(5L * width * words).map(bits -> bits & random.nextLong() & (random.nextInt(4) == 0 ? -1 : random.nextLong())).toArray();
        spikes[3] = -1;
        int[] first = new int[2 + 5 * width + 1];
        int[] events = new int[spikes.length * Long.SIZE + RowLists.SLACK];
        int[] columns = new int[width + 1];
        int[] joined = new int[events.length];
        int[] otherFirst = first.clone();
        int[] otherEvents = events.clone();
        int[] otherColumns = columns.clone();
        int[] otherJoined = joined.clone();
        for (int fromWord = 0; fromWord < words; fromWord++) {
            int end = scalar.listEvents(spikes, 5 * width, words, fromWord, words, first, 2, events, 0);
            assertEquals(end, vector.listEvents(spikes, 5 * width, words, fromWord, words, otherFirst, 2, otherEvents, 0));
            assertArrayEquals(first, otherFirst);
            assertArrayEquals(java.util.Arrays.copyOf(events, end), java.util.Arrays.copyOf(otherEvents, end));
            scalar.joinColumns(events, first, 2, 1, 4, width, -70, 1000, 3, joined, 5, columns);
            vector.joinColumns(events, first, 2, 1, 4, width, -70, 1000, 3, otherJoined, 5, otherColumns);
            assertArrayEquals(columns, otherColumns);
            assertArrayEquals(java.util.Arrays.copyOfRange(joined, 5, columns[width]), java.util.Arrays.copyOfRange(otherJoined, 5, columns[width]));
        }
    }

    private void maps(int channels) {
        int padded = ChannelBlocks.padded(channels);
        float[] gain = factors(padded);
        float[] offset = factors(padded);
        short[] source = shorts(30 * padded + 7, Short.MAX_VALUE);
        short[] target = shorts(30 * padded + 9, Short.MAX_VALUE);
        IntegerMoments expectedMoments = new IntegerMoments(padded);
        IntegerMoments foundMoments = new IntegerMoments(padded);
        scalar.addMoments(source, 3, 30, padded, expectedMoments);
        vector.addMoments(source, 3, 30, padded, foundMoments);
        assertArrayEquals(expectedMoments.sum, foundMoments.sum);
        assertArrayEquals(expectedMoments.squares, foundMoments.squares);
        short[] expected = target.clone();
        short[] found = target.clone();
        scalar.setAffine(expected, 4, source, 3, 29, gain, offset);
        vector.setAffine(found, 4, source, 3, 29, gain, offset);
        assertArrayEquals(expected, found);
        scalar.addAffine(expected, 2, source, 5, 29, gain, offset);
        vector.addAffine(found, 2, source, 5, 29, gain, offset);
        assertArrayEquals(expected, found);
        for (int kernelSize : new int[] {3, 5}) {
            scalar.addPooled(expected, 1, source, 2, 5, 6, kernelSize, gain, offset);
            vector.addPooled(found, 1, source, 2, 5, 6, kernelSize, gain, offset);
            assertArrayEquals(expected, found);
        }
    }

    private void neurons(int channels) {
        int padded = ChannelBlocks.padded(channels);
        int positions = 6;
        float[] gain = factors(padded);
        float[] offset = factors(padded);
        for (float threshold : new float[] {1f, 0.37f}) {
            MembraneFormat small = MembraneFormat.of(0.75f, threshold);
            MembraneFormat large = MembraneFormat.of(0.25f, threshold);
            byte[] expectedBytes = new byte[positions * padded + 3];
            byte[] foundBytes = expectedBytes.clone();
            short[] expectedShorts = new short[positions * padded + 3];
            short[] foundShorts = expectedShorts.clone();
            for (int step = 0; step < 4; step++) {
                short[] input = shorts(positions * padded + 1, 900);
                long[] expected = random.longs((long) positions * padded / 64).toArray();
                long[] found = expected.clone();
                scalar.fire(small, input, 1, gain, offset, expectedBytes, 2, positions, channels, expected);
                vector.fire(small, input, 1, gain, offset, foundBytes, 2, positions, channels, found);
                assertArrayEquals(expected, found);
                // what the padding's membranes hold is of no use to anybody
                assertEqualChannels(expectedBytes, foundBytes, padded, channels);
                scalar.fire(large, input, 1, gain, offset, expectedShorts, 2, positions, channels, expected);
                vector.fire(large, input, 1, gain, offset, foundShorts, 2, positions, channels, found);
                assertArrayEquals(expected, found);
                for (int i = 0; i < positions * padded; i++) {
                    if (i % padded < channels) {
                        assertEquals(expectedShorts[2 + i], foundShorts[2 + i]);
                    }
                }
            }
        }
    }

    private static void assertEqualChannels(byte[] expected, byte[] found, int padded, int channels) {
        for (int i = 0; i < expected.length - 3; i++) {
            if (i % padded < channels) {
                assertEquals(expected[2 + i], found[2 + i]);
            }
        }
    }

    private void hamming() {
        for (int words : new int[] {1, 3, 8, 37}) {
            long[] a = random.longs(words).toArray();
            long[] b = random.longs(words).toArray();
            assertEquals(scalar.hammingDistance(a, b), vector.hammingDistance(a, b));
            long[][] others = new long[1 + IntegerKernels.OTHERS][];
            for (int i = 0; i < others.length; i++) {
                others[i] = random.longs(words).toArray();
            }
            long[] expected = new long[IntegerKernels.OTHERS];
            long[] found = new long[IntegerKernels.OTHERS];
            scalar.hammingDistances(a, others, 1, expected);
            vector.hammingDistances(a, others, 1, found);
            assertArrayEquals(expected, found);
            assertEquals(scalar.hammingDistance(a, others[1]), expected[0]);
        }
    }

    private PackedWeights randomWeights(int rows, int channels) {
        PackedWeights weights = new PackedWeights(rows, channels);
        for (int row = 0; row < rows; row++) {
            for (int channel = 0; channel < channels; channel++) {
                int weight = random.nextInt(-127, 128);
                weights.set(row, channel, weight);
                assertEquals(weight, weights.get(row, channel));
            }
        }
        return weights;
    }

    private short[] shorts(int length, int most) {
        short[] values = new short[length];
        for (int i = 0; i < length; i++) {
            values[i] = (short) random.nextInt(-most, most + 1);
        }
        return values;
    }

    private float[] factors(int length) {
        float[] factors = new float[length];
        for (int i = 0; i < length; i++) {
            factors[i] = (float) random.nextDouble(-0.01, 0.01);
        }
        return factors;
    }
}
