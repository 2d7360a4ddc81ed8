package org.hasnas.training.layer;

import java.util.Optional;
import org.hasnas.network.plan.NetworkPlan;

/** Behind the last cell of a stage, forward and back: batch norm and LIF layer. */
final class Exit {
    final Activation input;
    final Neurons neurons;
    private final BatchNorm norm;

    Exit(NetworkPlan.Exit plan, Activation input, NetworkParts parts) {
        this.input = input;
        this.norm = parts.norm(plan.norm());
        this.neurons = parts.neurons(plan.neurons());
    }

    /** Before the frames of a span are computed. */
    void begin() {
        norm.clearSums();
    }

    /** A new frame of the input. */
    void addSums(int time, int image, int chunk, TrainingPass pass) {
        if (pass.training()) {
            norm.addSums(chunk, input.value(time), input.value(time), image * input.frame(), input.positions());
        }
    }

    /** After all frames of a span. */
    void finish(Span span, TrainingPass pass) {
        norm.prepare(span, input.positions(), pass);
    }

    /** Before the neurons of a part of a span fire, which wait for each other where their potentials are normed. */
    void charge(Span part, TrainingPass pass) {
        if (neurons.isNormed(pass)) {
            neurons.beginCharge();
            pass.chunks(input.frame(), (chunk, first, end, worker) -> {
                for (int image = first; image < end; image++) {
                    neurons.charge(part.first(), image, input.value(part.first()), norm.scale, norm.offset, chunk);
                }
            });
            neurons.endCharge(part.first(), pass);
        }
    }

    void fire(int time, int image) {
        neurons.fire(time, image, input.value(time), norm.scale, norm.offset);
    }

    /** Before the backward pass of a span. */
    void beginBack() {
        norm.clearSums();
    }

    /** Back through the neurons of the images of a chunk, given the gradients of their spikes, unless {@link #finishBack} does it. */
    void fireBack(Span span, int chunk, int firstImage, int endImage, TrainingPass pass) {
        if (!neurons.isNormed(pass)) {
            neurons.backInPlace(span, firstImage, endImage);
            addBackSums(span, chunk, firstImage, endImage);
        }
    }

    private void addBackSums(Span span, int chunk, int firstImage, int endImage) {
        for (int time = span.first(); time < span.end(); time++) {
            for (int image = firstImage; image < endImage; image++) {
                norm.addSums(chunk, neurons.spikeGradient(time), input.value(time), image * input.frame(), input.positions());
            }
        }
    }

    /** After {@link #fireBack} for all images. */
    void finishBack(Span span, TrainingPass pass) {
        if (neurons.isNormed(pass)) {
            neurons.backThroughNorm(span, Optional.empty(), pass);
            pass.chunks(input.frame(), (chunk, first, end, worker) -> addBackSums(span, chunk, first, end));
        }
        norm.prepareBack(span, input.positions(), pass);
    }

    /** Sets the gradient of the input: this is the first of those who give it one. */
    void back(Span span, int firstImage, int endImage) {
        for (int time = span.first(); time < span.end(); time++) {
            int at = firstImage * input.frame();
            norm.back(input.gradient(time), at, neurons.spikeGradient(time), at, input.value(time), at, (endImage - firstImage) * input.positions());
            neurons.clearSpikeGradient(time, firstImage, endImage);
        }
    }
}
