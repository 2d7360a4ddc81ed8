package org.hasnas.training.layer;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.plan.ConvolutionChain;
import org.hasnas.simulation.kernel.training.FlatMath;
import org.hasnas.simulation.kernel.training.SameConvolution;

/**
 * The weights of a convolution, and of the 1x1 convolution that may read its sums, as they are trained; and the one matrix that kernels multiply
 * with. Without a 1x1 convolution that is the first one's own; else W = A B, and by the chain rule dA = dW B', dB = A' dW.
 */
final class ChainWeights {
    /** What kernels multiply with. */
    final Parameter matrix;
    private final Layer first;
    private final Optional<Layer> pointwise;

    /**
     * Weights of a layer, [row][padded output].
     *
     * @param inputs channels, by {@code row % inputs}
     */
    record Layer(Parameter weights, int rows, int inputs, int outputs, boolean depthwise, boolean readsSums) {
        static Layer of(ConvolutionLayer layer) {
            int rows = layer.matrixRows();
            int padded = SameConvolution.padded(layer.outChannels());
            return new Layer(new Parameter(layer.name(), Math.multiplyExact(rows, padded), true), rows, layer.inChannels(), layer.outChannels(),
                    layer.depthwise(), layer.readsSums());
        }

        int padded() {
            return SameConvolution.padded(outputs);
        }

        RoundedWeights.Shape matrix() {
            return RoundedWeights.Shape.ofSpikes(weights, padded(), outputs, readsSums);
        }

        /** Weights between different channels of a depthwise layer are zero and stay so. */
        private void keepDiagonal() {
            for (int row = 0; depthwise && row < rows; row++) {
                int own = row * padded() + row % inputs;
                float kept = weights.gradient[own];
                Arrays.fill(weights.gradient, row * padded(), (row + 1) * padded(), 0f);
                weights.gradient[own] = kept;
            }
        }
    }

    ChainWeights(ConvolutionChain chain) {
        this.first = Layer.of(chain.first());
        this.pointwise = chain.pointwise().map(Layer::of);
        this.matrix = pointwise.isPresent() ? Layer.of(chain.composed()).weights : first.weights;
    }

    /** What is trained, in the order of the network. */
    List<Layer> layers() {
        return Stream.concat(Stream.of(first), pointwise.stream()).toList();
    }

    /** Before a batch, whose gradient is zero so far. */
    void begin() {
        pointwise.ifPresent(last -> {
            Arrays.fill(matrix.value, 0f);
            Arrays.fill(matrix.gradient, 0f);
            for (int row = 0; row < first.rows; row++) {
                for (int middle = 0; middle < first.outputs; middle++) {
                    float factor = first.weights.value[row * first.padded() + middle];
                    if (factor != 0) { // most of a depthwise matrix is zero
                        FlatMath.addScaled(matrix.value, row * last.padded(), last.weights.value, middle * last.padded(), factor, last.padded());
                    }
                }
            }
        });
    }

    /** After a batch: the gradient of the matrix becomes that of the weights. */
    void passGradient() {
        pointwise.ifPresent(last -> {
            for (int row = 0; row < first.rows; row++) {
                for (int middle = 0; middle < first.outputs; middle++) {
                    int at = row * first.padded() + middle;
                    if (!first.depthwise || middle == row % first.inputs) {
                        first.weights.gradient[at] += dot(matrix.gradient, row * last.padded(), last.weights.value, middle * last.padded(),
                                last.outputs);
                        FlatMath.addScaled(last.weights.gradient, middle * last.padded(), matrix.gradient, row * last.padded(),
                                first.weights.value[at], last.padded());
                    }
                }
            }
        });
        first.keepDiagonal();
    }

    private static float dot(float[] left, int leftFirst, float[] right, int rightFirst, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (double) left[leftFirst + i] * right[rightFirst + i];
        }
        return (float) sum;
    }
}
