package org.hasnas.training.layer;

import java.util.Arrays;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.plan.ConvolutionChain;
import org.hasnas.simulation.kernel.training.PanelMatrix;
import org.hasnas.simulation.kernel.training.TrainingKernels;

/** The convolution of pixels and its batch norm: once per image, or for each time step's frame of events, with statistics over all of them. */
final class Stem {
    private final ConvolutionLayer layer;
    private final Span frames;
    private final BatchNorm norm;
    final Parameter weights;
    private final Activation output;
    private final float[][] raw; // [frame]
    private final float[] rawGradient;
    private final float[][] partial;
    private final TrainingKernels kernels;
    private final float[][] patches; // of each worker
    private final float[][] panels; // of each worker, for an image's gradients

    Stem(ConvolutionChain plan, NetworkParts parts) {
        this.layer = plan.first();
        this.norm = parts.norm(plan.norm());
        this.frames = new Span(0, parts.frames());
        this.output = parts.input(plan.output());
        this.weights = new Parameter(layer.name(), layer.kernelSize() * layer.kernelSize() * layer.inChannels() * output.padded, true);
        this.raw = new float[frames.end()][Math.multiplyExact(parts.images(), output.frame())];
        this.rawGradient = new float[raw[0].length];
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
    private void takePatches(float[] image, int frame, float[] patches, int ofPixel, int ofDepth) {
        int first = frame * layer.inHeight() * layer.inWidth() * layer.inChannels();
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
                    patches[pixel * ofPixel + (tap * in + channel) * ofDepth] = inside ? image[first + (y * layer.inWidth() + x) * in + channel] : 0;
                }
            }
        }
    }

    /** @param images [image][frame, row, column, channel] */
    void forward(float[][] images, TrainingPass pass) {
        pass.chunks((chunk, first, end, worker) -> {
            for (int frame = 0; frame < frames.end(); frame++) {
                forward(images, frame, first, end, worker);
            }
        });
        norm.prepare(frames, frame -> raw[frame], output.positions(), pass);
        pass.chunks(output.frame(), (chunk, first, end, worker) -> {
            for (int frame = 0; frame < frames.end(); frame++) {
                output.clearValue(frame, first, end);
                kernels.addAffine(output.value(frame), first * output.frame(), raw[frame], first * output.frame(), (end - first) * output.positions(),
                        norm.scale, norm.offset);
            }
        });
    }

    private void forward(float[][] images, int frame, int first, int end, int worker) {
        Arrays.fill(raw[frame], first * output.frame(), end * output.frame(), 0f);
        for (int image = first; image < end; image++) {
            takePatches(images[image], frame, patches[worker], depth(), 1);
            for (int pixel = 0; pixel < output.positions(); pixel++) { // without fused multiply-adds, for the bits of the search's engine
                kernels.addRows(raw[frame], image * output.frame() + pixel * output.padded, weights.value, 0, patches[worker], pixel * depth(),
                        depth(),
                        output.padded);
            }
        }
    }

    void back(float[][] images, TrainingPass pass) {
        norm.prepareBack(frames, frame -> raw[frame], output::gradient, output.positions(), pass);
        for (float[] part : partial) {
            Arrays.fill(part, 0f);
        }
        pass.chunks((chunk, first, end, worker) -> {
            for (int frame = 0; frame < frames.end(); frame++) {
                back(images, frame, first, end, chunk, worker);
            }
        });
        pass.addInOrder(partial, weights.gradient);
    }

    private void back(float[][] images, int frame, int first, int end, int chunk, int worker) {
        norm.back(rawGradient, first * output.frame(), output.gradient(frame), first * output.frame(), raw[frame], first * output.frame(),
                (end - first) * output.positions());
        for (int image = first; image < end; image++) {
            takePatches(images[image], frame, patches[worker], 1, output.positions());
            PanelMatrix.copy(rawGradient, image * output.frame(), output.positions(), output.padded, panels[worker]);
            kernels.multiply(patches[worker], 0, output.positions(), depth(), output.positions(), panels[worker], 0, output.padded,
                    partial[chunk], 0);
        }
    }
}
