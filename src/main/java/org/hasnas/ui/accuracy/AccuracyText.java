package org.hasnas.ui.accuracy;

import java.util.Locale;
import org.hasnas.training.model.Accuracy;

/** Accuracies as text. */
public final class AccuracyText {
    private static final double PERCENT = 100;

    private AccuracyText() {}

    /** Such as {@code 88.37 %}. */
    public static String value(Accuracy accuracy) {
        return percent(PERCENT * accuracy.fraction()) + " %";
    }

    /** The 95 % interval, such as {@code 86.7 to 89.9 %}; blank where none is known. */
    public static String interval(Accuracy accuracy) {
        return accuracy.lowFraction() < accuracy.highFraction() ? interval(PERCENT * accuracy.lowFraction(), PERCENT * accuracy.highFraction()) : "";
    }

    /** An interval given in percent. */
    public static String interval(double lowPercent, double highPercent) {
        return String.format(Locale.ROOT, "%.1f to %.1f %%", lowPercent, highPercent);
    }

    /** A number of percent with two digits. */
    public static String percent(double percent) {
        return String.format(Locale.ROOT, "%.2f", percent);
    }

    static String points(double fraction) {
        return String.format(Locale.ROOT, "%.2f", PERCENT * fraction);
    }
}
