package org.hasnas.simulation.engine.integer;

import java.util.Arrays;
import org.hasnas.network.plan.ConvolutionChain;
import org.hasnas.network.plan.MapShape;
import org.hasnas.simulation.engine.NormedConvolution;
import org.hasnas.simulation.engine.SimulationPass;
import org.hasnas.simulation.kernel.integer.IntegerConvolution;
import org.hasnas.simulation.kernel.integer.IntegerMoments;
import org.hasnas.simulation.kernel.layout.ConvolutionShape;
import org.hasnas.simulation.weights.IntegerWeights;

/** A convolution of spikes with int8 weights, its batch norm and the pool behind them. */
final class IntegerNormedConvolution {
    private final ConvolutionChain chain;
    private final MapShape output;
    private final ConvolutionShape shape;
    private final IntegerNorm norm;
    private final IntegerBlock block;
    private final float[] unit;
    private final float[] zero;
    private IntegerConvolution[] convolutions = {};

    IntegerNormedConvolution(ConvolutionChain chain, IntegerBlock block) {
        this.chain = chain;
        this.output = chain.output();
        this.shape = NormedConvolution.shapeOf(chain.composed());
        this.block = block;
        this.norm = new IntegerNorm(output.channels(), block);
        this.unit = IntegerBlock.perChannel(output.channels());
        this.zero = new float[unit.length];
    }

    void bind(IntegerWeights weights) {
        IntegerWeights.Layer bound = weights.layer(chain.name());
        Arrays.fill(unit, 0, output.channels(), (float) bound.scale());
        convolutions = new IntegerConvolution[block.workers.count()];
        for (int worker = 0; worker < convolutions.length; worker++) {
            convolutions[worker] = new IntegerConvolution(shape, bound.weights(), chain.pool(), block.kernels, block.scratch(worker));
        }
    }

    /** Convolves spikes of a block into the memory from {@code first} on; the result has the batch norm in its gain and offset. */
    IntegerMap convolve(IntegerNeurons neurons, int blockIndex, long first, SimulationPass pass) {
        IntegerMap result = new IntegerMap(block.memory.values(), first, output.height(), output.width(), unit, zero, false);
        IntegerMoments[] parts = norm.cleared();
        block.gather(LayerTimes.Kind.CONVOLUTION, (frame, worker) -> convolutions[worker].convolve(neurons.frame(blockIndex, frame), result.values,
                result.frame(frame, block.images), parts[worker], pass.job::checkpoint));
        block.run(pass.job);
        return norm.over(result, (long) block.frames() * shape.outHeight() * shape.outWidth());
    }
}
