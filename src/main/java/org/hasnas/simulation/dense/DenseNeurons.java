package org.hasnas.simulation.dense;

import java.util.List;
import org.hasnas.job.JobContext;
import org.hasnas.network.plan.LifGroup;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The neurons of a {@link LifGroup}: their membranes, and the spikes of a block. */
final class DenseNeurons {
    private final List<String> names;
    private final DenseBlock block;
    private final INDArray membrane;
    private final float decay;
    private final INDArray thresholds;
    final INDArray spikes;

    DenseNeurons(LifGroup group, DenseBlock block) {
        this.names = group.names();
        this.block = block;
        this.membrane = block.map(block.images, group.shape());
        this.spikes = block.map(block.frames(), group.shape());
        this.decay = (float) (1 / group.parameters().tauSteps());
        this.thresholds = block.own(Nd4j.createFromArray(group.parameters().thresholds(group.parameters().vThresholds().size())));
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
            DenseOperations.integrateAndFire(DenseOperations.frames(input, from, from + block.images), membrane, fired, scratch, decay, thresholds);
            observer.spikes(names, firstStep + step, () -> matrix(fired), () -> matrix(membrane));
            DenseOperations.reset(membrane, fired, scratch);
        }
    }

    private float[][] matrix(INDArray values) {
        return DenseOperations.frameRows(values).toFloatMatrix();
    }
}
