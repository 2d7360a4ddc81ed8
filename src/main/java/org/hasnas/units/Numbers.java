package org.hasnas.units;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Numbers without a unit as people write them. */
public final class Numbers {
    private Numbers() {}

    /** The shortest decimal that is read back as the same number: {@code 3}, not {@code 3.0}. */
    public static String brief(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
    }

    /** The smallest and the largest of some numbers, {@code 0.31 to 1.20}, or the number if they are equal; at least one. */
    public static String range(int decimals, List<Double> values) {
        double least = Collections.min(values);
        double most = Collections.max(values);
        String format = "%." + decimals + "f";
        return least == most ? String.format(Locale.ROOT, format, least) : String.format(Locale.ROOT, format + " to " + format, least, most);
    }
}
