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
 * before and after; a batch norm is what all frames of a span wait for.
 */
final class TrainedConvolution {
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
        for (Scratch mine : scratch) {
            mine.reserve(shape, source.layout);
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
     * Adds a frame's share to the gradients of the weights and of the source's spikes.
     *
     * @param gradient of the normed result
     */
    void back(float[] gradient, int time, int image, int chunk, int worker) {
        if (dense.isPresent()) {
            return; // all images at once, in finishSums
        }
        Scratch mine = scratch[worker];
        float[] bordered = mine.bordered(shape);
        int row = shape.width() * shape.paddedOut();
        for (int y = 0; y < shape.height(); y++) {
            int at = image * frame() + y * row;
            norm.back(bordered, shape.bordered(y, 0), gradient, at, raw[time], at, shape.width());
        }
        mine.events.list(shape, source.layout, source.spikes(time), source.firstWord(image));
        kernels.addWeightGradient(shape, mine.events, bordered, partial[chunk]);
        source.findActive(time, image, mine.active);
        inputGradient.add(bordered, mine.active, source.spikeGradient(time), image * shape.positions() * shape.paddedIn(), kernels, mine.gradients);
    }
}
