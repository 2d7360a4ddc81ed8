package org.hasnas.simulation.dense;

import java.util.ArrayList;
import java.util.List;
import org.hasnas.job.JobContext;
import org.hasnas.network.plan.MapShape;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The frames that all layers work on before time goes on, {@code step * images + image}, and everything the parts of a network share:
 * scratch, and the list of arrays to free.
 */
final class DenseBlock implements AutoCloseable {
    final int images;
    final int steps;
    final DenseParameters parameters;
    private final List<INDArray> owned = new ArrayList<>();
    private final List<INDArray> scratch = new ArrayList<>();

    DenseBlock(int images, int steps, DenseParameters parameters) {
        this.images = images;
        this.steps = steps;
        this.parameters = parameters;
    }

    int frames() {
        return Math.multiplyExact(images, steps);
    }

    /** An array that lives as long as the network. */
    INDArray own(INDArray array) {
        owned.add(array);
        return array;
    }

    INDArray map(int count, MapShape shape) {
        return own(DenseOperations.floats(count, shape.height(), shape.width(), shape.channels()));
    }

    /** The scratch array of a shape; the {@code index} tells several that are used at once apart. */
    INDArray scratch(long[] shape, int index) {
        long length = 1;
        for (long side : shape) {
            length *= side;
        }
        int seen = 0;
        for (INDArray array : scratch) {
            if (array.length() == length && seen++ == index) {
                return array.reshape(shape);
            }
        }
        while (seen <= index) {
            scratch.add(own(DenseOperations.floats(length)));
            seen++;
        }
        return scratch.getLast().reshape(shape);
    }

    /** Normalises in place by the statistics of the block. */
    void normalize(INDArray values, String norm, JobContext job) {
        job.checkpoint();
        long samples = values.length() / values.size(-1);
        try (INDArray ones = Nd4j.ones(values.dataType(), 1, samples)) {
            DenseOperations.normalize(values, parameters.norm(norm), ones, scratch(values.shape(), 0));
        }
    }

    @Override
    public void close() {
        owned.forEach(INDArray::close);
        owned.clear();
    }
}
