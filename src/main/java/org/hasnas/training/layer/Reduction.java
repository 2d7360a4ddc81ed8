package org.hasnas.training.layer;

import java.util.List;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.LayerNames;
import org.hasnas.network.LifParameters;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.hasnas.simulation.kernel.training.FlatMath;

/** Between two stages, forward and back: batch norm, LIF, convolution, batch norm, average pool. */
final class Reduction {
    private final Activation input;
    private final BatchNorm inputNorm;
    private final Neurons neurons;
    private final TrainedConvolution convolution;
    private final Activation output;
    private final int poolSide;
    private final float[][] unpooled;

    Reduction(ConvolutionLayer layer, Activation input, LifParameters neuron, NetworkParts parts) {
        this.input = input;
        this.inputNorm = parts.norm(LayerNames.inputNorm(layer.name()), layer.inChannels());
        this.neurons = parts.neurons(List.of(layer.name()), new SpikeLayout(input.positions(), input.channels), neuron);
        this.convolution = parts.convolution(layer.name(), neurons);
        this.output = parts.activation(layer.pooledHeight(), layer.pooledWidth(), layer.outChannels(), false);
        this.poolSide = layer.outHeight() / layer.pooledHeight();
        this.unpooled = new float[parts.spanSteps()][Math.multiplyExact(parts.images(), convolution.frame())];
    }

    Activation output() {
        return output;
    }

    void forward(Span span, TrainingPass pass) {
        inputNorm.prepare(span, input::value, input.positions(), pass);
        neurons.fire(span, input::value, inputNorm.scale, inputNorm.offset, pass);
        convolution.convolve(span, pass);
        pass.chunks(convolution.frame(), (chunk, first, end, worker) -> {
            for (int time = span.first(); time < span.end(); time++) {
                for (int image = first; image < end; image++) {
                    FlatMath.pool(output.value(time), image * output.frame(), convolution.raw(time), image * convolution.frame(), input.height,
                            input.width, poolSide, convolution.norm.scale, convolution.norm.offset);
                }
            }
        });
    }

    void beginBack() {
        neurons.clearCarry();
    }

    void clearGradients(Span span, TrainingPass pass) {
        for (int time = span.first(); time < span.end(); time++) {
            output.clearGradient(time, pass);
        }
        neurons.clearSpikeGradients(span, pass);
    }

    void back(Span span, TrainingPass pass) {
        pass.chunks(convolution.frame(), (chunk, first, end, worker) -> {
            for (int time = span.first(); time < span.end(); time++) {
                for (int image = first; image < end; image++) {
                    FlatMath.unpool(unpooled(time), image * convolution.frame(), output.gradient(time), image * output.frame(), input.height,
                            input.width, output.padded, poolSide);
                }
            }
        });
        convolution.back(span, this::unpooled, pass);
        normBack(span, neurons, inputNorm, input, pass);
    }

    private float[] unpooled(int time) {
        return unpooled[time % unpooled.length];
    }

    /** Through neurons that fire on a normed input, and through the norm. */
    static void normBack(Span span, Neurons neurons, BatchNorm norm, Activation input, TrainingPass pass) {
        neurons.backInPlace(span, pass);
        norm.prepareBack(span, input::value, neurons::spikeGradient, input.positions(), pass);
        pass.chunks(input.frame(), (chunk, first, end, worker) -> {
            for (int time = span.first(); time < span.end(); time++) {
                int at = first * input.frame();
                // the first of those who give this input a gradient, so nothing is overwritten
                norm.back(input.gradient(time), at, neurons.spikeGradient(time), at, input.value(time), at, (end - first) * input.positions());
            }
        });
    }
}
