package org.hasnas.engine;

import org.hasnas.job.JobContext;
import org.hasnas.kernel.ChannelBlocks;
import org.hasnas.kernel.IntegerConvolution;
import org.hasnas.kernel.IntegerKernels;
import org.hasnas.kernel.IntegerMoments;

/**
 * What all parts of an integer simulation share: the batch, how it walks through time (see {@link Block}), the threads and the memory.
 */
final class IntegerBlock {
    final int images;
    final int steps;
    final IntegerKernels kernels;
    final Workers workers;
    final IntegerMemory memory = new IntegerMemory();
    final LayerTimes times = new LayerTimes();
    private final IntegerConvolution.Scratch[] scratch;

    IntegerBlock(int images, int steps, IntegerKernels kernels, Workers workers) {
        this.images = images;
        this.steps = steps;
        this.kernels = kernels;
        this.workers = workers;
        this.scratch = new IntegerConvolution.Scratch[workers.count()];
        for (int worker = 0; worker < scratch.length; worker++) {
            scratch[worker] = new IntegerConvolution.Scratch();
        }
    }

    int frames() {
        return Math.multiplyExact(images, steps);
    }

    IntegerConvolution.Scratch scratch(int worker) {
        return scratch[worker];
    }

    IntegerMoments[] moments(int paddedChannels) {
        IntegerMoments[] moments = new IntegerMoments[workers.count()];
        for (int worker = 0; worker < moments.length; worker++) {
            moments[worker] = new IntegerMoments(paddedChannels);
        }
        return moments;
    }

    /** Adds all moments to the first. */
    static IntegerMoments merged(IntegerMoments[] moments) {
        for (int worker = 1; worker < moments.length; worker++) {
            moments[0].add(moments[worker]);
        }
        return moments[0];
    }

    /** Runs a task for every frame, with a look at the job before each. */
    void forEachFrame(JobContext job, Workers.Task task) {
        workers.forEach(frames(), (frame, worker) -> {
            job.checkpoint();
            task.run(frame, worker);
        });
    }

    static float[] perChannel(int channels) {
        return new float[ChannelBlocks.padded(channels)];
    }
}
