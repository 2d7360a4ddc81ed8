package org.hasnas.ui.fx;

import java.util.regex.Pattern;
import org.hasnas.units.Quantity;

/**
 * How the window writes units: with µ and ², where files and the command line keep to letters that every program reads (uJ, mm2). The one place
 * that knows; fields read both.
 */
public final class UnitSigns {
    private static final String ALONE_BEFORE = "(?<![\\p{L}\\p{N}_-])";
    private static final String ALONE_AFTER = "(?![\\p{L}\\p{N}_-])";
    /** Not of the word {@code us}, unless a number is before it. */
    private static final Pattern MICRO =
            Pattern.compile("(?:" + ALONE_BEFORE + "u(?=(?:[JWSA]|m2?)" + ALONE_AFTER + ")|(?<=[0-9] )u(?=s" + ALONE_AFTER
                    + "))");
    private static final Pattern SQUARE = Pattern.compile("(" + ALONE_BEFORE + "[cdkn\u00b5]?m|" + ALONE_BEFORE + "mm)2" + ALONE_AFTER);

    private UnitSigns() {}

    /** A unit, or a text with units in it. */
    public static String of(String text) {
        return SQUARE.matcher(MICRO.matcher(text).replaceAll("\u00b5")).replaceAll("$1\u00b2");
    }

    /** A value with its unit, as {@link Quantity#format} writes it. */
    public static String format(Quantity quantity, double siValue) {
        return of(quantity.format(siValue)).strip();
    }

    /** A value with all its digits, as {@link Quantity#formatExact} writes it. */
    public static String formatExact(Quantity quantity, double siValue) {
        return of(quantity.formatExact(siValue));
    }

    /** The unit in which a quantity is shown. */
    public static String unit(Quantity quantity) {
        return of(quantity.displayUnit().symbol());
    }

    /** A value without the unit that {@link #unit} names; counts of parameters keep theirs, which changes with their size. */
    public static String number(Quantity quantity, double siValue) {
        String text = format(quantity, siValue);
        return quantity == Quantity.PARAMETERS || !text.endsWith(" " + unit(quantity)) ? text
                : text.substring(0, text.length() - unit(quantity).length() - 1);
    }
}
