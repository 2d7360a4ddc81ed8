package org.hasnas.simulation.dense;

import org.hasnas.simulation.kernel.layout.ConvolutionShape;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One dense convolution by oneDNN of a fixed batch with fixed weights: what the event-driven convolutions are measured against. */
public final class DenseConvolution2d implements AutoCloseable {
    private final ConvolutionShape shape;
    private final INDArray kernel;
    private final INDArray input;
    private final INDArray output;

    /**
     * Copies weights and inputs.
     *
     * @param weights rows {@code (ky * kernelSize + kx) * inChannels + in} of {@code outChannels} weights
     * @param frames [frame][row, column, channel]
     */
    public DenseConvolution2d(ConvolutionShape shape, float[][] weights, float[][] frames) {
        if (weights.length != shape.weightRows() || frames.length == 0 || frames[0].length != shape.inputLayout().neurons()) {
            throw new IllegalArgumentException("weights or frames do not suit " + shape);
        }
        this.shape = shape;
        this.kernel = DenseOperations.kernel(shape, weights);
        this.input = DenseOperations.matrix(frames).reshape(frames.length, shape.inHeight(), shape.inWidth(), shape.inChannels());
        this.output = DenseOperations.floats(frames.length, shape.outHeight(), shape.outWidth(), shape.outChannels());
    }

    /** Convolves all frames with the threads of {@link DenseThreads#use}. */
    public void run() {
        DenseOperations.convolve(shape, input, kernel, output);
    }

    /** The result of the last run: [frame][row, column, channel]. */
    public float[][] output() {
        int length = Math.toIntExact(output.length() / output.size(0));
        return output.reshape(output.size(0), length).toFloatMatrix();
    }

    /** Dense multiply-accumulates of a run. */
    public long multiplyAccumulates() {
        return input.size(0) * shape.multiplyAccumulatesPerOutputRow() * shape.outHeight();
    }

    @Override
    public void close() {
        kernel.close();
        input.close();
        output.close();
    }
}
