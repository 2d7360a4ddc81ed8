package org.hasnas.simulation.engine;

import java.util.Arrays;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.plan.ConvolutionChain;
import org.hasnas.simulation.kernel.float32.ChannelAffine;
import org.hasnas.simulation.kernel.float32.SpikeConvolution;
import org.hasnas.simulation.kernel.layout.ConvolutionShape;
import org.hasnas.simulation.weights.Weights;

/** A convolution of spikes and the batch norm behind it. */
public final class NormedConvolution {
    /** Dense multiply-accumulates between two looks at the job; even at a firing rate of 1 that is some milliseconds. */
    private static final long WORK_PER_CHECKPOINT = 50_000_000;

    private final ConvolutionShape shape;
    private final SpikeConvolution[] convolutions; // one per worker: they have scratch memory
    private final Norm norm;
    private final Block block;
    private final int rowsPerCheckpoint;

    NormedConvolution(ConvolutionChain chain, Weights weights, Block block) {
        this.shape = shapeOf(chain.composed());
        float[][] rows = weights.rows(chain);
        this.convolutions = new SpikeConvolution[block.workers().count()];
        Arrays.setAll(convolutions, worker -> new SpikeConvolution(shape, rows));
        this.norm = new Norm(weights.norm(chain.norm().name()), block.mode());
        this.block = block;
        this.rowsPerCheckpoint = Math.clamp(WORK_PER_CHECKPOINT / shape.multiplyAccumulatesPerOutputRow(), 1, shape.outHeight());
    }

    /** All convolutions of a network pad by half the kernel. */
    public static ConvolutionShape shapeOf(ConvolutionLayer layer) {
        return new ConvolutionShape(layer.inChannels(), layer.outChannels(), layer.kernelSize(), layer.stride(), layer.kernelSize() / 2,
                layer.inHeight(), layer.inWidth());
    }

    /**
     * Convolves the block's spikes into {@code output}.
     *
     * @return the batch norm that is still to be applied to {@code output}
     */
    ChannelAffine convolve(LifNeurons neurons, FeatureMap output, SimulationPass pass) {
        int height = shape.outHeight();
        block.workers().forEach(block.frames(), (frame, worker) -> {
            for (int y = 0; y < height; y += rowsPerCheckpoint) {
                pass.job.checkpoint();
                convolutions[worker].convolve(neurons.frame(frame), output.rows, frame * output.positions(), y,
                        Math.min(height, y + rowsPerCheckpoint));
            }
        });
        return norm.over(output, block.frames(), pass);
    }
}
