package org.hasnas.chip.inference;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.plan.ConvolutionChain;
import org.hasnas.simulation.kernel.layout.SpikeLayout;

/**
 * Convolutions of spikes, pixel by pixel: the spikes under the kernel are the rows of one vector that the first layer's matrix multiplies. A matrix
 * behind it reads its sums bit by bit, in two's complement; sums that do not fit its bits, which only converters can make, become the nearest
 * number that does.
 */
final class Convolution {
    private final ConvolutionLayer layer;
    private final SpikeLayout input;
    private final MatrixUnit unit;
    private final Optional<Pointwise> pointwise;
    private final Optional<PositionConvolution> byPosition;
    private final Affine[] after;
    private final int[] rows;
    private final int[] sums;

    /**
     * The 1x1 convolution behind, with memory for one pixel.
     *
     * @param first sums of the first part, padding included
     */
    @SuppressWarnings("ArrayRecordComponent") // a bundle of parts, never compared
    private record Pointwise(QuantizedLayer layer, BitStream bits, int[] first, int[] inputs) {
        static Pointwise of(QuantizedLayer layer, MatrixUnit unit, int width) {
            return new Pointwise(layer, new BitStream(unit, layer.rows(), layer.inputBits(), /* isSigned= */ true), new int[width],
                    new int[layer.rows()]);
        }

        /** Adds the product with {@link #first} to the sums and clears it. */
        void multiply(int[] sums, RunState state) {
            int most = (1 << (layer.inputBits() - 1)) - 1;
            for (int row = 0; row < inputs.length; row++) {
                inputs[row] = Math.clamp(first[row], -most - 1, most);
            }
            state.count(layer.name(), bits.multiply(inputs, sums, state.noise()), (long) layer.rows() * layer.inputBits());
            Arrays.fill(first, 0);
        }
    }

    /** @param units makes the unit of a layer */
    Convolution(ConvolutionChain chain, QuantizedNetwork quantized, Function<QuantizedLayer, MatrixUnit> units) {
        this.layer = chain.first();
        this.input = new SpikeLayout(layer.inHeight() * layer.inWidth(), layer.inChannels());
        this.unit = units.apply(quantized.layer(layer.name()));
        this.after = quantized.affine(chain.name());
        this.rows = new int[layer.matrixRows()];
        this.pointwise = chain.pointwise().map(behind -> quantized.layer(behind.name()))
                .map(behind -> Pointwise.of(behind, units.apply(behind), unit.width()));
        this.byPosition = pointwise.isPresent() ? Optional.empty() : unit.byPosition(layer.kernelSize() * layer.kernelSize())
                .map(reads -> new PositionConvolution(layer, input, reads, unit.width()));
        this.sums = new int[pointwise.map(behind -> behind.bits.width()).orElse(unit.width())];
    }

    /** Adds the normed result to {@code target}, [pixel of the pooled map][channel]. A pool behind the convolution adds up integers. */
    void addTo(float[] target, long[] spikes, RunState state) {
        int side = layer.outHeight() / layer.pooledHeight();
        Affine affine = state.now(after);
        String name = layer.name();
        int channels = affine.gain().length;
        if (byPosition.isPresent()) {
            int[] all = byPosition.get().run(spikes, state);
            for (int pixel = 0; pixel < layer.pooledHeight() * layer.pooledWidth(); pixel++) {
                if (state.watchesSums()) {
                    System.arraycopy(all, pixel * sums.length, sums, 0, sums.length);
                    state.sums(name, after, sums);
                }
                ProgramKernels.COLUMN.addScaled(all, pixel * sums.length, affine.gain(), affine.offset(), target, pixel * channels);
            }
            return;
        }
        int[] first = pointwise.map(Pointwise::first).orElse(sums);
        for (int y = 0; y < layer.pooledHeight(); y++) {
            state.checkpoint();
            for (int x = 0; x < layer.pooledWidth(); x++) {
                Arrays.fill(sums, 0);
                for (int dy = 0; dy < side; dy++) {
                    for (int dx = 0; dx < side; dx++) {
                        int count = active(spikes, y * side + dy, x * side + dx);
                        unit.multiply(rows, count, first, state.noise());
                        pointwise.ifPresent(behind -> behind.multiply(sums, state));
                    }
                }
                state.sums(name, after, sums);
                ProgramKernels.COLUMN.addScaled(sums, 0, affine.gain(), affine.offset(), target, (y * layer.pooledWidth() + x) * channels);
            }
        }
    }

    /** Writes the rows that spike, ascending, and returns their number. */
    private int active(long[] spikes, int y, int x) {
        int kernel = layer.kernelSize();
        int words = input.wordsPerPosition();
        int count = 0;
        for (int ky = 0; ky < kernel; ky++) {
            int inY = y * layer.stride() + ky - kernel / 2;
            if (inY < 0 || inY >= layer.inHeight()) {
                continue;
            }
            for (int kx = 0; kx < kernel; kx++) {
                int inX = x * layer.stride() + kx - kernel / 2;
                if (inX < 0 || inX >= layer.inWidth()) {
                    continue;
                }
                int firstWord = (inY * layer.inWidth() + inX) * words;
                int firstRow = (ky * kernel + kx) * layer.inChannels();
                for (int w = 0; w < words; w++) {
                    for (long bits = spikes[firstWord + w]; bits != 0; bits &= bits - 1) {
                        rows[count++] = firstRow + w * Long.SIZE + Long.numberOfTrailingZeros(bits);
                    }
                }
            }
        }
        return count;
    }
}
