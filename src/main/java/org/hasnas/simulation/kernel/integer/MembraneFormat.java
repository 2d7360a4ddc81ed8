package org.hasnas.simulation.kernel.integer;

/**
 * How the integer kernels keep a membrane potential between two time steps: {@code v = unit * (q - zero)} with q an int8 or int16.
 *
 * <p>A neuron keeps the share {@code 1 - decay} of its potential, and so of the rounding error. With int8 the unit is 1/32 of the
 * threshold and the potential is kept from -7 thresholds up to just below the threshold, where it is reset anyway: the error is at
 * most threshold / 64 per step, which is only taken where at most half of it is kept (tau up to 2 steps). A slower leak takes int16 with
 * a unit of 1/4096 of the threshold.
 *
 * @param bytes 1 or 2
 */
public record MembraneFormat(int bytes, float decay, float vThreshold) {
    private static final float KEPT_IN_INT8 = 0.5f;

    public MembraneFormat {
        if (bytes != 1 && bytes != 2) {
            throw new IllegalArgumentException("a membrane takes 1 or 2 bytes, not " + bytes);
        }
    }

    /** The format for neurons with this leak. */
    public static MembraneFormat of(float decay, float vThreshold) {
        return new MembraneFormat(1 - decay <= KEPT_IN_INT8 ? 1 : 2, decay, vThreshold);
    }

    /** What stands for a potential of 0. */
    public int restingValue() {
        return zero();
    }

    float unit() {
        return vThreshold / (bytes == 1 ? 32 : 4096);
    }

    int zero() {
        return bytes == 1 ? 96 : 0;
    }

    int least() {
        return bytes == 1 ? Byte.MIN_VALUE : Short.MIN_VALUE;
    }

    int most() {
        return bytes == 1 ? Byte.MAX_VALUE : Short.MAX_VALUE;
    }
}
