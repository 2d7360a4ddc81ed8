package org.hasnas.training;

import java.util.Arrays;
import org.hasnas.domain.architecture.ConvolutionLayer;
import org.hasnas.engine.LayerNames;
import org.hasnas.kernel.FlatMath;

/** The convolution of pixels and its batch norm, once per image. */
final class Stem {
    private static final Span ONCE = new Span(0, 1);

    private final ConvolutionLayer layer;
    private final BatchNorm norm;
    final Parameter weights;
    private final Activation output;
    private final float[] raw;
    private final float[] rawGradient;
    private final float[][] partial;

    Stem(ConvolutionLayer layer, NetworkParts parts) {
        this.layer = layer;
        this.norm = parts.norm(LayerNames.norm(layer.name()), layer.outChannels());
        this.output = parts.single(layer.outHeight(), layer.outWidth(), layer.outChannels());
        this.weights = new Parameter(layer.name(), layer.kernelSize() * layer.kernelSize() * layer.inChannels() * output.padded, true);
        this.raw = new float[Math.multiplyExact(parts.images(), output.frame())];
        this.rawGradient = new float[raw.length];
        this.partial = new float[Pass.CHUNKS][weights.value.length];
    }

    Activation output() {
        return output;
    }

    /** What is done with a pixel under the kernel. */
    @FunctionalInterface
    private interface Tap {
        void at(int outputPixel, int weightRow, float pixel);
    }

    private void walk(float[] image, int firstOutput, Tap tap) {
        int side = layer.kernelSize();
        for (int y = 0; y < layer.outHeight(); y++) {
            for (int x = 0; x < layer.outWidth(); x++) {
                int at = firstOutput + (y * layer.outWidth() + x) * output.padded;
                for (int ky = 0; ky < side; ky++) {
                    int inY = y * layer.stride() + ky - side / 2;
                    for (int kx = 0; kx < side; kx++) {
                        int inX = x * layer.stride() + kx - side / 2;
                        if (inY < 0 || inY >= layer.inHeight() || inX < 0 || inX >= layer.inWidth()) {
                            continue;
                        }
                        for (int in = 0; in < layer.inChannels(); in++) {
                            tap.at(at, ((ky * side + kx) * layer.inChannels() + in) * output.padded,
                                    image[(inY * layer.inWidth() + inX) * layer.inChannels() + in]);
                        }
                    }
                }
            }
        }
    }

    void forward(float[][] images, Pass pass) {
        pass.chunks((chunk, first, end, worker) -> {
            Arrays.fill(raw, first * output.frame(), end * output.frame(), 0f);
            for (int image = first; image < end; image++) {
                walk(images[image], image * output.frame(),
                        (at, row, pixel) -> FlatMath.addScaled(raw, at, weights.value, row, pixel, output.padded));
            }
        });
        norm.prepare(ONCE, time -> raw, output.positions(), pass);
        pass.chunks((chunk, first, end, worker) -> {
            output.clearValue(0, first, end);
            FlatMath.addAffine(output.value(0), first * output.frame(), raw, first * output.frame(), (end - first) * output.positions(), norm.scale,
                    norm.offset);
        });
    }

    void back(float[][] images, Pass pass) {
        norm.prepareBack(ONCE, time -> raw, output::gradient, output.positions(), pass);
        pass.chunks((chunk, first, end, worker) -> {
            norm.back(rawGradient, first * output.frame(), output.gradient(0), first * output.frame(), raw, first * output.frame(),
                    (end - first) * output.positions());
            Arrays.fill(partial[chunk], 0f);
            for (int image = first; image < end; image++) {
                walk(images[image], image * output.frame(),
                        (at, row, pixel) -> FlatMath.addScaled(partial[chunk], row, rawGradient, at, pixel, output.padded));
            }
        });
        int used = Pass.CHUNKS;
        for (int chunk = 0; chunk < used; chunk++) {
            if ((long) pass.images() * chunk / used == (long) pass.images() * (chunk + 1) / used) {
                Arrays.fill(partial[chunk], 0f); // no images: left from a larger batch
            }
        }
        pass.addInOrder(partial, weights.gradient);
    }
}
