package org.hasnas.simulation.kernel.integer;

import java.util.Arrays;

/** Exact sums of any number of weight rows, for one thread: in int16 as long as that can't overflow, then in int32. */
public final class RowSums {
    private final PackedWeights weights;
    private final IntegerKernels kernels;
    private final RowLists lists = new RowLists();
    private final short[] part = new short[ChannelBlocks.BLOCK];
    private final int[] wide;

    public RowSums(PackedWeights weights, IntegerKernels kernels) {
        this.weights = weights;
        this.kernels = kernels;
        this.wide = new int[weights.paddedChannels()];
        lists.reserve(PackedWeights.MAX_ROWS, 1);
    }

    /**
     * Sums rows, at most {@link PackedWeights#MAX_ROWS_IN_INT32}; a row may be listed several times.
     *
     * @param starts {@link PackedWeights#start} of the rows
     * @return of each channel, padding included; valid until the next call
     */
    public int[] sum(int[] starts, int count) {
        Arrays.fill(wide, 0);
        for (int first = 0; first < count; first += PackedWeights.MAX_ROWS) {
            lists.count[0] = Math.min(PackedWeights.MAX_ROWS, count - first);
            System.arraycopy(starts, first, lists.rows, 0, lists.count[0]);
            for (int panel = 0; panel < weights.panels(); panel++) {
                kernels.sumRows(weights, panel, lists, 1, false, part, 0, part.length);
                add(wide, panel * part.length, part);
            }
        }
        return wide;
    }

    private static void add(int[] sums, int to, short[] part) {
        for (int c = 0; c < part.length; c++) {
            sums[to + c] += part[c];
        }
    }
}
