package org.hasnas.chip.inference.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hasnas.units.Numbers;

/**
 * A condition of a chip and the values it takes one after the other.
 *
 * @param values at least one
 */
public record ChipSweep(ChipParameter parameter, List<Double> values) {
    private static final int MAX_VALUES = 1000;

    public ChipSweep {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a sweep needs at least one value");
        }
    }

    /**
     * Reads values as the user writes them: FROM..TO, FROM..TO:STEP or a list with commas, or with semicolons where commas stand before fractions.
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    public static ChipSweep parse(ChipParameter parameter, String text) {
        return new ChipSweep(parameter, text.contains("..") ? range(text) : list(text));
    }

    /** The values as {@link #parse} reads them: a range where they are one. */
    public String text() {
        if (values.size() > 2) {
            double from = values.getFirst();
            double step = rounded(values.get(1) - from);
            if (step > 0 && values.equals(range(from, step, values.size()))) {
                return Numbers.brief(from) + ".." + Numbers.brief(values.getLast()) + (step == 1 ? "" : ":" + Numbers.brief(step));
            }
        }
        return values.stream().map(Numbers::brief).collect(Collectors.joining(","));
    }

    private static List<Double> list(String text) {
        List<Double> values = new ArrayList<>();
        for (String value : text.split(text.contains(";") ? ";" : ",", -1)) {
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
        if (!(step > 0 && to >= from && (to - from) / step < MAX_VALUES)) {
            throw new IllegalArgumentException("'" + text + "' is no range; write FROM..TO or FROM..TO:STEP, upwards and with at most " + MAX_VALUES
                    + " values");
        }
        return range(from, step, (int) Math.floor((to - from) / step + 1e-9) + 1);
    }

    private static List<Double> range(double from, double step, int count) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(rounded(from + i * step));
        }
        return values;
    }

    /** To 12 decimals: 0.1 + 2 * 0.1 is to be 0.3. */
    private static double rounded(double value) {
        return Math.rint(value * 1e12) / 1e12;
    }

    private static double number(String text) {
        try {
            double value = Numbers.parse(text.strip());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw new IllegalArgumentException("'" + text.strip() + "' is no number");
    }
}
