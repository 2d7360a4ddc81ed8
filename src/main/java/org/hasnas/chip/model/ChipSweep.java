package org.hasnas.chip.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A condition of a chip and the values it takes one after the other.
 *
 * @param values at least one
 */
public record ChipSweep(ChipParameter parameter, List<Double> values) {
    private static final int MOST_VALUES = 1000;

    public ChipSweep {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a sweep needs at least one value");
        }
    }

    /**
     * Reads values as the user writes them: FROM..TO, FROM..TO:STEP or a list with commas.
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    public static ChipSweep parse(ChipParameter parameter, String text) {
        return new ChipSweep(parameter, text.contains("..") ? range(text) : list(text));
    }

    private static List<Double> list(String text) {
        List<Double> values = new ArrayList<>();
        for (String value : text.split(",", -1)) {
            values.add(number(value));
        }
        return values;
    }

    private static List<Double> range(String text) {
        int dots = text.indexOf("..");
        int colon = text.indexOf(':', dots);
        double from = number(text.substring(0, dots));
        double to = number(text.substring(dots + 2, colon < 0 ? text.length() : colon));
        double step = colon < 0 ? 1 : number(text.substring(colon + 1));
        if (!(step > 0 && to >= from && (to - from) / step < MOST_VALUES)) {
            throw new IllegalArgumentException("'" + text + "' is no range; write FROM..TO or FROM..TO:STEP, upwards and with at most " + MOST_VALUES
                    + " values");
        }
        List<Double> values = new ArrayList<>();
        int count = (int) Math.floor((to - from) / step + 1e-9) + 1;
        for (int i = 0; i < count; i++) {
            values.add(Math.rint((from + i * step) * 1e12) / 1e12); // 0.1 + 2 * 0.1 is to be 0.3
        }
        return values;
    }

    private static double number(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw new IllegalArgumentException("'" + text.strip() + "' is no number");
    }
}
