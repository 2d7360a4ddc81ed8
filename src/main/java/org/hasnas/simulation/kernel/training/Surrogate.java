package org.hasnas.simulation.kernel.training;

/** What training takes for the derivative of a spike by the membrane potential v, with d = v - vThreshold. */
public enum Surrogate {
    /** {@code 1 / (1 + (pi d)^2)}: arctan with alpha 2, as SNASNet's public code (SpikingJelly). */
    ARCTAN,
    /** {@code max(0, 1 - |d|)}: zero for neurons farther than 1 from their threshold. */
    TRIANGLE;

    static final float PI_SQUARED = (float) (Math.PI * Math.PI);

    /** The derivative. */
    public float at(float distance) {
        return switch (this) {
            case ARCTAN -> 1 / (1 + PI_SQUARED * distance * distance);
            case TRIANGLE -> Math.max(0, 1 - Math.abs(distance));
        };
    }
}
