package org.hasnas.cli.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers as commands print them: with a decimal point whatever the language of the system. */
public final class Figures {
    private Figures() {}

    /** As {@link String#format}. */
    @SuppressWarnings("AnnotateFormatMethod") // the annotation would take a library of its own
    public static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** With a fixed number of decimals. */
    public static String decimals(int count, double value) {
        return format("%." + count + "f", value);
    }

    /** Values with a fixed number of decimals, with blanks between them. */
    public static String list(int decimals, List<Double> values) {
        return values.stream().map(value -> decimals(decimals, value)).collect(Collectors.joining(" "));
    }

    /** At least four significant digits. */
    public static String significant(double value) {
        int decimals = value == 0 ? 0 : Math.clamp(3 - (int) Math.floor(Math.log10(Math.abs(value))), 1, 9);
        return decimals(decimals, value);
    }

    /** A fraction as {@code 97.8 %}. */
    public static String percent(int decimals, double fraction) {
        return decimals(decimals, 100 * fraction) + " %";
    }

    /** A whole number with its thousands apart. */
    public static String whole(long value) {
        return format("%,d", value).replace(',', ' ');
    }

    /** {@code 1 thread} or {@code 5 threads}. */
    public static String count(long count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }

    /** A rank correlation; NaN if all values of one of the two are the same. */
    public static String correlation(double value) {
        return Double.isNaN(value) ? "constant" : decimals(3, value);
    }
}
