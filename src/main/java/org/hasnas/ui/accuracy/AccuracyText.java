package org.hasnas.ui.accuracy;

import java.util.Locale;
import org.hasnas.training.model.Accuracy;
import org.hasnas.ui.fx.Texts;

/** Accuracies as text. */
public final class AccuracyText {
    private static final double PERCENT = 100;

    private AccuracyText() {}

    /** Such as {@code 88.37 %}. */
    public static String value(Accuracy accuracy) {
        return percent(PERCENT * accuracy.fraction()) + " %";
    }

    /** The 95 % interval, such as {@code 86.7 to 89.9 %}; blank where none is known. */
    public static String interval(Accuracy accuracy, Texts texts) {
        return accuracy.lowFraction() < accuracy.highFraction() ? interval(PERCENT * accuracy.lowFraction(), PERCENT * accuracy.highFraction(), texts)
                : "";
    }

    /** An accuracy with its interval, such as {@code 88.37 % (86.7 to 89.9 %)}. */
    public static String withInterval(Accuracy accuracy, Texts texts) {
        String interval = interval(accuracy, texts);
        return value(accuracy) + (interval.isBlank() ? "" : " (" + interval + ")");
    }

    /** An interval given in percent. */
    public static String interval(double lowPercent, double highPercent, Texts texts) {
        return texts.get("accuracy.range", String.format(Locale.ROOT, "%.1f", lowPercent), String.format(Locale.ROOT, "%.1f", highPercent));
    }

    /** A number of percent with two digits. */
    public static String percent(double percent) {
        return String.format(Locale.ROOT, "%.2f", percent);
    }

    static String points(double fraction) {
        return String.format(Locale.ROOT, "%.2f", PERCENT * fraction);
    }
}
