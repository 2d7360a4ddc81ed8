package org.hasnas.training.layer;

import java.util.Arrays;
import java.util.List;
import org.hasnas.network.plan.LifGroup;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.hasnas.simulation.kernel.training.SameConvolution;
import org.hasnas.simulation.kernel.training.Surrogate;
import org.hasnas.simulation.kernel.training.TrainingKernels;

/** A layer of LIF neurons: potentials and spikes of all time steps, and the gradients in the backward pass. */
final class Neurons {
    final List<String> names;
    final SpikeLayout layout;
    private final int frame;
    private final int words;
    private final float decay;
    private final float vThreshold;
    private final TrainingKernels kernels;
    private final Surrogate surrogate;
    private final Scratch[] scratch;
    private final float[][] potential;
    private final long[][] spikes;
    private final float[] carry;
    /** Zero but for the span on its backward pass. */
    private final float[][] spikeGradient;

    Neurons(LifGroup plan, NetworkParts parts) {
        this.names = plan.names();
        this.layout = new SpikeLayout(plan.shape().positions(), plan.shape().channels());
        this.frame = Math.multiplyExact(layout.positions(), SameConvolution.padded(layout.channels()));
        this.words = layout.words();
        this.decay = (float) (1 / plan.parameters().tauSteps());
        this.vThreshold = (float) plan.parameters().vThreshold();
        this.kernels = parts.kernels();
        this.surrogate = parts.surrogate();
        this.scratch = parts.scratch();
        int length = Math.multiplyExact(parts.images(), frame);
        this.potential = new float[parts.timeSteps()][length];
        this.spikes = new long[parts.timeSteps()][Math.multiplyExact(parts.images(), words)];
        this.carry = new float[length];
        this.spikeGradient = new float[parts.spanSteps()][length];
    }

    long[] spikes(int time) {
        return spikes[time];
    }

    int firstWord(int image) {
        return image * words;
    }

    /** The gradient of the spikes of a time step; users add to it. After {@link #backInPlace}: of the input. */
    float[] spikeGradient(int time) {
        return spikeGradient[time % spikeGradient.length];
    }

    /** Runs a frame on {@code input * gain + offset}. */
    void fire(int time, int image, float[] input, float[] gain, float[] offset) {
        kernels.fire(layout, input, image * frame, gain, offset, time == 0, potential[Math.max(0, time - 1)], potential[time], image * frame, decay,
                vThreshold, spikes[time], image * words);
    }

    /** Lists the spikes of a frame in the worker's scratch, for convolutions of a shape. */
    void list(int time, int image, SameConvolution shape, int worker) {
        scratch[worker].events.list(shape, layout, spikes[time], firstWord(image));
    }

    /** Before the backward pass of a batch. */
    void beginBack() {
        Arrays.fill(carry, 0f);
        for (float[] gradient : spikeGradient) { // what a batch that was cancelled may have left
            Arrays.fill(gradient, 0f);
        }
    }

    void clearSpikeGradient(int time, int firstImage, int endImage) {
        Arrays.fill(spikeGradient(time), firstImage * frame, endImage * frame, 0f);
    }

    /** The backward pass through a span: adds the gradient of the input to {@code target}. */
    void back(Span span, BatchNorm.Values target, int firstImage, int endImage) {
        for (int time = span.end() - 1; time >= span.first(); time--) {
            kernels.fireBack(surrogate, (endImage - firstImage) * frame, potential[time], firstImage * frame, spikeGradient(time), carry, decay,
                    vThreshold, target.at(time), true);
            clearSpikeGradient(time, firstImage, endImage);
        }
    }

    /** The same, but the gradient of the input replaces that of the spikes. */
    void backInPlace(Span span, int firstImage, int endImage) {
        for (int time = span.end() - 1; time >= span.first(); time--) {
            kernels.fireBack(surrogate, (endImage - firstImage) * frame, potential[time], firstImage * frame, spikeGradient(time), carry, decay,
                    vThreshold, spikeGradient(time), false);
        }
    }

    /** Spikes of the first images at a time step. */
    long count(int time, int images) {
        long ones = 0;
        for (int word = 0; word < images * words; word++) {
            ones += Long.bitCount(spikes[time][word]);
        }
        return ones;
    }
}
