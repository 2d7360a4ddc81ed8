package org.hasnas.simulation.dense;

import org.hasnas.job.JobContext;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.plan.ConvolutionChain;
import org.hasnas.simulation.kernel.layout.ConvolutionShape;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution and the batch norm behind it; the result lies in scratch until the next convolution of its size. */
final class DenseLayer {
    private final String norm;
    private final ConvolutionShape shape;
    private final INDArray kernel;
    private final DenseBlock block;

    DenseLayer(ConvolutionChain chain, DenseBlock block) {
        ConvolutionLayer layer = chain.first();
        this.norm = chain.norm().name();
        this.shape = new ConvolutionShape(layer.inChannels(), layer.outChannels(), layer.kernelSize(), layer.stride(), layer.kernelSize() / 2,
                layer.inHeight(), layer.inWidth());
        this.kernel = block.own(DenseOperations.kernel(shape, block.parameters.weights(layer.name())));
        this.block = block;
    }

    INDArray run(INDArray input, JobContext job) {
        job.checkpoint();
        INDArray output = block.scratch(new long[] {input.size(0), shape.outHeight(), shape.outWidth(), shape.outChannels()}, 1);
        DenseOperations.convolve(shape, input, kernel, output);
        block.normalize(output, norm, job);
        return output;
    }
}
