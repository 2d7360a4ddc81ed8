package org.hasnas.chip.inference;

import java.util.Arrays;

/** Multiplies spikes by the integer weights of a layer, exactly or on crossbars. Has memory for one thread. */
public interface MatrixUnit {
    /** How many sums it writes: the layer's outputs and their padding. */
    int width();

    /**
     * Adds to {@code sums} what one vector of spikes gives.
     *
     * @param rows inputs that spike, ascending; the first {@code count}
     * @param sums of the outputs, of length {@link #width}
     * @param noise for readings with noise
     */
    void multiply(int[] rows, int count, int[] sums, ReadNoise noise);

    /** The reference: exact sums of integer weights. */
    final class Exact implements MatrixUnit {
        private final short[][] weights;

        public Exact(QuantizedLayer layer) {
            this.weights = layer.weights();
        }

        @Override
        public int width() {
            return weights[0].length;
        }

        @Override
        public void multiply(int[] rows, int count, int[] sums, ReadNoise noise) {
            for (int i = 0; i < count; i++) {
                add(sums, weights[rows[i]]);
            }
        }

        private static void add(int[] sums, short[] row) {
            for (int output = 0; output < row.length; output++) {
                sums[output] += row[output];
            }
        }
    }

    /**
     * Adds {@code worth} times the product to {@code totals}: one cycle of bit streaming.
     *
     * @param scratch of length {@link #width}; overwritten
     */
    default void multiplyBit(int[] rows, int count, int worth, int[] totals, int[] scratch, ReadNoise noise) {
        Arrays.fill(scratch, 0);
        multiply(rows, count, scratch, noise);
        for (int output = 0; output < scratch.length; output++) {
            totals[output] += scratch[output] * worth;
        }
    }
}
