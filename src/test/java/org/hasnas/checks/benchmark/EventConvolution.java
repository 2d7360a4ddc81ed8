package org.hasnas.checks.benchmark;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hasnas.simulation.kernel.Kernels;
import org.hasnas.simulation.kernel.float32.SpikeConvolution;
import org.hasnas.simulation.kernel.integer.IntegerConvolution;
import org.hasnas.simulation.kernel.integer.IntegerKernels;
import org.hasnas.simulation.kernel.integer.IntegerMoments;
import org.hasnas.simulation.kernel.integer.PackedWeights;
import org.hasnas.simulation.kernel.integer.ScalarIntegerKernels;
import org.hasnas.simulation.kernel.layout.ConvolutionShape;

/** One event-driven convolution of one frame, whichever kernels compute it. For one thread. */
@FunctionalInterface
interface EventConvolution {
    /** Convolves one frame into a buffer of its own. */
    void convolve(long[] spikes);

    /**
     * Kernels by the name that benchmarks give as a parameter; new kernels get a line here. As in a search, all threads read the same
     * weights.
     *
     * @param weights rows {@code (ky * kernelSize + kx) * inChannels + in}
     * @param threads so many convolutions are made
     */
    static List<EventConvolution> of(String kernels, ConvolutionShape shape, float[][] weights, int threads) {
        Supplier<EventConvolution> maker = switch (kernels) {
            case "scalar" -> () -> plain(new SpikeConvolution(shape, weights), shape);
            case "int8-scalar" -> packed(new ScalarIntegerKernels(), shape, weights);
            case "int8" -> packed(Kernels.ofProgram().integer(), shape, weights);
            default -> throw new IllegalArgumentException("there are no kernels '" + kernels + "'; known: scalar, int8-scalar, int8");
        };
        return Stream.generate(maker).limit(threads).toList();
    }

    /** Weights are scaled to +- 127. */
    private static Supplier<EventConvolution> packed(IntegerKernels kernels, ConvolutionShape shape, float[][] weights) {
        float largest = 0;
        for (float[] row : weights) {
            for (float weight : row) {
                largest = Math.max(largest, Math.abs(weight));
            }
        }
        PackedWeights packed = new PackedWeights.Memory().weights(shape.weightRows(), shape.outChannels()); // as in a search
        for (int row = 0; row < weights.length; row++) {
            for (int out = 0; out < shape.outChannels(); out++) {
                packed.set(row, out, Math.round(weights[row][out] / largest * PackedWeights.MAX_WEIGHT));
            }
        }
        return () -> packed(kernels, shape, packed);
    }

    private static EventConvolution packed(IntegerKernels kernels, ConvolutionShape shape, PackedWeights packed) {
        IntegerConvolution convolution = new IntegerConvolution(shape, packed, 1, kernels, new IntegerConvolution.Scratch());
        short[] output = new short[shape.outHeight() * shape.outWidth() * packed.paddedChannels()];
        IntegerMoments moments = new IntegerMoments(packed.paddedChannels());
        return spikes -> {
            moments.clear();
            convolution.convolve(spikes, output, 0, moments, () -> {});
        };
    }

    private static EventConvolution plain(SpikeConvolution convolution, ConvolutionShape shape) {
        float[][] output = new float[shape.outHeight() * shape.outWidth()][shape.outChannels()];
        return spikes -> convolution.convolve(spikes, output, 0, 0, shape.outHeight());
    }
}
