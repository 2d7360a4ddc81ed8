package org.hasnas.units;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers without a unit as people write them. */
public final class Numbers {
    private static final Pattern FRACTION = Pattern.compile("^(\\s*[+-]?[0-9]*),([0-9]+(?![0-9,.]))");
    /** As 1,250 and 1,000,000; but 0,125 can only be a fraction. */
    private static final Pattern GROUPED = Pattern.compile("\\s*[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+(?![0-9])");

    private Numbers() {}

    /** The shortest decimal that is read back as the same number: {@code 3}, not {@code 3.0}. */
    public static String brief(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
    }

    /**
     * Reads a number as people write it, with a point or a comma before its fraction.
     *
     * @throws NumberFormatException if it is no number
     * @throws IllegalArgumentException with a sentence for the user if it may be a fraction or a number with grouped digits
     */
    public static double parse(String text) {
        return Double.parseDouble(withPoint(text));
    }

    /** A text that begins with a number, with a point in place of the comma before its fraction; see {@link #parse}. */
    public static String withPoint(String text) {
        if (GROUPED.matcher(text).lookingAt()) {
            throw new IllegalArgumentException("'" + text + "' can be read as a fraction and as a thousand; write a point before a fraction and"
                    + " nothing between other digits");
        }
        return FRACTION.matcher(text).replaceFirst("$1.$2");
    }

    /** The smallest and the largest of some numbers, {@code 0.31 to 1.20}, or the number if they are equal; at least one. */
    public static String range(int decimals, List<Double> values) {
        double least = Collections.min(values);
        double most = Collections.max(values);
        String format = "%." + decimals + "f";
        return least == most ? String.format(Locale.ROOT, format, least) : String.format(Locale.ROOT, format + " to " + format, least, most);
    }
}
