package org.hasnas.chip.inference;

import java.util.Arrays;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.plan.ConvolutionChain;
import org.hasnas.simulation.kernel.layout.SpikeLayout;

/** A convolution of spikes, pixel by pixel: the spikes under the kernel are the rows of one vector that the layer's matrix multiplies. */
final class Convolution {
    private final ConvolutionLayer layer;
    private final SpikeLayout input;
    private final MatrixUnit unit;
    private final Affine[] after;
    private final int[] rows;
    private final int[] sums;

    Convolution(ConvolutionChain chain, MatrixUnit unit, Affine[] after) {
        this.layer = chain.first();
        this.input = new SpikeLayout(layer.inHeight() * layer.inWidth(), layer.inChannels());
        this.unit = unit;
        this.after = after;
        this.rows = new int[chain.weightRows()];
        this.sums = new int[unit.width()];
    }

    /** Adds the normed result to {@code target}, [pixel of the pooled map][channel]. A pool behind the convolution adds up integers. */
    void addTo(float[] target, long[] spikes, RunState state) {
        int side = layer.outHeight() / layer.pooledHeight();
        Affine affine = state.now(after);
        int channels = layer.outChannels();
        for (int y = 0; y < layer.pooledHeight(); y++) {
            state.checkpoint();
            for (int x = 0; x < layer.pooledWidth(); x++) {
                Arrays.fill(sums, 0);
                for (int dy = 0; dy < side; dy++) {
                    for (int dx = 0; dx < side; dx++) {
                        unit.multiply(rows, active(spikes, y * side + dy, x * side + dx), sums, state.noise());
                    }
                }
                add(target, (y * layer.pooledWidth() + x) * channels, sums, affine.gain(), affine.offset());
            }
        }
    }

    private static void add(float[] target, int first, int[] sums, float[] gain, float[] offset) {
        for (int c = 0; c < gain.length; c++) {
            target[first + c] += sums[c] * gain[c] + offset[c];
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
