package org.hasnas.simulation.engine;

import org.hasnas.job.JobContext;
import org.hasnas.network.plan.LifGroup;
import org.hasnas.simulation.kernel.float32.ChannelAffine;
import org.hasnas.simulation.kernel.float32.RowNeurons;

/** The neurons of a {@link LifLayer}: their membranes through time and their spikes of the current block. */
final class LifNeurons {
    private final LifLayer layer;
    private final Block block;
    private final float[][] membrane;
    private final float decay;
    private final float[] thresholds;
    private final long[][][] spikes;

    LifNeurons(LifGroup group, Block block) {
        this.layer = LifLayer.of(group);
        this.block = block;
        this.membrane = block.buffers().rows(Math.multiplyExact(block.images(), layer.layout().positions()), layer.layout().channels());
        this.decay = (float) (1 / group.parameters().tauSteps());
        this.thresholds = group.thresholds();
        this.spikes = new long[block.steps()][block.images()][layer.layout().words()];
    }

    void reset(JobContext job) {
        Buffers.clear(membrane, layer.layout().channels(), job);
    }

    /** Spikes of a frame of the current block. */
    long[] frame(int frame) {
        return spikes[frame / block.images()][frame % block.images()];
    }

    /** Runs the block's time steps on {@code affine(input)}. */
    void fire(FeatureMap input, ChannelAffine affine, SimulationPass pass) {
        int positions = layer.layout().positions();
        for (int step = 0; step < block.steps(); step++) {
            for (int image = 0; image < block.images(); image++) {
                pass.job.checkpoint();
                int frame = step * block.images() + image;
                RowNeurons.integrateAndFire(layer.layout(), input.rows, frame * positions, affine, membrane, image * positions, decay,
                        thresholds, spikes[step][image]);
            }
            pass.fired(layer, step, spikes[step]);
            pass.remained(layer, step, membrane);
        }
    }
}
