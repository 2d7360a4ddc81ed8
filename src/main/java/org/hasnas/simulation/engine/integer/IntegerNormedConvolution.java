package org.hasnas.simulation.engine.integer;

import java.util.Arrays;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.simulation.engine.NormedConvolution;
import org.hasnas.simulation.engine.SimulationPass;
import org.hasnas.simulation.kernel.integer.IntegerConvolution;
import org.hasnas.simulation.kernel.integer.IntegerMoments;
import org.hasnas.simulation.kernel.layout.ConvolutionShape;
import org.hasnas.simulation.weights.IntegerWeights;

/** A convolution of spikes with int8 weights, its batch norm and the pool behind them. */
final class IntegerNormedConvolution {
    private final ConvolutionLayer layer;
    private final ConvolutionShape shape;
    private final int pool;
    private final IntegerNorm norm;
    private final IntegerBlock block;
    private final float[] unit;
    private final float[] zero;
    private IntegerConvolution[] convolutions = {};

    IntegerNormedConvolution(ConvolutionLayer layer, IntegerBlock block) {
        this.layer = layer;
        this.shape = NormedConvolution.shapeOf(layer);
        this.pool = layer.outHeight() / layer.pooledHeight();
        this.block = block;
        this.norm = new IntegerNorm(layer.outChannels(), block);
        this.unit = IntegerBlock.perChannel(layer.outChannels());
        this.zero = new float[unit.length];
    }

    /** Length of the result for a block. */
    long outputLength() {
        return (long) block.frames() * layer.pooledHeight() * layer.pooledWidth() * unit.length;
    }

    void bind(IntegerWeights weights) {
        IntegerWeights.Layer bound = weights.layer(layer.name());
        Arrays.fill(unit, 0, layer.outChannels(), (float) bound.scale());
        convolutions = new IntegerConvolution[block.workers.count()];
        for (int worker = 0; worker < convolutions.length; worker++) {
            convolutions[worker] = new IntegerConvolution(shape, bound.weights(), pool, block.kernels, block.scratch(worker));
        }
    }

    /** Convolves spikes of a block into the memory from {@code first} on; the result has the batch norm in its gain and offset. */
    IntegerMap convolve(IntegerNeurons neurons, int blockIndex, long first, SimulationPass pass) {
        IntegerMap output = new IntegerMap(block.memory.values(), first, layer.pooledHeight(), layer.pooledWidth(), unit, zero, false);
        IntegerMoments[] parts = norm.cleared();
        block.gather(LayerTimes.Kind.CONVOLUTION, (frame, worker) -> convolutions[worker].convolve(neurons.frame(blockIndex, frame), output.values,
                output.frame(frame, block.images), parts[worker], pass.job::checkpoint));
        block.run(pass.job);
        return norm.over(output, (long) block.frames() * shape.outHeight() * shape.outWidth());
    }
}
