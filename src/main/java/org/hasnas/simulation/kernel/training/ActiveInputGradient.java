package org.hasnas.simulation.kernel.training;

import org.hasnas.simulation.kernel.layout.SpikeLayout;

/**
 * Only for neurons near their threshold: where the surrogate is zero, so is what a gradient is multiplied with. Each of these neurons takes the
 * product of its weights and the output gradients under the kernel turned around. Source: N. Perez-Nieves, D. Goodman, Sparse Spiking Gradient
 * Descent, NeurIPS 2021, arXiv 2105.08810.
 */
final class ActiveInputGradient implements InputGradient {
    private final SameConvolution shape;
    private final SpikeLayout layout;
    private final float[] turned; // [in][tap turned around][padded out]

    ActiveInputGradient(SameConvolution shape) {
        this.shape = shape;
        this.layout = new SpikeLayout(shape.positions(), shape.inChannels());
        this.turned = new float[Math.multiplyExact(shape.inChannels(), shape.taps() * shape.paddedOut())];
    }

    @Override
    public void setWeights(float[] weights) {
        int taps = shape.taps();
        int out = shape.paddedOut();
        for (int tap = 0; tap < taps; tap++) {
            for (int in = 0; in < shape.inChannels(); in++) {
                System.arraycopy(weights, (tap * shape.inChannels() + in) * out, turned, (in * taps + taps - 1 - tap) * out, out);
            }
        }
    }

    @Override
    public void add(float[] gradient, long[] active, float[] target, int to, TrainingKernels kernels, Scratch scratch) {
        kernels.addActive(shape, layout, turned, gradient, active, target, to);
    }
}
