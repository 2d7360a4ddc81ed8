package org.hasnas.training.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hasnas.network.LayerNames;
import org.hasnas.network.LifParameters;
import org.hasnas.network.plan.LifGroup;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.hasnas.simulation.kernel.training.SameConvolution;
import org.hasnas.simulation.kernel.training.TrainingKernels;
import org.hasnas.simulation.weights.NeuronConstants;
import org.hasnas.simulation.weights.NormParameters;

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
    /** Between potentials and their threshold, if it is learnt. */
    private final Optional<MembraneNorm> norm;
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
    /** The norm of weights that have one where none is learnt. */
    private Optional<NormParameters> fixedNorm = Optional.empty();
    private float decay;
    /** [time step][padded channel]. */
    private final float[][] thresholds;
    /** What the layer's threshold counts in that of each channel. */
    private final float[] thresholdShares;

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
        this.norm = learning.membraneNorm() ? Optional.of(new MembraneNorm(normName(), layout.channels(), layout.positions(), parts))
                : Optional.empty();
        this.thresholds = new float[parts.timeSteps()][SameConvolution.padded(layout.channels())];
        this.thresholdShares = new float[SameConvolution.padded(layout.channels())];
        set(Optional.empty(), Optional.empty());
    }

    /** The name under which weights have the norm of the potentials. */
    String normName() {
        return LayerNames.membraneNorm(names.getFirst());
    }

    /**
     * @param learnt before; empty for those of template and operation
     * @param potentialNorm learnt before; empty for none
     */
    void set(Optional<NeuronConstants> learnt, Optional<NormParameters> potentialNorm) {
        norm.ifPresentOrElse(own -> own.set(potentialNorm.orElse(NormParameters.initial(layout.channels()))), () -> fixedNorm = potentialNorm);
        isOwn = learnt.isPresent() || learning.constants();
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
        norm.ifPresent(own -> parameters.addAll(List.of(own.norm.gain, own.norm.bias)));
        return parameters;
    }

    /** The constants, if they are the layer's own. */
    Optional<NeuronConstants> learnt() {
        return isOwn ? Optional.of(new NeuronConstants(logit.value[0], threshold.value[0])) : Optional.empty();
    }

    /** The norm of the potentials, if there is one. */
    Optional<NormParameters> potentialNorm() {
        return norm.map(MembraneNorm::parameters).or(() -> fixedNorm);
    }

    /** What a batch counts in the running statistics. */
    void setShare(double share) {
        norm.ifPresent(own -> own.norm.share = share);
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
        norm.ifPresent(MembraneNorm::begin);
        LifParameters unnormed = learnt().map(NeuronConstants::parameters).orElse(plain);
        LifParameters now = potentialNorm().map(through -> through.folded(unnormed)).orElse(unnormed);
        for (int c = 0; c < layout.channels(); c++) {
            thresholdShares[c] = fixedNorm.isPresent() ? (float) (fixedNorm.get().deviation(c) / fixedNorm.get().gain()[c]) : 1;
        }
        for (float[] ofStep : thresholds) {
            Arrays.fill(ofStep, Float.MAX_VALUE); // the padding never fires
            System.arraycopy(now.thresholds(layout.channels()), 0, ofStep, 0, layout.channels());
        }
    }

    private float vThreshold() {
        return learnt().map(NeuronConstants::vThreshold).orElse((float) plain.vThreshold());
    }

    /** Whether all images must have their potentials of a time step before any of them fires. */
    boolean isNormed(TrainingPass pass) {
        return norm.isPresent() && pass.training();
    }

    /** The parts of a span that frames go through without waiting for others. */
    List<Span> parts(Span span, TrainingPass pass) {
        return isNormed(pass) ? IntStream.range(span.first(), span.end()).mapToObj(time -> new Span(time, time + 1)).toList() : List.of(span);
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
        int before = Math.max(0, time - 1);
        kernels.fire(layout, input, image * frame, gain, offset, time == 0, potential[before], thresholds[before], potential[time], image * frame,
                decay, thresholds[time], spikes[time], image * words);
    }

    /** Before the frames of a time step are charged. */
    void beginCharge() {
        norm.ifPresent(MembraneNorm::clearSums);
    }

    /** The potentials of a frame, whose spikes are not known before {@link #endCharge}; then it fires on the same input. */
    void charge(int time, int image, float[] input, float[] gain, float[] offset, int chunk) {
        fire(time, image, input, gain, offset);
        norm.ifPresent(own -> own.addSums(potential[time], image * frame, chunk));
    }

    /** After all frames of a time step have been charged. */
    void endCharge(int time, TrainingPass pass) {
        norm.ifPresent(own -> own.prepare(time, vThreshold(), thresholds[time], pass));
    }

    /** Lists the spikes of a frame in the worker's scratch, for convolutions of a shape. */
    void list(int time, int image, SameConvolution shape, int worker) {
        scratch[worker].events.list(shape, layout, spikes[time], firstWord(image), 1);
    }

    /** Finds the neurons of images that a gradient passes through, if the surrogate leaves any out. */
    void findActive(int time, int firstImage, int endImage, long[] active) {
        for (int image = firstImage; learning.surrogate().isCompact() && image < endImage; image++) {
            findActive(time, image, active, (image - firstImage) * words);
        }
    }

    private void findActive(int time, int image, long[] active, int firstWord) {
        float width = learning.surrogate().width();
        norm.ifPresentOrElse(
                own -> own.findActive(layout, time, potential[time], thresholds[time], image * frame, width, active, firstWord),
                () -> kernels.findActive(layout, potential[time], image * frame, thresholds[time], width, active, firstWord));
    }

    /** Neurons of the first images at a time step that are nearer to their threshold than the width of the surrogate. */
    long countActive(int time, int images) {
        long[] active = new long[words];
        long count = 0;
        for (int image = 0; image < images; image++) {
            findActive(time, image, active, 0);
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
        kernels.fireBack(learning.surrogate(), (endImage - firstImage) * layout.positions(), potential[time], firstImage * frame,
                spikeGradient(time), carry, decay, thresholds[time], target, add);
        if (learning.tau()) {
            addLogitGradient(time, firstImage, endImage);
        }
    }

    /**
     * The backward pass of all images through a span where potentials are normed, as {@link #back} or {@link #backInPlace}.
     *
     * @param target by time step: adds the gradient of the input, and clears that of the spikes; empty for the gradient of the spikes itself
     */
    void backThroughNorm(Span span, Optional<BatchNorm.Values> target, TrainingPass pass) {
        MembraneNorm own = norm.orElseThrow();
        for (int time = span.end() - 1; time >= span.first(); time--) {
            int now = time;
            float[] gradient = spikeGradient(time);
            own.clearSums();
            pass.chunks(frame, (chunk, first, end, worker) -> {
                for (int image = first; image < end; image++) {
                    own.throughSpikes(learning.surrogate(), now, gradient, potential[now], thresholds[now], image * frame, chunk);
                }
            });
            own.prepareBack(time, pass);
            pass.chunks(frame, (chunk, first, end, worker) -> {
                for (int image = first; image < end; image++) {
                    own.back(gradient, potential[now], image * frame);
                }
                integrateBack(now, gradient, target.map(values -> values.at(now)).orElse(gradient), target.isPresent(), first, end);
                if (target.isPresent()) {
                    clearSpikeGradient(now, first, end);
                }
            });
        }
    }

    /** @param gradient what decides about spikes adds to that of the potentials */
    private void integrateBack(int time, float[] gradient, float[] target, boolean add, int firstImage, int endImage) {
        int channels = thresholds[time].length;
        for (int first = firstImage * frame; first < endImage * frame; first += channels) {
            for (int c = 0; c < channels; c++) {
                int i = first + c;
                float g = gradient[i] + (potential[time][i] >= thresholds[time][c] ? 0 : carry[i]);
                carry[i] = g * (1 - decay);
                target[i] = (add ? target[i] : 0) + g * decay;
            }
        }
        if (learning.tau()) {
            addLogitGradient(time, firstImage, endImage);
        }
    }

    /** A higher threshold takes as much from a spike as a higher potential adds. */
    private void addThresholdGradient(int time, int firstImage, int endImage) {
        for (int image = firstImage; image < endImage; image++) {
            double sum = 0;
            for (int i = image * frame; i < (image + 1) * frame; i++) {
                int c = i % thresholdShares.length;
                sum += spikeGradient(time)[i] * learning.surrogate().at(potential[time][i] - thresholds[time][c]) * thresholdShares[c];
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
        float[] least = thresholds[Math.max(0, time - 1)];
        for (int image = firstImage; image < endImage; image++) {
            double sum = 0;
            for (int i = image * frame; i < (image + 1) * frame; i++) {
                float rest = time == 0 || before[i] >= least[i % least.length] ? 0 : before[i];
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
