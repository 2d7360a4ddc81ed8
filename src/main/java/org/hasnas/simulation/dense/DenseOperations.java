package org.hasnas.simulation.dense;

import java.util.List;
import org.hasnas.simulation.kernel.layout.ConvolutionShape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The few operations a dense network is made of, on arrays [frame][row][column][channel] (ND4J's NHWC, for which oneDNN was measured to
 * be faster than for NCHW). Results go into arrays of the caller; nothing large is allocated.
 */
final class DenseOperations {
    static final int CHANNELS_LAST = 1;
    static final int WEIGHTS_AS_ROWS = 0; // [ky][kx][in][out]

    private DenseOperations() {}

    static INDArray floats(long... shape) {
        return Nd4j.create(DataType.FLOAT, shape);
    }

    /** Weight rows, one below the other. */
    static INDArray matrix(float[][] rows) {
        return Nd4j.createFromArray(rows);
    }

    /** Weight rows {@code (ky * kernelSize + kx) * inChannels + in} as a kernel [ky][kx][in][out]. */
    static INDArray kernel(ConvolutionShape shape, float[][] rows) {
        return matrix(rows).reshape(shape.kernelSize(), shape.kernelSize(), shape.inChannels(), shape.outChannels());
    }

    static void convolve(ConvolutionShape shape, INDArray input, INDArray kernel, INDArray output) {
        int side = shape.kernelSize();
        int stride = shape.stride();
        int padding = shape.padding();
        execute("conv2d", List.of(input, kernel), output, side, side, stride, stride, padding, padding, 1, 1, 0, CHANNELS_LAST, WEIGHTS_AS_ROWS);
    }

    /** Average pool; zeros of the padding are counted. */
    static void pool(INDArray input, INDArray output, int side, int stride, int padding) {
        execute("avgpool2d", List.of(input), output, side, side, stride, stride, padding, padding, 1, 1, 0, 1, CHANNELS_LAST);
    }

    /** Max pool of stride 1 and padding {@code side / 2}. */
    static void maxPool(INDArray input, INDArray output, int side) {
        execute("maxpool2d", List.of(input), output, side, side, 1, 1, side / 2, side / 2, 1, 1, 0, 1, CHANNELS_LAST);
    }

    private static void execute(String name, List<INDArray> inputs, INDArray output, int... arguments) {
        Nd4j.getExecutioner().exec(DynamicCustomOp.builder(name).addInputs(inputs.toArray(INDArray[]::new)).addOutputs(output)
                .addIntegerArguments(arguments).build());
    }

    /**
     * Normalises in place with the biased statistics of all frames. A row of ones times the values sums the columns several times
     * faster than ND4J's own mean and variance.
     *
     * @param ones row vector of as many ones as {@code values} has pixels
     * @param squares scratch of the shape of {@code values}
     */
    static void normalize(INDArray values, DenseParameters.Norm norm, INDArray ones, INDArray squares) {
        long channels = values.size(-1);
        long samples = values.length() / channels;
        INDArray rows = values.reshape(samples, channels);
        INDArray squareRows = squares.reshape(samples, channels);
        try (INDArray sums = floats(1, channels)) {
            ones.mmuli(rows, sums);
            sums.divi(samples);
            rows.subiRowVector(sums);
            rows.muli(rows, squareRows);
            ones.mmuli(squareRows, sums);
            float[] gains = sums.toFloatVector();
            for (int c = 0; c < gains.length; c++) {
                gains[c] = (float) (norm.gain()[c] / Math.sqrt((double) gains[c] / samples + norm.epsilon()));
            }
            try (INDArray gain = Nd4j.createFromArray(gains); INDArray bias = Nd4j.createFromArray(norm.bias())) {
                rows.muliRowVector(gain);
                rows.addiRowVector(bias);
            }
        }
    }

    /**
     * One time step of LIF neurons without the reset: {@code v += (x - v) * decay; spike = v >= threshold}.
     *
     * @param membrane v, updated
     * @param spikes overwritten with zeros and ones
     * @param scratch of the same shape
     * @param thresholds one for all, or one per channel
     */
    static void integrateAndFire(INDArray input, INDArray membrane, INDArray spikes, INDArray scratch, float decay, INDArray thresholds) {
        input.subi(membrane, scratch);
        scratch.muli(decay);
        membrane.addi(scratch);
        if (thresholds.length() == 1) {
            Nd4j.getExecutioner().exec(new Step(membrane, spikes, Math.nextDown(thresholds.getFloat(0)))); // the library's step is strict
        } else {
            execute("subtract", List.of(membrane, thresholds), scratch);
            Nd4j.getExecutioner().exec(new Step(scratch, spikes, -Float.MIN_NORMAL)); // also where the library takes denormal numbers for 0
        }
    }

    /** {@code v = 0 where spiked}. */
    static void reset(INDArray membrane, INDArray spikes, INDArray scratch) {
        spikes.rsubi(1, scratch);
        membrane.muli(scratch);
    }

    /** The same values as rows, one per frame, without copying. */
    static INDArray frameRows(INDArray values) {
        return values.reshape(values.size(0), values.length() / values.size(0));
    }

    /** The frames [from, to) of an array, without copying. */
    static INDArray frames(INDArray values, long from, long to) {
        return from == 0 && to == values.size(0) ? values : values.get(NDArrayIndex.interval(from, to));
    }
}
