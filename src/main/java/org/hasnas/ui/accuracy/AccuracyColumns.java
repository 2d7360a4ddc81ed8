package org.hasnas.ui.accuracy;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;

/** The accuracies of candidates as plain columns in percent; NaN where there is none. */
final class AccuracyColumns {
    private static final double PERCENT = 100;

    private final int size;
    private final Map<AccuracyKind, double[]> value = new EnumMap<>(AccuracyKind.class);
    private final Map<AccuracyKind, double[]> low = new EnumMap<>(AccuracyKind.class);
    private final Map<AccuracyKind, double[]> high = new EnumMap<>(AccuracyKind.class);
    private final double[] regret;

    AccuracyColumns(int size) {
        this.size = size;
        this.regret = unknown(size);
        for (AccuracyKind kind : AccuracyKind.values()) {
            value.put(kind, unknown(size));
            low.put(kind, unknown(size));
            high.put(kind, unknown(size));
        }
    }

    private static double[] unknown(int size) {
        double[] column = new double[size];
        Arrays.fill(column, Double.NaN);
        return column;
    }

    /** A copy with room for {@code newSize} candidates. */
    AccuracyColumns grownTo(int newSize) {
        AccuracyColumns grown = new AccuracyColumns(newSize);
        grown.copyIn(this, 0);
        return grown;
    }

    /** Takes over the columns of other candidates from a place on. */
    void copyIn(AccuracyColumns part, int from) {
        System.arraycopy(part.regret, 0, regret, from, part.size);
        for (AccuracyKind kind : AccuracyKind.values()) {
            System.arraycopy(part.values(kind), 0, values(kind), from, part.size);
            System.arraycopy(part.lows(kind), 0, lows(kind), from, part.size);
            System.arraycopy(part.highs(kind), 0, highs(kind), from, part.size);
        }
    }

    void put(int place, Accuracy accuracy) {
        values(accuracy.kind())[place] = PERCENT * accuracy.fraction();
        lows(accuracy.kind())[place] = PERCENT * accuracy.lowFraction();
        highs(accuracy.kind())[place] = PERCENT * accuracy.highFraction();
    }

    void putRegret(int place, double fraction) {
        regret[place] = PERCENT * fraction;
    }

    int size() {
        return size;
    }

    double[] values(AccuracyKind kind) {
        return column(value, kind);
    }

    double[] lows(AccuracyKind kind) {
        return column(low, kind);
    }

    double[] highs(AccuracyKind kind) {
        return column(high, kind);
    }

    double[] regrets() {
        return regret;
    }

    private static double[] column(Map<AccuracyKind, double[]> columns, AccuracyKind kind) {
        double[] found = columns.get(kind);
        if (found == null) {
            throw new IllegalStateException("no column " + kind);
        }
        return found;
    }
}
