package org.hasnas.simulation.engine;

import java.util.List;
import org.hasnas.job.JobContext;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.LayerNames;
import org.hasnas.network.LifParameters;
import org.hasnas.simulation.kernel.float32.AveragePooling;
import org.hasnas.simulation.kernel.float32.ChannelAffine;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.hasnas.simulation.weights.Weights;

/** Between two stages: batch norm, LIF, convolution, batch norm, average pool 2x2. */
final class ReductionSimulation {
    private final Block block;
    private final Norm inputNorm;
    private final LifNeurons neurons;
    private final NormedConvolution convolution;
    private final FeatureMap scratch;
    private final FeatureMap output;
    private final int poolSide;

    ReductionSimulation(ConvolutionLayer layer, LifParameters neuron, Weights weights, float[][] scratchRows, Block block) {
        this.block = block;
        this.inputNorm = new Norm(weights.norm(LayerNames.inputNorm(layer.name())), block.mode());
        this.neurons = new LifNeurons(
                new LifLayer(List.of(layer.name()), new SpikeLayout(layer.inHeight() * layer.inWidth(), layer.inChannels())), neuron, block);
        this.convolution = new NormedConvolution(layer, weights, block);
        this.scratch = new FeatureMap(scratchRows, layer.outHeight(), layer.outWidth(), layer.outChannels());
        this.output = block.buffers().map(block.frames(), layer.pooledHeight(), layer.pooledWidth(), layer.outChannels());
        this.poolSide = layer.outHeight() / layer.pooledHeight();
    }

    FeatureMap output() {
        return output;
    }

    void reset(JobContext job) {
        neurons.reset(job);
    }

    void run(FeatureMap input, SimulationPass pass) {
        neurons.fire(input, inputNorm.over(input, block.frames(), pass), pass);
        ChannelAffine norm = convolution.convolve(neurons, scratch, pass);
        for (int frame = 0; frame < block.frames(); frame++) {
            pass.job.checkpoint();
            // the norm is affine, so it may as well be applied to the four times smaller pooled map
            int first = frame * output.positions();
            AveragePooling.pool(output.rows, first, scratch.rows, frame * scratch.positions(), scratch.height, scratch.width,
                    scratch.channels, poolSide);
            norm.copyTo(output.rows, first, output.rows, first, output.positions());
        }
    }
}
