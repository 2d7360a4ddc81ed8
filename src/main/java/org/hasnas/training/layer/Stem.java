package org.hasnas.training.layer;

import java.util.Arrays;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.plan.ConvolutionChain;
import org.hasnas.simulation.kernel.training.PanelMatrix;
import org.hasnas.simulation.kernel.training.TrainingKernels;

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
    private final TrainingKernels kernels;
    private final float[][] patches; // of each worker
    private final float[][] panels; // of each worker, for an image's gradients

    Stem(ConvolutionChain plan, NetworkParts parts) {
        this.layer = plan.first();
        this.norm = parts.norm(plan.norm());
        this.output = parts.single(plan.output());
        this.weights = new Parameter(layer.name(), layer.kernelSize() * layer.kernelSize() * layer.inChannels() * output.padded, true);
        this.raw = new float[Math.multiplyExact(parts.images(), output.frame())];
        this.rawGradient = new float[raw.length];
        this.partial = new float[TrainingPass.CHUNKS][weights.value.length];
        this.kernels = parts.kernels();
        this.patches = new float[parts.scratch().length][Math.multiplyExact(output.positions(), depth())];
        this.panels = new float[parts.scratch().length][output.frame()];
    }

    Activation output() {
        return output;
    }

    private int depth() {
        return layer.kernelSize() * layer.kernelSize() * layer.inChannels();
    }

    /** The pixels under the kernel: number i of output pixel p at {@code p * ofPixel + i * ofDepth}; the padding is zero. */
    private void takePatches(float[] image, float[] patches, int ofPixel, int ofDepth) {
        int side = layer.kernelSize();
        int in = layer.inChannels();
        for (int pixel = 0; pixel < output.positions(); pixel++) {
            int top = pixel / layer.outWidth() * layer.stride() - side / 2;
            int left = pixel % layer.outWidth() * layer.stride() - side / 2;
            for (int tap = 0; tap < side * side; tap++) {
                int y = top + tap / side;
                int x = left + tap % side;
                boolean inside = y >= 0 && y < layer.inHeight() && x >= 0 && x < layer.inWidth();
                for (int channel = 0; channel < in; channel++) {
                    patches[pixel * ofPixel + (tap * in + channel) * ofDepth] = inside ? image[(y * layer.inWidth() + x) * in + channel] : 0;
                }
            }
        }
    }

    void forward(float[][] images, TrainingPass pass) {
        pass.chunks((chunk, first, end, worker) -> {
            Arrays.fill(raw, first * output.frame(), end * output.frame(), 0f);
            for (int image = first; image < end; image++) {
                takePatches(images[image], patches[worker], depth(), 1);
                for (int pixel = 0; pixel < output.positions(); pixel++) { // without fused multiply-adds, for the bits of the search's engine
                    for (int i = 0; i < depth(); i++) {
                        kernels.addScaled(raw, image * output.frame() + pixel * output.padded, weights.value, i * output.padded,
                                patches[worker][pixel * depth() + i], output.padded);
                    }
                }
            }
        });
        norm.prepare(ONCE, time -> raw, output.positions(), pass);
        pass.chunks(output.frame(), (chunk, first, end, worker) -> {
            output.clearValue(0, first, end);
            kernels.addAffine(output.value(0), first * output.frame(), raw, first * output.frame(), (end - first) * output.positions(), norm.scale,
                    norm.offset);
        });
    }

    void back(float[][] images, TrainingPass pass) {
        norm.prepareBack(ONCE, time -> raw, output::gradient, output.positions(), pass);
        for (float[] part : partial) {
            Arrays.fill(part, 0f);
        }
        pass.chunks((chunk, first, end, worker) -> {
            norm.back(rawGradient, first * output.frame(), output.gradient(0), first * output.frame(), raw, first * output.frame(),
                    (end - first) * output.positions());
            for (int image = first; image < end; image++) {
                takePatches(images[image], patches[worker], 1, output.positions());
                PanelMatrix.copy(rawGradient, image * output.frame(), output.positions(), output.padded, panels[worker]);
                kernels.multiply(patches[worker], 0, output.positions(), depth(), output.positions(), panels[worker], 0, output.padded,
                        partial[chunk], 0);
            }
        });
        pass.addInOrder(partial, weights.gradient);
    }
}
