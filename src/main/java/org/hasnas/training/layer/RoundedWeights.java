package org.hasnas.training.layer;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.hasnas.data.ImageSet.Normalization;
import org.hasnas.simulation.weights.RandomByIdentity;
import org.hasnas.simulation.weights.WeightRounding;
import org.hasnas.training.model.TrainingSettings;

/**
 * Weights on the grid of a chip's integers while a batch runs forward and back, and the float32 weights again for the optimiser: gradients go
 * straight through the rounding (Bengio et al., arXiv 1308.3432). The grid is that of {@link WeightRounding}, one scale per output; the stem's
 * weights are rounded as multiples of pixels, for pixels that keep all their bits, and those of a convolution that reads sums as multiples of
 * what one unit of them is worth. Noise may be added to them, as devices do; gradients go straight through it, too.
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

    /** @param bits of a rounded weight; {@link TrainingSettings#FLOAT32} to leave them as they are */
    public RoundedWeights(List<Shape> shapes, int bits) {
        this.matrices = shapes.stream().map(Matrix::new).toList();
        this.largest = bits == TrainingSettings.FLOAT32 ? 0 : WeightRounding.largest(bits);
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
            if (largest == 0) {
                continue;
            }
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

    /**
     * Adds normal noise to the weights that {@link #round} has put in place. It follows from seed, step and matrix alone.
     *
     * @param ratio its deviation, in largest weights of each output
     */
    public void addNoise(double ratio, long seed, long step) {
        for (Matrix matrix : matrices) {
            float[] value = matrix.shape.weights.value;
            float[] most = largest(value, matrix.shape.padded);
            RandomGenerator random = RandomByIdentity.of(seed, "weight noise of step " + step + " in " + matrix.shape.weights.name);
            for (int first = 0; first < value.length; first += matrix.shape.padded) {
                for (int output = 0; output < matrix.shape.outputs; output++) {
                    float noise = (float) (ratio * most[output] * random.nextGaussian());
                    value[first + output] += matrix.master[first + output] == 0 ? 0 : noise; // zeros of depthwise layers are no weights
                }
            }
        }
    }

    /**
     * The largest absolute weight of each output.
     *
     * @param padded outputs with padding
     */
    static float[] largest(float[] weights, int padded) {
        float[] most = new float[padded];
        for (int at = 0; at < weights.length; at++) {
            most[at % padded] = Math.max(most[at % padded], Math.abs(weights[at]));
        }
        return most;
    }

    /**
     * Rounds sums to what converters tell apart.
     *
     * @param steps by output, padding included; 0 for an output without weights, whose sums stay
     */
    static void roundSums(float[] sums, int from, int to, float[] steps) {
        for (int at = from; at < to; at++) {
            float step = steps[(at - from) % steps.length];
            if (step > 0) {
                sums[at] = (float) Math.rint(sums[at] / step) * step;
            }
        }
    }

    /** Puts back what {@link #round} replaced. */
    public void restore() {
        for (Matrix matrix : matrices) {
            System.arraycopy(matrix.master, 0, matrix.shape.weights.value, 0, matrix.master.length);
        }
    }
}
