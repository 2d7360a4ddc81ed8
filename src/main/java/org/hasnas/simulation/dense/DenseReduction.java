package org.hasnas.simulation.dense;

import java.util.List;
import org.hasnas.job.JobContext;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.LifParameters;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Between two stages: batch norm, LIF, convolution, batch norm, average pool 2x2. */
final class DenseReduction {
    private final ConvolutionLayer layer;
    private final DenseBlock block;
    private final DenseNeurons neurons;
    private final DenseLayer convolution;
    private final INDArray output;

    DenseReduction(ConvolutionLayer layer, LifParameters neuron, DenseBlock block) {
        this.layer = layer;
        this.block = block;
        this.neurons = new DenseNeurons(List.of(layer.name()), neuron, block, layer.inHeight(), layer.inWidth(), layer.inChannels());
        this.convolution = new DenseLayer(layer, block);
        this.output = block.map(block.frames(), layer.pooledHeight(), layer.pooledWidth(), layer.outChannels());
    }

    INDArray output() {
        return output;
    }

    void reset() {
        neurons.reset();
    }

    void run(INDArray input, int firstStep, DenseSpikeObserver observer, JobContext job) {
        INDArray normalized = block.scratch(input.shape(), 1);
        normalized.assign(input);
        block.normalize(normalized, layer.name() + ".input.bn", job);
        neurons.fire(normalized, firstStep, observer, job);
        int side = layer.outHeight() / layer.pooledHeight();
        DenseOperations.pool(convolution.run(neurons.spikes, job), output, side, side, 0);
    }
}
