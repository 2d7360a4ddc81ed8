package org.hasnas.chip.inference;

import java.util.Arrays;
import org.hasnas.data.ImageSet;
import org.hasnas.network.ConvolutionLayer;

/** The stem: an image's or a frame's pixels are integers and go to the word lines bit by bit, the least first; the results are shifted and added up. */
final class ChipStem {
    private final ConvolutionLayer layer;
    private final PixelCoding coding;
    private final MatrixUnit unit;
    private final Affine affine;
    private final Affine[] behind;
    private final int[] integers;
    private final int[] rows;
    private final int[] cycle;
    private final int[] sums;
    private final float[] output;

    ChipStem(ConvolutionLayer layer, PixelCoding coding, MatrixUnit unit, Affine affine) {
        this.layer = layer;
        this.coding = coding;
        this.unit = unit;
        this.affine = affine;
        this.behind = new Affine[] {affine};
        this.integers = new int[layer.inHeight() * layer.inWidth() * layer.inChannels()];
        this.rows = new int[layer.kernelSize() * layer.kernelSize() * layer.inChannels() + 1]; // one more, see active
        this.cycle = new int[unit.width()];
        this.sums = new int[unit.width()];
        this.output = new float[layer.outHeight() * layer.outWidth() * layer.outChannels()];
    }

    /** Input currents of the first stage, [pixel][channel]; overwritten by {@link #run}. */
    float[] output() {
        return output;
    }

    /** @param frames as the network has them */
    void load(ImageSet images, int image, int frame, int frames, RunState state) {
        long ones = 0;
        int i = 0;
        for (int y = 0; y < layer.inHeight(); y++) {
            for (int x = 0; x < layer.inWidth(); x++) {
                for (int c = 0; c < layer.inChannels(); c++, i++) {
                    integers[i] = coding.integer(images.pixel(image, frame, frames, c, y, x));
                    ones += Integer.bitCount(integers[i]);
                }
            }
        }
        state.count(layer.name(), ones, (long) integers.length * coding.bits());
    }

    void run(RunState state) {
        int channels = layer.outChannels();
        for (int y = 0; y < layer.outHeight(); y++) {
            state.checkpoint();
            for (int x = 0; x < layer.outWidth(); x++) {
                Arrays.fill(sums, 0);
                for (int bit = 0; bit < coding.bits(); bit++) {
                    unit.multiplyBit(rows, active(bit, y, x), 1 << bit, sums, cycle, state.noise());
                }
                state.sums(layer.name(), behind, sums);
                int first = (y * layer.outWidth() + x) * channels;
                for (int c = 0; c < channels; c++) {
                    output[first + c] = sums[c] * affine.gain()[c] + affine.offset()[first + c];
                }
            }
        }
    }

    private int active(int bit, int y, int x) {
        int kernel = layer.kernelSize();
        int channels = layer.inChannels();
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
                int first = (inY * layer.inWidth() + inX) * channels;
                for (int c = 0; c < channels; c++) { // half of the bits are ones: written always, which is faster than asking
                    rows[count] = (ky * kernel + kx) * channels + c;
                    count += integers[first + c] >> bit & 1;
                }
            }
        }
        return count;
    }
}
