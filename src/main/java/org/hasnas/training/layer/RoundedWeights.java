package org.hasnas.training.layer;

import java.util.Arrays;
import java.util.List;
import org.hasnas.data.ImageSet.Normalization;
import org.hasnas.simulation.weights.WeightRounding;

/**
 * Weights on the grid of a chip's integers while a batch runs forward and back, and the float32 weights again for the optimiser: gradients go
 * straight through the rounding (Bengio et al., arXiv 1308.3432). The grid is that of {@link WeightRounding}, one scale per output; the stem's
 * weights are rounded as multiples of pixels, for pixels that keep all their bits, and those of a convolution that reads sums as multiples of
 * what one unit of them is worth.
 */
public final class RoundedWeights {
    private final List<Matrix> matrices;
    private final int largest;

    /**
     * A parameter that is a weight matrix.
     *
     * @param weights [row][padded output]
     * @param outputs without padding
     * @param slopes what an input is worth before it is normalised, by {@code row % slopes.length}; all 1 behind the stem
     * @param readsSums whether the inputs are the sums of the matrix before it, in units of its rounded weights
     */
    @SuppressWarnings("ArrayRecordComponent") // constants of a layer, never compared
    public record Shape(Parameter weights, int padded, int outputs, double[] slopes, boolean readsSums) {
        /** Of a layer that reads spikes or sums of spikes. */
        static Shape ofSpikes(Parameter weights, int padded, int outputs, boolean readsSums) {
            return new Shape(weights, padded, outputs, new double[] {1}, readsSums);
        }
    }

    private static final class Matrix {
        final Shape shape;
        final float[] master;
        final float[] scaled;
        final double[] scale;

        Matrix(Shape shape) {
            this.shape = shape;
            this.master = new float[shape.weights.value.length];
            this.scaled = new float[shape.weights.value.length];
            this.scale = new double[shape.outputs];
        }
    }

    public RoundedWeights(List<Shape> shapes, int bits) {
        this.matrices = shapes.stream().map(Matrix::new).toList();
        this.largest = WeightRounding.largest(bits);
    }

    /** What a step of a pixel is worth after normalisation, by channel. */
    public static double[] slopes(Normalization normalization) {
        double[] slopes = new double[normalization.deviation().length];
        for (int channel = 0; channel < slopes.length; channel++) {
            slopes[channel] = 1.0 / normalization.scale() / normalization.deviation()[channel];
        }
        return slopes;
    }

    /** Puts the rounded weights in place of the parameters' values, and remembers these. */
    public void round() {
        double[] unitsBefore = {1};
        for (Matrix matrix : matrices) {
            double[] slopes = matrix.shape.readsSums ? unitsBefore : matrix.shape.slopes;
            float[] value = matrix.shape.weights.value;
            System.arraycopy(value, 0, matrix.master, 0, value.length);
            Arrays.fill(matrix.scale, 0);
            for (int first = 0; first < value.length; first += matrix.shape.padded) {
                double slope = slopes[first / matrix.shape.padded % slopes.length];
                for (int output = 0; output < matrix.shape.outputs; output++) {
                    matrix.scaled[first + output] = (float) (value[first + output] * slope);
                }
                WeightRounding.widen(matrix.scale, matrix.scaled, first);
            }
            WeightRounding.toScales(matrix.scale, largest);
            for (int first = 0; first < value.length; first += matrix.shape.padded) {
                double slope = slopes[first / matrix.shape.padded % slopes.length];
                for (int output = 0; output < matrix.shape.outputs; output++) {
                    double scale = matrix.scale[output];
                    value[first + output] = (float) (WeightRounding.integer(matrix.scaled[first + output], scale) * scale / slope);
                }
            }
            unitsBefore = matrix.scale;
        }
    }

    /** Puts back what {@link #round} replaced. */
    public void restore() {
        for (Matrix matrix : matrices) {
            System.arraycopy(matrix.master, 0, matrix.shape.weights.value, 0, matrix.master.length);
        }
    }
}
