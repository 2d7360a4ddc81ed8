package org.hasnas.simulation.weights;

/**
 * Weights as integers of a few bits, as a chip holds them: symmetric ({@code -(2^(bits-1) - 1)} to {@code 2^(bits-1) - 1}), one scale per output;
 * the largest weight of an output becomes the largest integer.
 */
public final class WeightRounding {
    public static final int MIN_BITS = 2;
    public static final int MAX_BITS = 16;

    private WeightRounding() {}

    /**
     * The largest integer.
     *
     * @throws IllegalArgumentException if a weight can't have so many bits
     */
    public static int largest(int bits) {
        if (bits < MIN_BITS || bits > MAX_BITS) {
            throw new IllegalArgumentException("weights of " + bits + " bits; a signed weight needs " + MIN_BITS + " to " + MAX_BITS);
        }
        return (1 << (bits - 1)) - 1;
    }

    /** Bits of a signed sum of so many weights in two's complement. */
    public static int sumBits(long summands, int weightBits) {
        return 1 + Long.SIZE - Long.numberOfLeadingZeros(summands * largest(weightBits));
    }

    /** Takes a row of weights into account: {@code most[output] = max(most[output], |weights[first + output]|)}. */
    public static void widen(double[] most, float[] weights, int first) {
        for (int output = 0; output < most.length; output++) {
            most[output] = Math.max(most[output], Math.abs(weights[first + output]));
        }
    }

    /** Turns the largest weight of each output into what one unit of its integers is worth; 1 where all weights are 0. */
    public static void toScales(double[] most, int largest) {
        for (int output = 0; output < most.length; output++) {
            most[output] = most[output] == 0 ? 1 : most[output] / largest;
        }
    }

    /** The nearest integer, the even one of two that are equally near. */
    public static int integer(float weight, double scale) {
        return (int) Math.rint(weight / scale);
    }
}
