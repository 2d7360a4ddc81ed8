package org.hasnas.chip.inference;

import java.util.Optional;

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

    /**
     * Adds the product with integers at once, if that is certain to be what their bits give one after the other, see {@link BitStream}.
     *
     * @param inputs one for each row
     * @param sent the bits that are sent, as ones
     * @return whether it did; else nothing has changed
     */
    default boolean multiplyIntegers(int[] inputs, int sent, int[] sums, ReadNoise noise) {
        return false;
    }

    /** Memory for products with inputs that come again; none if they can't be made again. */
    default Optional<RepeatedProducts> repeated(int products) {
        return Optional.empty();
    }

    /**
     * Adds what one vector of spikes gives to a product that will come again.
     *
     * @param rows as {@link #multiply} has them
     * @param worth of the spikes in the product
     * @return whether it could
     */
    default boolean remember(int[] rows, int count, int worth, RepeatedProducts products) {
        return false;
    }

    /**
     * The reads of a convolution, if those of each kernel position are made apart from the others.
     *
     * @param positions of the kernel
     */
    default Optional<PositionReads> byPosition(int positions) {
        return Optional.empty();
    }

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
                add(sums, 1, weights[rows[i]]);
            }
        }

        @Override
        public boolean multiplyIntegers(int[] inputs, int sent, int[] sums, ReadNoise noise) {
            for (int row = 0; row < inputs.length; row++) {
                if (inputs[row] != 0) {
                    add(sums, inputs[row], weights[row]);
                }
            }
            return true;
        }

        private static void add(int[] sums, int times, short[] row) {
            for (int output = 0; output < row.length; output++) {
                sums[output] += times * row[output];
            }
        }
    }
}
