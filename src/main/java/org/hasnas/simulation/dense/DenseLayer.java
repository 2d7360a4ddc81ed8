package org.hasnas.simulation.dense;

import java.util.List;
import org.hasnas.job.JobContext;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.plan.ConvolutionChain;
import org.hasnas.simulation.kernel.layout.ConvolutionShape;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Convolutions one after the other and the batch norm behind them; the result lies in scratch until the next convolution of its size. */
final class DenseLayer {
    private final List<Part> parts;
    private final String norm;
    private final DenseBlock block;

    private record Part(ConvolutionShape shape, INDArray kernel) {}

    DenseLayer(ConvolutionChain chain, DenseBlock block) {
        this.parts = chain.layers().stream().map(layer -> part(layer, block)).toList();
        this.norm = chain.norm().name();
        this.block = block;
    }

    private static Part part(ConvolutionLayer layer, DenseBlock block) {
        ConvolutionShape shape = new ConvolutionShape(layer.inChannels(), layer.outChannels(), layer.kernelSize(), layer.stride(),
                layer.kernelSize() / 2, layer.inHeight(), layer.inWidth());
        return new Part(shape, block.own(DenseOperations.kernel(shape, block.parameters.weights(layer.name()))));
    }

    INDArray run(INDArray input, JobContext job) {
        INDArray result = input;
        for (int index = 0; index < parts.size(); index++) {
            job.checkpoint();
            ConvolutionShape shape = parts.get(index).shape;
            INDArray output = block.scratch(new long[] {input.size(0), shape.outHeight(), shape.outWidth(), shape.outChannels()}, 1 + index);
            DenseOperations.convolve(shape, result, parts.get(index).kernel, output);
            result = output;
        }
        block.normalize(result, norm, job);
        return result;
    }
}
