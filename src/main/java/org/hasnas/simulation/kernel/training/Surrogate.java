package org.hasnas.simulation.kernel.training;

/**
 * What training takes for the derivative of a spike by the membrane potential v: a bump around the threshold of area 1, {@code shape(d) / width}
 * with {@code d = (v - vThreshold) / width}.
 *
 * @param width greater than 0
 */
public record Surrogate(Shape shape, float width) {
    /** SNASNet's: arctan with alpha 2. */
    public static final Surrogate ARCTAN = new Surrogate(Shape.ARCTAN, 1);

    static final float PI_SQUARED = (float) (Math.PI * Math.PI);

    /** The bump of width 1. */
    public enum Shape {
        /** {@code 1 / (1 + (pi d)^2)}: arctan with alpha 2, as SNASNet's public code (SpikingJelly). */
        ARCTAN,
        /** {@code max(0, 1 - |d|)}: zero for neurons farther than the width from their threshold. */
        TRIANGLE
    }

    /** The derivative. */
    public float at(float distance) {
        float d = distance * perWidth();
        return perWidth() * switch (shape) {
            case ARCTAN -> 1 / (1 + PI_SQUARED * d * d);
            case TRIANGLE -> Math.max(0, 1 - Math.abs(d));
        };
    }

    /** Whether it is zero for neurons farther than the width from their threshold. */
    public boolean isCompact() {
        return switch (shape) {
            case ARCTAN -> false;
            case TRIANGLE -> true;
        };
    }

    float perWidth() {
        return 1 / width;
    }
}
