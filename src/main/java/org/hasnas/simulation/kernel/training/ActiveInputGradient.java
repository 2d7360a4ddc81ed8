package org.hasnas.simulation.kernel.training;

import org.hasnas.simulation.kernel.layout.SpikeLayout;

/**
 * Only for neurons near their threshold: where the surrogate is zero, so is what a gradient is multiplied with. Each of these neurons takes the
 * product of its weights and the output gradients under the kernel turned around. Source: N. Perez-Nieves, D. Goodman, Sparse Spiking Gradient
 * Descent, NeurIPS 2021, arXiv 2105.08810. Frames with many of them go the dense way.
 */
final class ActiveInputGradient implements InputGradient {
    /** Of this share of active neurons, the dense way is as fast. */
    private static final double FEW = 0.25;

    private final SameConvolution shape;
    private final InputGradient dense;
    private final SpikeLayout layout;
    private final float[] turned; // [in][tap turned around][padded out]

    ActiveInputGradient(SameConvolution shape) {
        this.shape = shape;
        this.dense = InputGradient.dense(shape);
        this.layout = new SpikeLayout(shape.positions(), shape.inChannels());
        this.turned = new float[Math.multiplyExact(shape.inChannels(), shape.taps() * shape.paddedOut())];
    }

    @Override
    public void setWeights(float[] weights) {
        dense.setWeights(weights);
        int taps = shape.taps();
        int out = shape.paddedOut();
        for (int tap = 0; tap < taps; tap++) {
            for (int in = 0; in < shape.inChannels(); in++) {
                System.arraycopy(weights, (tap * shape.inChannels() + in) * out, turned, (in * taps + taps - 1 - tap) * out, out);
            }
        }
    }

    @Override
    public void add(int frames, float[] gradient, long[] active, float[] target, int to, TrainingKernels kernels, Scratch scratch) {
        long many = 0;
        for (int frame = 0; frame < frames; frame++) {
            many += layout.count(active, frame * layout.words());
        }
        if (many > FEW * frames * layout.neurons()) {
            dense.add(frames, gradient, active, target, to, kernels, scratch);
            return;
        }
        for (int frame = 0; frame < frames; frame++) {
            kernels.addActive(shape, layout, turned, gradient, frame * shape.borderedGradient(), active, frame * layout.words(), target,
                    to + frame * shape.positions() * shape.paddedIn());
        }
    }
}
