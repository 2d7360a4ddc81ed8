package org.hasnas.ui.study;

import java.util.Locale;
import org.hasnas.search.study.model.Interval;

/** Numbers with three significant digits; a dash for what is not known. */
final class StudyNumbers {
    private StudyNumbers() {}

    static String plain(double value) {
        if (!Double.isFinite(value)) {
            return "\u2013";
        }
        int decimals = value == 0 ? 0 : Math.clamp(2 - (int) Math.floor(Math.log10(Math.abs(value))), 0, 6);
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    static String signed(double value) {
        return (value > 0 && Double.isFinite(value) ? "+" : "") + plain(value);
    }

    static String range(Interval interval) {
        return Double.isFinite(interval.low()) ? signed(interval.low()) + " \u2026 " + signed(interval.high()) : "";
    }
}
