package org.hasnas.chip.inference;

import java.util.Optional;
import org.hasnas.simulation.kernel.column.ColumnFormat;

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
        private final int width;
        private final int[] weights;
        private final int channels;

        public Exact(QuantizedLayer layer) {
            this.width = ColumnFormat.stride(layer.outputs());
            this.weights = new int[layer.rows() * width];
            for (int row = 0; row < layer.rows(); row++) {
                for (int output = 0; output < layer.outputs(); output++) {
                    weights[row * width + output] = layer.weights()[row][output];
                }
            }
            this.channels = layer.rows() / (layer.kernelSize() * layer.kernelSize());
        }

        @Override
        public int width() {
            return width;
        }

        @Override
        public void multiply(int[] rows, int count, int[] sums, ReadNoise noise) {
            ProgramKernels.COLUMN.addRows(weights, rows, 0, count, width, sums, 0);
        }

        @Override
        public boolean multiplyIntegers(int[] inputs, int sent, int[] sums, ReadNoise noise) {
            ProgramKernels.COLUMN.addProducts(weights, inputs, width, sums);
            return true;
        }

        @Override
        public Optional<PositionReads> byPosition(int positions) {
            return Optional.of(new PositionReads() {
                @Override
                public int exactRows(int position) {
                    return channels;
                }

                @Override
                public int longs() {
                    return 0;
                }

                @Override
                public void addExact(int[] rows, int count, int[] sums, int first) {
                    ProgramKernels.COLUMN.addRows(weights, rows, 0, count, width, sums, first);
                }

                @Override
                public void read(int[] rows, int count, int[] sums, int first, ReadNoise noise) {
                    throw new IllegalStateException("all reads are exact");
                }
            });
        }
    }
}
