package org.hasnas.training.layer;

import java.util.Arrays;
import java.util.Optional;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.plan.ConvolutionChain;
import org.hasnas.simulation.dense.DenseTrainingConvolutions;
import org.hasnas.simulation.kernel.training.InputGradient;
import org.hasnas.simulation.kernel.training.SameConvolution;
import org.hasnas.simulation.kernel.training.TrainingKernels;

/**
 * A convolution of spikes with its batch norm, forward and back. Frame by frame, so that a frame stays in the cache between this and what comes
 * before and after; on the way back some frames of small maps together, since one alone has too few pixels to read weights and to begin sums for.
 * A batch norm is what all frames of a span wait for.
 */
final class TrainedConvolution {
    /** Gradients of frames that go back together: they stay in the cache of a core. */
    private static final int TOGETHER = 1 << 14;

    final SameConvolution shape;
    final ChainWeights trained;
    final BatchNorm norm;
    final Neurons source;
    private final Parameter weights;
    private final TrainingKernels kernels;
    private final InputGradient inputGradient;
    private final float[] borderedWeights;
    private final float[][] raw;
    private final float[][] partial;
    private final Scratch[] scratch;
    private final Optional<DenseTrainingConvolutions> dense;
    private final float[] denseGradient;
    private final int together;
    /** What sums are rounded to in trainings, in largest weights; 0 for none. */
    float adcStep;
    private float[] steps = new float[0];

    TrainedConvolution(ConvolutionChain chain, Neurons source, BatchNorm norm, NetworkParts parts) {
        ConvolutionLayer layer = chain.composed();
        this.shape = new SameConvolution(layer.inChannels(), layer.outChannels(), layer.kernelSize(), layer.inHeight(), layer.inWidth());
        this.trained = new ChainWeights(chain);
        this.weights = trained.matrix;
        this.norm = norm;
        this.source = source;
        this.kernels = parts.kernels();
        this.inputGradient = InputGradient.of(shape, parts.learning().surrogate());
        this.borderedWeights = new float[shape.borderedWeights()];
        this.raw = new float[parts.timeSteps()][Math.multiplyExact(parts.images(), frame())];
        this.partial = new float[TrainingPass.CHUNKS][shape.weights()];
        this.scratch = parts.scratch();
        this.dense = parts.dense();
        this.denseGradient = new float[dense.isPresent() ? Math.multiplyExact(parts.images(), frame()) : 0];
        this.together = Math.clamp(TOGETHER / shape.borderedGradient(), 1, Math.ceilDiv(parts.images(), TrainingPass.CHUNKS));
        for (Scratch mine : scratch) {
            mine.reserve(shape, source.layout, together);
        }
    }

    /** Floats of one image of the result. */
    int frame() {
        return Math.multiplyExact(shape.positions(), shape.paddedOut());
    }

    /** The result before the batch norm. */
    float[] raw(int time) {
        return raw[time];
    }

    /** Before the passes of a batch: takes over the weights. */
    void beginBatch() {
        trained.begin();
        shape.border(weights.value, borderedWeights);
        if (adcStep > 0) {
            steps = RoundedWeights.largest(weights.value, shape.paddedOut());
            for (int output = 0; output < steps.length; output++) {
                steps[output] *= adcStep;
            }
        }
    }

    /** Before the frames of a span. */
    void begin() {
        norm.clearSums();
    }

    /** One frame of spikes, listed in the worker's scratch, and its share of the norm's sums. */
    void convolve(int time, int image, int chunk, int worker, TrainingPass pass) {
        if (dense.isPresent()) {
            return; // all images at once, in finish
        }
        int at = image * frame();
        kernels.convolve(shape, borderedWeights, scratch[worker].events, raw[time], at);
        if (pass.training() && adcStep > 0) {
            RoundedWeights.roundSums(raw[time], at, at + frame(), steps);
        }
        if (pass.training()) {
            norm.addSums(chunk, raw[time], raw[time], at, shape.positions());
        }
    }

    /** After all frames of a span: the batch norm can be applied. */
    void finish(Span span, TrainingPass pass) {
        if (dense.isPresent()) {
            for (int time = span.first(); time < span.end(); time++) {
                pass.job().checkpoint();
                dense.get().convolve(shape, weights.value, source.layout, source.spikes(time), pass.images(), raw[time]);
                if (pass.training() && adcStep > 0) {
                    RoundedWeights.roundSums(raw[time], 0, pass.images() * frame(), steps);
                }
            }
            norm.prepare(span, this::raw, shape.positions(), pass);
        } else {
            norm.prepare(span, shape.positions(), pass);
        }
    }

    /** Adds a frame of the normed result. */
    void addTo(float[] target, int time, int image) {
        kernels.addAffine(target, image * frame(), raw[time], image * frame(), shape.positions(), norm.scale, norm.offset);
    }

    /** Before the backward pass of a batch. */
    void beginBack() {
        inputGradient.setWeights(weights.value);
        for (float[] part : partial) {
            Arrays.fill(part, 0f);
        }
    }

    void endBack(TrainingPass pass) {
        pass.addInOrder(partial, weights.gradient);
        trained.passGradient();
    }

    /**
     * A frame's share of the sums that the backward pass through the norm needs.
     *
     * @param gradient of the normed result
     */
    void addBackSums(float[] gradient, int time, int image, int chunk) {
        norm.addSums(chunk, gradient, raw[time], image * frame(), shape.positions());
    }

    /** After all frames of a span have given their sums. */
    void finishSums(Span span, BatchNorm.Values gradients, TrainingPass pass) {
        norm.prepareBack(span, shape.positions(), pass);
        if (dense.isPresent()) {
            backDense(dense.get(), span, gradients, pass);
        }
    }

    private void backDense(DenseTrainingConvolutions library, Span span, BatchNorm.Values gradients, TrainingPass pass) {
        for (int time = span.first(); time < span.end(); time++) {
            int now = time;
            pass.chunks((chunk, first, end, worker) -> norm.back(denseGradient, first * frame(), gradients.at(now), first * frame(), raw[now],
                    first * frame(), (end - first) * shape.positions()));
            library.addGradients(shape, weights.value, source.layout, source.spikes(time), pass.images(), denseGradient, weights.gradient,
                    source.spikeGradient(time));
        }
    }

    /**
     * Adds the share of a chunk's images to the gradients of the weights and of the source's spikes.
     *
     * @param gradient of the normed result
     */
    void back(float[] gradient, int time, int firstImage, int endImage, int chunk, int worker) {
        if (dense.isPresent()) {
            return; // all images at once, in finishSums
        }
        for (int first = firstImage; first < endImage; first += together) {
            backTogether(gradient, time, first, Math.min(endImage, first + together), chunk, scratch[worker]);
        }
    }

    private void backTogether(float[] gradient, int time, int firstImage, int endImage, int chunk, Scratch mine) {
        int frames = endImage - firstImage;
        float[] bordered = mine.bordered(shape);
        int row = shape.width() * shape.paddedOut();
        for (int y = 0; y < frames * shape.height(); y++) {
            int at = firstImage * frame() + y * row;
            norm.back(bordered, shape.borderedRow(y), gradient, at, raw[time], at, shape.width());
        }
        mine.events.list(shape, source.layout, source.spikes(time), source.firstWord(firstImage), frames);
        kernels.addWeightGradient(shape, mine.events, bordered, partial[chunk]);
        source.findActive(time, firstImage, endImage, mine.active);
        inputGradient.add(frames, bordered, mine.active, source.spikeGradient(time), firstImage * shape.positions() * shape.paddedIn(), kernels,
                mine.gradients);
    }
}
