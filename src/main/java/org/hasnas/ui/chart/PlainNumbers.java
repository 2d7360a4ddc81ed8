package org.hasnas.ui.chart;

import java.io.Serial;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.Locale;

/** Numbers as 0.01, 100 or 1e+06: short at every size, the same in every locale. */
final class PlainNumbers extends NumberFormat {
    @Serial
    private static final long serialVersionUID = 1;

    @Override
    public StringBuffer format(double number, StringBuffer target, FieldPosition position) {
        String text = number >= 1e5 || number < 1e-3 ? String.format(Locale.ROOT, "%.0e", number) : Double.toString(number);
        return target.append(text.endsWith(".0") ? text.substring(0, text.length() - 2) : text);
    }

    @Override
    public StringBuffer format(long number, StringBuffer target, FieldPosition position) {
        return format((double) number, target, position);
    }

    @Override
    public Number parse(String source, ParsePosition position) {
        throw new UnsupportedOperationException("numbers of an axis are not read");
    }
}
