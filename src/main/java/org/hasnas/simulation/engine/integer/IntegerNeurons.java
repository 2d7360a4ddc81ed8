package org.hasnas.simulation.engine.integer;

import java.util.Arrays;
import org.hasnas.job.JobContext;
import org.hasnas.network.LifParameters;
import org.hasnas.network.plan.LifGroup;
import org.hasnas.simulation.engine.LifLayer;
import org.hasnas.simulation.engine.SimulationPass;
import org.hasnas.simulation.kernel.integer.MembraneFormat;

/** The neurons of a {@link LifLayer} with compact membranes, and their spikes of as many blocks as are asked for. */
final class IntegerNeurons {
    private final LifLayer layer;
    private final IntegerBlock block;
    private final MembraneFormat format;
    private final long firstMembrane;
    private final int membranesPerImage;
    private final int blocksKept;
    private final float[] gain;
    private final float[] offset;
    private long[][][] spikes = {};

    /** @param blocksKept 1, or the number of blocks of a run where a later stage reads the spikes of all */
    IntegerNeurons(LifGroup group, int blocksKept, IntegerBlock block) {
        LifParameters parameters = group.parameters();
        this.layer = LifLayer.of(group);
        this.block = block;
        this.blocksKept = blocksKept;
        this.format = MembraneFormat.of((float) (1 / parameters.tauSteps()), (float) parameters.vThreshold());
        this.gain = IntegerBlock.perChannel(layer.layout().channels());
        this.offset = new float[gain.length];
        this.membranesPerImage = Math.multiplyExact(layer.layout().positions(), gain.length);
        this.firstMembrane = block.memory.reserveMembranes(format, (long) block.images * membranesPerImage);
        block.memory.count((long) Long.BYTES * blocksKept * block.frames() * layer.layout().words());
    }

    void allocate(JobContext job) {
        spikes = new long[blocksKept * block.steps][block.images][];
        for (long[][] step : spikes) {
            job.checkpoint();
            for (int image = 0; image < step.length; image++) {
                step[image] = new long[layer.layout().words()];
            }
        }
    }

    void reset(JobContext job) {
        block.workers.forEach(block.images, (image, worker) -> {
            job.checkpoint();
            int from = membrane(image);
            if (format.bytes() == 1) {
                Arrays.fill(block.memory.int8(), from, from + membranesPerImage, (byte) format.restingValue());
            } else {
                Arrays.fill(block.memory.int16(), from, from + membranesPerImage, (short) format.restingValue());
            }
        });
    }

    private int membrane(int image) {
        return Math.toIntExact(firstMembrane + (long) image * membranesPerImage);
    }

    LifLayer layer() {
        return layer;
    }

    /** Spikes of a frame of a block. */
    long[] frame(int blockIndex, int frame) {
        return spikes[blockIndex % blocksKept * block.steps + frame / block.images][frame % block.images];
    }

    /** Gathers a block's time steps. */
    void fire(IntegerMap input, int blockIndex, SimulationPass pass) {
        for (int c = 0; c < gain.length; c++) {
            gain[c] = input.gain[c] * format.decay();
            offset[c] = input.offset[c] * format.decay();
        }
        int positions = layer.layout().positions();
        int channels = layer.layout().channels();
        block.gather(LayerTimes.Kind.LIF, (frame, worker) -> {
            long[] fired = frame(blockIndex, frame);
            int membrane = membrane(frame % block.images);
            if (format.bytes() == 1) {
                block.kernels.fire(format, input.values, input.frame(frame, block.images), gain, offset, block.memory.int8(), membrane, positions,
                        channels, fired);
            } else {
                block.kernels.fire(format, input.values, input.frame(frame, block.images), gain, offset, block.memory.int16(), membrane, positions,
                        channels, fired);
            }
        });
        block.watch(() -> {
            for (int step = 0; step < block.steps; step++) {
                pass.fired(layer, step, spikes[blockIndex % blocksKept * block.steps + step]);
            }
        });
    }
}
