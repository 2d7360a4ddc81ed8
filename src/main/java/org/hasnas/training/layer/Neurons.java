package org.hasnas.training.layer;

import java.util.Arrays;
import java.util.List;
import org.hasnas.network.LifParameters;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.hasnas.simulation.kernel.training.SameConvolution;
import org.hasnas.simulation.kernel.training.Surrogate;
import org.hasnas.simulation.kernel.training.TrainingKernels;

/** A layer of LIF neurons: potentials and spikes of all time steps, and the gradients on their way back. */
final class Neurons {
    final List<String> names;
    final SpikeLayout layout;
    private final int padded;
    private final int frame;
    private final int words;
    private final float decay;
    private final float vThreshold;
    private final TrainingKernels kernels;
    private final Surrogate surrogate;
    private final float[][] potential;
    private final long[][] spikes;
    private final float[] carry;
    private final float[][] spikeGradient;

    /** @param names of the layers that these neurons feed */
    Neurons(List<String> names, SpikeLayout layout, LifParameters parameters, int images, int timeSteps, int spanSteps,
            TrainingKernels kernels, Surrogate surrogate) {
        this.names = List.copyOf(names);
        this.layout = layout;
        this.padded = SameConvolution.padded(layout.channels());
        this.frame = Math.multiplyExact(layout.positions(), padded);
        this.words = layout.words();
        this.decay = (float) (1 / parameters.tauSteps());
        this.vThreshold = (float) parameters.vThreshold();
        this.kernels = kernels;
        this.surrogate = surrogate;
        int length = Math.multiplyExact(images, frame);
        this.potential = new float[timeSteps][length];
        this.spikes = new long[timeSteps][Math.multiplyExact(images, words)];
        this.carry = new float[length];
        this.spikeGradient = new float[spanSteps][length];
    }

    long[] spikes(int time) {
        return spikes[time];
    }

    int firstWord(int image) {
        return image * words;
    }

    /** The gradient of the spikes of a time step; users add to it. After {@link #back} with itself as target: of the input. */
    float[] spikeGradient(int time) {
        return spikeGradient[time % spikeGradient.length];
    }

    /** Runs a span on {@code input * gain + offset}. */
    void fire(Span span, BatchNorm.Values input, float[] gain, float[] offset, TrainingPass pass) {
        pass.chunks(frame, (chunk, first, end, worker) -> {
            for (int time = span.first(); time < span.end(); time++) {
                float[] before = time == 0 ? potential[0] : potential[time - 1];
                for (int image = first; image < end; image++) {
                    kernels.fire(layout, input.at(time), image * frame, gain, offset, time == 0, before, potential[time],
                            image * frame, decay, vThreshold, spikes[time], image * words);
                }
            }
        });
    }

    void clearCarry() {
        Arrays.fill(carry, 0f);
    }

    void clearSpikeGradients(Span span, TrainingPass pass) {
        pass.chunks(frame, (chunk, first, end, worker) -> {
            for (int time = span.first(); time < span.end(); time++) {
                Arrays.fill(spikeGradient(time), first * frame, end * frame, 0f);
            }
        });
    }

    /** The way back through a span: adds the gradient of the input to {@code target}. */
    void back(Span span, BatchNorm.Values target, TrainingPass pass) {
        back(span, target, true, pass);
    }

    /** The same, but the gradient of the input replaces that of the spikes. */
    void backInPlace(Span span, TrainingPass pass) {
        back(span, this::spikeGradient, false, pass);
    }

    private void back(Span span, BatchNorm.Values target, boolean add, TrainingPass pass) {
        pass.chunks(frame, (chunk, first, end, worker) -> {
            for (int time = span.end() - 1; time >= span.first(); time--) {
                kernels.fireBack(surrogate, (end - first) * frame, potential[time], first * frame, spikeGradient(time), carry, decay, vThreshold,
                        target.at(time), add);
            }
        });
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
