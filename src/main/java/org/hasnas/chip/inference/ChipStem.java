package org.hasnas.chip.inference;

import java.util.Arrays;
import java.util.Optional;
import org.hasnas.data.ImageSet;
import org.hasnas.network.ConvolutionLayer;

/**
 * The stem: an image's or a frame's pixels are integers and go to the word lines bit by bit. What comes of them is the same at every time step of a
 * frame but for noise, so that it is read once and then {@linkplain RepeatedProducts made again}.
 */
final class ChipStem {
    private final ConvolutionLayer layer;
    private final PixelCoding coding;
    private final BitStream bits;
    private final Affine affine;
    private final Affine[] behind;
    private final int[] integers;
    private final int[] inputs;
    private final int[] sums;
    /** Of a frame that is read at several time steps, a product for each pixel. */
    private final Optional<RepeatedProducts> repeated;
    private final RepeatedProducts.Reader reader = this::readAgain;
    private boolean isRepeated;
    private boolean isRemembered;
    private final float[] output;

    /** @param isReadAgain whether a frame is read at several time steps */
    ChipStem(ConvolutionLayer layer, PixelCoding coding, MatrixUnit unit, Affine affine, boolean isReadAgain) {
        this.layer = layer;
        this.coding = coding;
        this.bits = new BitStream(unit, layer.matrixRows(), coding.bits(), /* isSigned= */ false);
        this.affine = affine;
        this.behind = new Affine[] {affine};
        this.integers = new int[layer.inHeight() * layer.inWidth() * layer.inChannels()];
        this.inputs = new int[layer.matrixRows()];
        this.repeated = isReadAgain ? bits.repeated(layer.outHeight() * layer.outWidth()) : Optional.empty();
        this.sums = new int[unit.width()];
        this.output = new float[layer.outHeight() * layer.outWidth() * layer.outChannels()];
    }

    /** Input currents of the first stage, [pixel][channel]; overwritten by {@link #run}. */
    float[] output() {
        return output;
    }

    /**
     * Takes the next frame.
     *
     * @param frames as the network has them; the last one is read again until the run ends
     */
    void load(ImageSet images, int image, int frame, int frames, RunState state) {
        isRepeated = repeated.isPresent() && frame == frames - 1;
        isRemembered = false;
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
        ReadNoise noise = state.noise();
        if (isRepeated && !isRemembered) {
            repeated.orElseThrow().clear();
        }
        for (int y = 0; y < layer.outHeight(); y++) {
            state.checkpoint();
            for (int x = 0; x < layer.outWidth(); x++) {
                int pixel = y * layer.outWidth() + x;
                if (isRepeated && isRemembered && repeated.orElseThrow().isCertain(pixel) && !state.watchesSums()) {
                    repeated.orElseThrow().skip(pixel, noise); // its output is there
                    continue;
                }
                multiply(y, x, pixel, noise);
                state.sums(layer.name(), behind, sums);
                int first = pixel * channels;
                for (int c = 0; c < channels; c++) {
                    output[first + c] = sums[c] * affine.gain()[c] + affine.offset()[first + c];
                }
            }
        }
        isRemembered = isRepeated;
    }

    private void multiply(int y, int x, int pixel, ReadNoise noise) {
        if (isRepeated && !isRemembered) {
            take(y, x);
            bits.remember(inputs, repeated.orElseThrow());
        }
        if (isRepeated && repeated.orElseThrow().isKnown(pixel)) {
            repeated.orElseThrow().multiply(pixel, sums, noise, reader);
            return;
        }
        take(y, x);
        Arrays.fill(sums, 0);
        bits.multiply(inputs, sums, noise);
    }

    private void readAgain(int pixel, int worth, int from, int to, int[] totals, ReadNoise noise) {
        take(pixel / layer.outWidth(), pixel % layer.outWidth());
        bits.readAgain(inputs, worth, from, to, totals, noise);
    }

    /** The integers under the kernel, 0 outside of the image. */
    private void take(int y, int x) {
        int kernel = layer.kernelSize();
        int channels = layer.inChannels();
        Arrays.fill(inputs, 0);
        for (int ky = 0; ky < kernel; ky++) {
            int inY = y * layer.stride() + ky - kernel / 2;
            if (inY < 0 || inY >= layer.inHeight()) {
                continue;
            }
            for (int kx = 0; kx < kernel; kx++) {
                int inX = x * layer.stride() + kx - kernel / 2;
                if (inX >= 0 && inX < layer.inWidth()) {
                    System.arraycopy(integers, (inY * layer.inWidth() + inX) * channels, inputs, (ky * kernel + kx) * channels, channels);
                }
            }
        }
    }
}
