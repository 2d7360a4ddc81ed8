package org.hasnas.workbench.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * An axis: the range that it shows, and the round numbers that are written on it.
 *
 * @param low lower end of the range
 * @param high upper end, above the lower one
 * @param log whether equal factors, not equal steps, are equally far from each other
 * @param marks round numbers within the range
 */
record Ticks(double low, double high, boolean log, List<BigDecimal> marks) {
    /** About so many numbers are written on an axis. */
    private static final int WANTED = 6;
    private static final double MARGIN = 0.04;

    Ticks {
        marks = List.copyOf(marks);
    }

    /**
     * An axis for values, with a margin.
     *
     * @param whole whether only whole numbers mean anything
     * @param log whether the axis is logarithmic; all values must be positive then
     */
    static Ticks of(DoubleStream values, boolean whole, boolean log) {
        double[] all = values.toArray();
        double least = DoubleStream.of(all).min().orElse(log ? 1 : 0);
        double most = DoubleStream.of(all).max().orElse(1);
        if (log) {
            double factor = most > least ? Math.pow(most / least, MARGIN) : 2;
            return ofLog(least / factor, most * factor);
        }
        double room = most > least ? MARGIN * (most - least) : Math.max(0.5, Math.abs(least) * MARGIN);
        return ofLinear(least - room, most + room, whole, false);
    }

    private static Ticks ofLinear(double low, double high, boolean whole, boolean log) {
        double rough = (high - low) / WANTED;
        BigDecimal decade = BigDecimal.ONE.scaleByPowerOfTen((int) Math.floor(Math.log10(rough)));
        double leading = rough / decade.doubleValue();
        BigDecimal step = decade.multiply(BigDecimal.valueOf(leading <= 1 ? 1 : leading <= 2 ? 2 : leading <= 5 ? 5 : 10));
        if (whole && step.compareTo(BigDecimal.ONE) < 0) {
            step = BigDecimal.ONE;
        }
        List<BigDecimal> marks = new ArrayList<>();
        BigDecimal mark = BigDecimal.valueOf(low).divide(step, 0, RoundingMode.CEILING).multiply(step);
        while (mark.doubleValue() <= high) {
            marks.add(mark);
            mark = mark.add(step);
        }
        return new Ticks(low, high, log, marks);
    }

    private static Ticks ofLog(double low, double high) {
        List<BigDecimal> marks = new ArrayList<>();
        List<BigDecimal> decades = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
            for (int digit : new int[] {1, 2, 5}) {
                BigDecimal mark = BigDecimal.valueOf(digit).scaleByPowerOfTen(power);
                if (mark.doubleValue() >= low && mark.doubleValue() <= high) {
                    marks.add(mark);
                    if (digit == 1) {
                        decades.add(mark);
                    }
                }
            }
        }
        if (marks.size() < 3) { // less than a decade
            return ofLinear(low, high, false, true);
        }
        return new Ticks(low, high, true, marks.size() <= 2 * WANTED ? marks : decades);
    }

    /** Where a value lies: 0 at the lower end, 1 at the upper one. */
    double share(double value) {
        return log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    }

    /** A mark as it is written. */
    static String text(BigDecimal mark) {
        BigDecimal plain = mark.stripTrailingZeros();
        return plain.signum() != 0 && (plain.abs().compareTo(BigDecimal.valueOf(1e5)) > 0 || plain.abs().compareTo(BigDecimal.valueOf(1e-4)) < 0)
                ? plain.toString() : plain.toPlainString();
    }
}
