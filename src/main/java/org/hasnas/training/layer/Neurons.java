package org.hasnas.training.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hasnas.network.LifParameters;
import org.hasnas.network.plan.LifGroup;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.hasnas.simulation.kernel.training.SameConvolution;
import org.hasnas.simulation.kernel.training.TrainingKernels;
import org.hasnas.simulation.weights.NeuronConstants;

/**
 * A layer of LIF neurons: potentials and spikes of all time steps, the gradients in the backward pass, and the layer's constants where they are
 * learnt.
 */
final class Neurons {
    /** Learnt constants stay inside: a layer that never fires gets no gradient any more. */
    private static final float MIN_THRESHOLD = 0.05f;
    private static final float MAX_LOGIT = 8;

    final List<String> names;
    /** What may be learnt, as in {@link NeuronConstants}. */
    private final Parameter logit;
    private final Parameter threshold;
    final SpikeLayout layout;
    private final int frame;
    private final int words;
    private final LifParameters plain;
    private final NeuronLearning learning;
    private final TrainingKernels kernels;
    private final Scratch[] scratch;
    private final float[][] potential;
    private final long[][] spikes;
    private final float[] carry;
    /** Zero but for the span on its backward pass. */
    private final float[][] spikeGradient;
    /** By image, so that they are summed in the same order whoever computes them. */
    private final double[] logitGradient;
    private final double[] thresholdGradient;
    /** Whether the constants are the layer's own and not those of template and operation. */
    private boolean isOwn;
    private float decay;
    private float vThreshold;

    Neurons(LifGroup plan, NetworkParts parts) {
        this.names = plan.names();
        this.layout = new SpikeLayout(plan.shape().positions(), plan.shape().channels());
        this.frame = Math.multiplyExact(layout.positions(), SameConvolution.padded(layout.channels()));
        this.words = layout.words();
        this.logit = new Parameter(names.getFirst() + ".decay", 1, false);
        // its gradient is a sum over neurons, with which SGD made thresholds of 0.05; the root is that of LSQ (Esser et al., ICLR 2020)
        this.threshold = new Parameter(names.getFirst() + ".threshold", 1, false, 1 / Math.sqrt(layout.neurons()));
        this.plain = plan.parameters();
        this.learning = parts.learning();
        this.kernels = parts.kernels();
        this.scratch = parts.scratch();
        int length = Math.multiplyExact(parts.images(), frame);
        this.potential = new float[parts.timeSteps()][length];
        this.spikes = new long[parts.timeSteps()][Math.multiplyExact(parts.images(), words)];
        this.carry = new float[length];
        this.spikeGradient = new float[parts.spanSteps()][length];
        this.logitGradient = new double[parts.images()];
        this.thresholdGradient = new double[parts.images()];
        set(Optional.empty());
    }

    /** @param learnt before; empty for those of template and operation */
    void set(Optional<NeuronConstants> learnt) {
        isOwn = learnt.isPresent() || learning.any();
        NeuronConstants start = learnt.orElse(NeuronConstants.of(plain));
        logit.value[0] = start.decayLogit();
        threshold.value[0] = start.vThreshold();
        begin();
    }

