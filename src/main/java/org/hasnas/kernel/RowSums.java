package org.hasnas.kernel;

import java.util.Arrays;

/** Sums of any number of weight rows, for one thread: in int16 as long as that can't overflow, then in int32. */
public final class RowSums {
    private final PackedWeights weights;
    private final IntegerKernels kernels;
    private final short[] part;
    private final int[] wide;

    public RowSums(PackedWeights weights, IntegerKernels kernels) {
        this.weights = weights;
        this.kernels = kernels;
        this.part = new short[weights.paddedChannels()];
        this.wide = new int[weights.paddedChannels()];
    }

    /** Writes the sums, saturated to int16. */
    void sum(int[] starts, int count, short[] target, int to) {
        if (count <= PackedWeights.MOST_ROWS) {
            kernels.sumRows(weights, starts, 0, count, target, to);
            return;
        }
        int[] sums = sum(starts, count);
        saturate(sums, target, to);
    }

    /**
     * The exact sums of rows, at most {@link PackedWeights#MOST_ROWS_IN_INT32}; a row may be listed several times.
     *
     * @return valid until the next call
     */
    public int[] sum(int[] starts, int count) {
        Arrays.fill(wide, 0);
        for (int first = 0; first < count; first += PackedWeights.MOST_ROWS) {
            kernels.sumRows(weights, starts, first, Math.min(PackedWeights.MOST_ROWS, count - first), part, 0);
            add(wide, part);
        }
        return wide;
    }

    private static void add(int[] sums, short[] part) {
        for (int c = 0; c < sums.length; c++) {
            sums[c] += part[c];
        }
    }

    private static void saturate(int[] sums, short[] target, int to) {
        for (int c = 0; c < sums.length; c++) {
            target[to + c] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sums[c]));
        }
    }
}
