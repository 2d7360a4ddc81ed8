package org.hasnas.simulation.dense;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.hasnas.simulation.kernel.training.FlatMath;
import org.hasnas.simulation.kernel.training.SameConvolution;
import org.hasnas.simulation.kernel.training.TrainingKernels;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Convolutions of training and their gradients by ND4J and oneDNN, a whole batch at once and without regard to zeros: the baseline of speed
 * and accuracy for the event-driven {@link TrainingKernels}. Arrays are allocated once per shape and freed by {@link #close}. For one thread at
 * a time.
 */
public final class DenseTrainingConvolutions implements AutoCloseable {
    private final int threads;
    private final Map<String, INDArray> arrays = new HashMap<>();
    private float[] scratch = {};

    /** @param threads that ND4J computes with */
    public DenseTrainingConvolutions(int threads) {
        this.threads = threads;
    }

    /**
     * Convolves the spikes of a time step.
     *
     * @param weights [tap][in][padded out]
     * @param layout of the spikes of an image
     * @param output [image][position][padded out], overwritten
     */
    public void convolve(SameConvolution shape, float[] weights, SpikeLayout layout, long[] spikes, int images, float[] output) {
        DenseThreads.use(threads);
        INDArray result = array("output", images, shape.height(), shape.width(), shape.paddedOut());
        execute("conv2d", shape, List.of(input(shape, layout, spikes, images), kernel(shape, weights)), List.of(result));
        floats(result).get(output, 0, Math.toIntExact(result.length()));
    }

    /**
     * Adds the gradients of weights and input.
     *
     * @param gradient of the output, [image][position][padded out]
     * @param weightGradient [tap][in][padded out]
     * @param inputGradient [image][position][padded in]
     */
    public void addGradients(SameConvolution shape, float[] weights, SpikeLayout layout, long[] spikes, int images, float[] gradient,
            float[] weightGradient, float[] inputGradient) {
        DenseThreads.use(threads);
        INDArray outputs = array("output", images, shape.height(), shape.width(), shape.paddedOut());
        floats(outputs).put(gradient, 0, Math.toIntExact(outputs.length()));
        INDArray inputs = array("inputGradient", images, shape.height(), shape.width(), shape.paddedIn());
        INDArray kernels = array("kernelGradient", shape.kernelSize(), shape.kernelSize(), shape.paddedIn(), shape.paddedOut());
        execute("conv2d_bp", shape, List.of(input(shape, layout, spikes, images), kernel(shape, weights), outputs), List.of(inputs, kernels));
        addRows(shape, kernels, weightGradient);
        float[] read = scratch(Math.toIntExact(inputs.length()));
        floats(inputs).get(read, 0, Math.toIntExact(inputs.length()));
        FlatMath.add(inputGradient, 0, read, 0, Math.toIntExact(inputs.length()));
    }

    private void addRows(SameConvolution shape, INDArray kernels, float[] weightGradient) {
        int out = shape.paddedOut();
        float[] read = scratch(Math.toIntExact(kernels.length()));
        floats(kernels).get(read, 0, Math.toIntExact(kernels.length()));
        for (int tap = 0; tap < shape.taps(); tap++) {
            FlatMath.add(weightGradient, tap * shape.inChannels() * out, read, tap * shape.paddedIn() * out, shape.inChannels() * out);
        }
    }

    private INDArray input(SameConvolution shape, SpikeLayout layout, long[] spikes, int images) {
        INDArray input = array("input", images, shape.height(), shape.width(), shape.paddedIn());
        int length = Math.toIntExact(input.length());
        float[] ones = scratch(length);
        Arrays.fill(ones, 0, length, 0f);
        int words = layout.wordsPerPosition();
        for (int pixel = 0; pixel < images * shape.positions(); pixel++) {
            for (int w = 0; w < words; w++) {
                for (long bits = spikes[pixel * words + w]; bits != 0; bits &= bits - 1) {
                    ones[pixel * shape.paddedIn() + w * Long.SIZE + Long.numberOfTrailingZeros(bits)] = 1;
                }
            }
        }
        floats(input).put(ones, 0, length);
        return input;
    }

    private INDArray kernel(SameConvolution shape, float[] weights) {
        INDArray kernel = array("kernel", shape.kernelSize(), shape.kernelSize(), shape.paddedIn(), shape.paddedOut());
        int out = shape.paddedOut();
        FloatBuffer target = floats(kernel);
        for (int tap = 0; tap < shape.taps(); tap++) {
            target.position(tap * shape.paddedIn() * out);
            target.put(weights, tap * shape.inChannels() * out, shape.inChannels() * out);
        }
        return kernel;
    }

    private static FloatBuffer floats(INDArray array) {
        return array.data().asNioFloat();
    }

    private float[] scratch(int length) {
        if (scratch.length < length) {
            scratch = new float[length];
        }
        return scratch;
    }

    private INDArray array(String use, long... shape) {
        return arrays.computeIfAbsent(use + Arrays.toString(shape), key -> DenseOperations.floats(shape));
    }

    private static void execute(String name, SameConvolution shape, List<INDArray> inputs, List<INDArray> outputs) {
        int side = shape.kernelSize();
        Nd4j.getExecutioner().exec(DynamicCustomOp.builder(name)
                .addInputs(inputs.toArray(INDArray[]::new)).addOutputs(outputs.toArray(INDArray[]::new))
                .addIntegerArguments(side, side, 1, 1, side / 2, side / 2, 1, 1, 0, DenseOperations.CHANNELS_LAST, DenseOperations.WEIGHTS_AS_ROWS)
                .build());
    }

    @Override
    public void close() {
        arrays.values().forEach(INDArray::close);
        arrays.clear();
    }
}
