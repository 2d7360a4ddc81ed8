package org.hasnas.simulation.kernel.integer;

/**
 * Which weight rows are summed for each pixel of a run: the {@code count[p]} elements of {@code rows} from {@code from[p]} on, each
 * moved by {@code shift[p]}, are {@link PackedWeights#start}s. Pixels may share elements. For one thread, filled anew again and again.
 */
final class RowLists {
    /** Kernels read and write whole vectors: elements behind the last one that may be overwritten. */
    static final int SLACK = 16;

    int[] rows = {};
    int[] from = {};
    int[] count = {};
    int[] shift = {};

    void reserve(int elements, int pixels) {
        if (rows.length < elements + SLACK) {
            rows = new int[Math.addExact(elements, SLACK)];
        }
        if (from.length < pixels) {
            from = new int[pixels];
            count = new int[pixels];
            shift = new int[pixels];
        }
    }

    /** Takes away what {@link IntegerKernels#sumRows} has summed; returns whether any row is left. */
    boolean dropSummed(int pixels) {
        boolean left = false;
        for (int pixel = 0; pixel < pixels; pixel++) {
            int summed = Math.min(count[pixel], PackedWeights.MAX_ROWS);
            from[pixel] += summed;
            count[pixel] -= summed;
            left |= count[pixel] > 0;
        }
        return left;
    }
}
