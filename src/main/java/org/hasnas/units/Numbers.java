package org.hasnas.units;

/** Numbers without a unit as people write them. */
public final class Numbers {
    private Numbers() {}

    /** The shortest decimal that is read back as the same number: {@code 3}, not {@code 3.0}. */
    public static String brief(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
    }
}
