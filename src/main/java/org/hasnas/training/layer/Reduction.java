package org.hasnas.training.layer;

import org.hasnas.network.plan.ConvolutionChain;
import org.hasnas.simulation.kernel.training.FlatMath;

/** Between two stages, forward and back: the spikes of an exit, convolution, batch norm, average pool. */
final class Reduction {
    private final Exit exit;
    private final TrainedConvolution convolution;
    private final Activation output;
    private final int poolSide;
    private final float[][] unpooled;

    Reduction(ConvolutionChain layer, Exit exit, NetworkParts parts) {
        this.exit = exit;
        this.convolution = parts.convolution(layer, exit.neurons);
        this.output = parts.activation(layer.output(), false);
        this.poolSide = layer.pool();
        this.unpooled = new float[parts.spanSteps()][Math.multiplyExact(parts.images(), convolution.frame())];
    }

    Activation output() {
        return output;
    }

    void forward(Span span, TrainingPass pass) {
        exit.finish(span, pass);
        convolution.begin();
        for (Span part : exit.neurons.parts(span, pass)) {
            exit.charge(part, pass);
            pass.chunks((chunk, first, end, worker) -> {
                for (int time = part.first(); time < part.end(); time++) {
                    for (int image = first; image < end; image++) {
                        exit.fire(time, image);
                        exit.neurons.list(time, image, convolution.shape, worker);
                        convolution.convolve(time, image, chunk, worker, pass);
                    }
                }
            });
        }
        convolution.finish(span, pass);
        pass.chunks(convolution.frame(), (chunk, first, end, worker) -> {
            for (int time = span.first(); time < span.end(); time++) {
                for (int image = first; image < end; image++) {
                    FlatMath.pool(output.value(time), image * output.frame(), convolution.raw(time), image * convolution.frame(),
                            convolution.shape.height(), convolution.shape.width(), poolSide, convolution.norm.scale, convolution.norm.offset);
                }
            }
        });
    }

    /** Through pool, convolution and neurons; what is left is {@link Exit#back}. */
    void back(Span span, TrainingPass pass) {
        convolution.begin();
        pass.chunks((chunk, first, end, worker) -> {
            for (int time = span.first(); time < span.end(); time++) {
                for (int image = first; image < end; image++) {
                    FlatMath.unpool(unpooled(time), image * convolution.frame(), output.gradient(time), image * output.frame(),
                            convolution.shape.height(), convolution.shape.width(), output.padded, poolSide);
                    convolution.addBackSums(unpooled(time), time, image, chunk);
                }
            }
        });
        convolution.finishSums(span, this::unpooled, pass);
        exit.beginBack();
        pass.chunks((chunk, first, end, worker) -> {
            for (int time = span.first(); time < span.end(); time++) {
                convolution.back(unpooled(time), time, first, end, chunk, worker);
            }
            exit.fireBack(span, chunk, first, end, pass);
        });
        exit.finishBack(span, pass);
    }

    private float[] unpooled(int time) {
        return unpooled[time % unpooled.length];
    }
}
