package org.hasnas.training.layer;

import java.util.Arrays;
import java.util.Optional;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.simulation.dense.DenseTrainingConvolutions;
import org.hasnas.simulation.kernel.training.FlatMath;
import org.hasnas.simulation.kernel.training.InputGradient;
import org.hasnas.simulation.kernel.training.SameConvolution;
import org.hasnas.simulation.kernel.training.SpikeEvents;
import org.hasnas.simulation.kernel.training.TrainingKernels;

/** A convolution of spikes with its batch norm, forward and back. */
final class TrainedConvolution {
    final SameConvolution shape;
    final Parameter weights;
    final BatchNorm norm;
    final Neurons source;
    private final TrainingKernels kernels;
    private final InputGradient inputGradient;
    private final float[][] raw;
    private final float[][] partial;
    private final boolean depthwise;
    private final Optional<DenseTrainingConvolutions> dense;
    private final float[] denseGradient;
    private final Scratch[] scratch;

    /** Memory of one thread. */
    private static final class Scratch {
        final SpikeEvents events = new SpikeEvents();
        final InputGradient.Scratch gradients = new InputGradient.Scratch();
        final float[] bordered;

        Scratch(int length) {
            bordered = new float[length];
        }
    }

    TrainedConvolution(ConvolutionLayer layer, Neurons source, BatchNorm norm, int images, int timeSteps, int workers, TrainingKernels kernels,
            Optional<DenseTrainingConvolutions> dense) {
        this.shape = new SameConvolution(layer.inChannels(), layer.outChannels(), layer.kernelSize(), layer.inHeight(), layer.inWidth());
        this.weights = new Parameter(layer.name(), shape.weights(), true);
        this.depthwise = layer.depthwise();
        this.norm = norm;
        this.source = source;
        this.kernels = kernels;
        this.inputGradient = InputGradient.of(shape);
        this.raw = new float[timeSteps][Math.multiplyExact(images, frame())];
        this.partial = new float[TrainingPass.CHUNKS][shape.weights()];
        this.dense = dense;
        this.denseGradient = new float[dense.isPresent() ? Math.multiplyExact(images, frame()) : 0];
        this.scratch = new Scratch[workers];
        for (int worker = 0; worker < workers; worker++) {
            scratch[worker] = new Scratch(shape.borderedGradient());
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

    /** Called before the first time step of a batch whose way back is taken. */
    void beginBack() {
        inputGradient.setWeights(weights.value);
        for (float[] part : partial) {
            Arrays.fill(part, 0f);
        }
    }

    void endBack(TrainingPass pass) {
        pass.addInOrder(partial, weights.gradient);
        if (depthwise) { // weights between different channels are zero and stay so
            for (int row = 0; row < shape.taps() * shape.inChannels(); row++) {
                int own = row * shape.paddedOut() + row % shape.inChannels();
                float kept = weights.gradient[own];
                Arrays.fill(weights.gradient, row * shape.paddedOut(), (row + 1) * shape.paddedOut(), 0f);
                weights.gradient[own] = kept;
            }
        }
    }

    void convolve(Span span, TrainingPass pass) {
        if (dense.isPresent()) {
            for (int time = span.first(); time < span.end(); time++) {
                pass.job().checkpoint();
                dense.get().convolve(shape, weights.value, source.layout, source.spikes(time), pass.images(), raw[time]);
            }
            norm.prepare(span, this::raw, shape.positions(), pass);
        } else {
            norm.clearSums();
            convolveEvents(span, pass);
            norm.prepare(span, shape.positions(), pass);
        }
    }

    private void convolveEvents(Span span, TrainingPass pass) {
        pass.chunks((chunk, first, end, worker) -> {
            SpikeEvents events = scratch[worker].events;
            for (int time = span.first(); time < span.end(); time++) {
                for (int image = first; image < end; image++) {
                    events.list(shape, source.layout, source.spikes(time), source.firstWord(image));
                    kernels.convolve(shape, weights.value, events, raw[time], image * frame());
                    if (pass.training()) {
                        norm.addSums(chunk, raw[time], raw[time], image * frame(), shape.positions());
                    }
                }
            }
        });
    }

    /** Adds the normed result of a time step. */
    void addTo(float[] target, int time, int firstImage, int endImage) {
        FlatMath.addAffine(target, firstImage * frame(), raw[time], firstImage * frame(), (endImage - firstImage) * shape.positions(), norm.scale,
                norm.offset);
    }

    /** Adds to the gradients of weights, norm and the source's spikes. */
    void back(Span span, BatchNorm.Values gradients, TrainingPass pass) {
        norm.prepareBack(span, this::raw, gradients, shape.positions(), pass);
        if (dense.isPresent()) {
            backDense(dense.get(), span, gradients, pass);
        } else {
            backEvents(span, gradients, pass);
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

    private void backEvents(Span span, BatchNorm.Values gradients, TrainingPass pass) {
        int row = shape.width() * shape.paddedOut();
        int sourceFrame = shape.positions() * shape.paddedIn();
        pass.chunks((chunk, first, end, worker) -> {
            Scratch mine = scratch[worker];
            for (int time = span.first(); time < span.end(); time++) {
                for (int image = first; image < end; image++) {
                    for (int y = 0; y < shape.height(); y++) {
                        int at = image * frame() + y * row;
                        norm.back(mine.bordered, shape.bordered(y, 0), gradients.at(time), at, raw[time], at, shape.width());
                    }
                    mine.events.list(shape, source.layout, source.spikes(time), source.firstWord(image));
                    kernels.addWeightGradient(shape, mine.events, mine.bordered, partial[chunk]);
                    inputGradient.add(mine.bordered, source.spikeGradient(time), image * sourceFrame, kernels, mine.gradients);
                }
            }
        });
    }
}
