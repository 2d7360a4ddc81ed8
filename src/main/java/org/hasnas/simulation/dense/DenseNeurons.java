package org.hasnas.simulation.dense;

import java.util.List;
import org.hasnas.job.JobContext;
import org.hasnas.network.LifParameters;
import org.nd4j.linalg.api.ndarray.INDArray;

/** LIF layers that always fire alike, since they see one input with one threshold: their membranes, and the spikes of a block. */
final class DenseNeurons {
    private final List<String> names;
    private final DenseBlock block;
    private final INDArray membrane;
    private final float decay;
    private final float vThreshold;
    final INDArray spikes;

    /** @param shape of one frame */
    DenseNeurons(List<String> names, LifParameters parameters, DenseBlock block, long... shape) {
        this.names = List.copyOf(names);
        this.block = block;
        this.membrane = block.own(DenseOperations.floats(withFrames(block.images, shape)));
        this.spikes = block.own(DenseOperations.floats(withFrames(block.frames(), shape)));
        this.decay = (float) (1 / parameters.tauSteps());
        this.vThreshold = (float) parameters.vThreshold();
    }

    private static long[] withFrames(int frames, long[] shape) {
        long[] all = new long[shape.length + 1];
        all[0] = frames;
        System.arraycopy(shape, 0, all, 1, shape.length);
        return all;
    }

    void reset() {
        membrane.assign(0);
    }

    /** Runs the block's time steps on one input per frame. */
    void fire(INDArray input, int firstStep, DenseSpikeObserver observer, JobContext job) {
        INDArray scratch = block.scratch(membrane.shape(), 0);
        for (int step = 0; step < block.steps; step++) {
            job.checkpoint();
            long from = (long) step * block.images;
            INDArray fired = DenseOperations.frames(spikes, from, from + block.images);
            DenseOperations.integrateAndFire(DenseOperations.frames(input, from, from + block.images), membrane, fired, scratch, decay, vThreshold);
            observer.spikes(names, firstStep + step, () -> matrix(fired), () -> matrix(membrane));
            DenseOperations.reset(membrane, fired, scratch);
        }
    }

    private float[][] matrix(INDArray values) {
        return values.reshape(block.images, values.length() / block.images).toFloatMatrix();
    }
}