    /** The constants that are learnt. */
    List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        if (learning.tau()) {
            parameters.add(logit);
        }
        if (learning.threshold()) {
            parameters.add(threshold);
        }
        return parameters;
    }

    /** The constants, if they are the layer's own. */
    Optional<NeuronConstants> learnt() {
        return isOwn ? Optional.of(new NeuronConstants(logit.value[0], threshold.value[0])) : Optional.empty();
    }

    /** Takes over the constants as the last step has left them, before a batch. */
    void begin() {
        if (learning.tau()) {
            logit.value[0] = Math.clamp(logit.value[0], -MAX_LOGIT, MAX_LOGIT);
        }
        if (learning.threshold()) {
            threshold.value[0] = Math.max(threshold.value[0], MIN_THRESHOLD);
        }
        decay = (float) (1 / learnt().map(NeuronConstants::tauSteps).orElse(plain.tauSteps()));
        vThreshold = learnt().map(NeuronConstants::vThreshold).orElse((float) plain.vThreshold());
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
        scratch[worker].events.list(shape, layout, spikes[time], firstWord(image), 1);
    }

    /** Finds the neurons of images that a gradient passes through, if the surrogate leaves any out. */
    void findActive(int time, int firstImage, int endImage, long[] active) {
        for (int image = firstImage; learning.surrogate().isCompact() && image < endImage; image++) {
            kernels.findActive(layout, potential[time], image * frame, vThreshold, learning.surrogate().width(), active,
                    (image - firstImage) * words);
        }
    }

    /** Neurons of the first images at a time step that are nearer to their threshold than the width of the surrogate. */
    long countActive(int time, int images) {
        long[] active = new long[words];
        long count = 0;
        for (int image = 0; image < images; image++) {
            kernels.findActive(layout, potential[time], image * frame, vThreshold, learning.surrogate().width(), active, 0);
            count += layout.count(active, 0);
        }
        return count;
    }

    /** Before the backward pass of a batch. */
    void beginBack() {
        Arrays.fill(carry, 0f);
        Arrays.fill(logitGradient, 0);
        Arrays.fill(thresholdGradient, 0);
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
            fireBack(time, target.at(time), true, firstImage, endImage);
            clearSpikeGradient(time, firstImage, endImage);
        }
    }

    /** The same, but the gradient of the input replaces that of the spikes. */
    void backInPlace(Span span, int firstImage, int endImage) {
        for (int time = span.end() - 1; time >= span.first(); time--) {
            fireBack(time, spikeGradient(time), false, firstImage, endImage);
        }
    }

    private void fireBack(int time, float[] target, boolean add, int firstImage, int endImage) {
        if (learning.threshold()) {
            addThresholdGradient(time, firstImage, endImage);
        }
        kernels.fireBack(learning.surrogate(), (endImage - firstImage) * frame, potential[time], firstImage * frame, spikeGradient(time), carry,
                decay, vThreshold, target, add);
        if (learning.tau()) {
            addLogitGradient(time, firstImage, endImage);
        }
    }

    /** A higher threshold takes as much from a spike as a higher potential adds. */
    private void addThresholdGradient(int time, int firstImage, int endImage) {
        for (int image = firstImage; image < endImage; image++) {
            double sum = 0;
            for (int i = image * frame; i < (image + 1) * frame; i++) {
                sum += spikeGradient(time)[i] * learning.surrogate().at(potential[time][i] - vThreshold);
            }
            thresholdGradient[image] -= sum;
        }
    }

    /**
     * With the decay k = sigmoid(w) the potential is v = rest + (x - rest) k, so dv/dw = (x - rest) k (1 - k) = (v - rest) (1 - k); what the carry
     * now holds is the potential's gradient times 1 - k.
     */
    private void addLogitGradient(int time, int firstImage, int endImage) {
        float[] before = potential[Math.max(0, time - 1)];
        for (int image = firstImage; image < endImage; image++) {
            double sum = 0;
            for (int i = image * frame; i < (image + 1) * frame; i++) {
                float rest = time == 0 || before[i] >= vThreshold ? 0 : before[i];
                sum += carry[i] * (potential[time][i] - rest);
            }
            logitGradient[image] += sum;
        }
    }

    /** After the backward pass of a batch. */
    void endBack() {
        logit.gradient[0] = (float) Arrays.stream(logitGradient).reduce(0, Double::sum);
        threshold.gradient[0] = (float) Arrays.stream(thresholdGradient).reduce(0, Double::sum);
    }

    /** Spikes of the first images at a time step. */
    long count(int time, int images) {
        long ones = 0;
        for (int image = 0; image < images; image++) {
            ones += layout.count(spikes[time], firstWord(image));
        }
        return ones;
    }
}
