package org.hasnas.ui.plot.canvas;

import java.util.Arrays;

/**
 * Chooses what the axes show. All ranges are in the unit shown, so that their ends are round numbers there.
 *
 * <p>The previous range is kept as long as it holds everything and is not mostly empty: while points arrive the axes stand still, and
 * jump rarely.
 */
final class AutoRange {
    /** A limit this many times beyond the data is still worth the room; one further away is only pointed at. */
    private static final double REACH = 4;

    private static final double DECADES_TO_LOG = 1.5;
    private static final double DECADES_TO_LINEAR = 1.2;

    /** A range is given up when what it holds fills less than this part. */
    private static final double MIN_FILL = 0.45;

    /** Largest sample for the quartiles of the fitness. */
    private static final int SAMPLE = 2048;

    /** Beyond the quartiles by so many interquartile distances, a fitness is an outlier (a singular kernel gives -1e4 and less). */
    private static final double FENCE = 4;

    /** This part of the points on either side is never an outlier. */
    private static final double KEPT_TAIL = 0.05;

    private AutoRange() {}

    /** Smallest and largest value; {@code lower > upper} says that there is none. */
    record Extent(double lower, double upper) {
        static final Extent NONE = new Extent(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

        boolean isEmpty() {
            return lower > upper;
        }

        Extent with(double value) {
            return new Extent(Math.min(lower, value), Math.max(upper, value));
        }
    }

    /** The extent of the finite ones of the first {@code count} values, times {@code factor}. */
    static Extent extent(double[] values, int count, double factor) {
        double lower = Double.POSITIVE_INFINITY;
        double upper = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            double value = values[i];
            if (Double.isFinite(value)) {
                lower = Math.min(lower, value);
                upper = Math.max(upper, value);
            }
        }
        return lower > upper ? Extent.NONE : new Extent(lower * factor, upper * factor);
    }

    /** The smallest above 0 of the first {@code count} values, times {@code factor}, or infinity. */
    static double smallestPositive(double[] values, int count, double factor) {
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            if (values[i] > 0) {
                smallest = Math.min(smallest, values[i]);
            }
        }
        return smallest * factor;
    }

    /**
     * The range of an axis of costs or choices.
     *
     * @param data extent of the costs
     * @param smallestPositive smallest cost above 0
     * @param limit infinity for none
     * @param fallback shown up to here when there is neither data nor a limit, > 0
     */
    static AxisScale cost(Extent data, double smallestPositive, double limit, CostScale scale, double fallback, AxisScale previous) {
        if (data.isEmpty()) {
            double shown = limit > 0 && Double.isFinite(limit) ? limit : fallback;
            return keepOrChoose(false, 0, shown * 1.25, previous);
        }
        Extent wanted = reaches(data, limit) ? data.with(limit) : data;
        double from = Math.min(smallestPositive, wanted.lower() > 0 ? wanted.lower() : smallestPositive);
        double decades = wanted.upper() > 0 ? Math.log10(wanted.upper() / from) : 0;
        boolean log = wanted.upper() > 0 && switch (scale) {
            case AUTOMATIC -> decades > (previous.log() ? DECADES_TO_LINEAR : DECADES_TO_LOG);
            case LINEAR -> false;
            case LOGARITHMIC -> true;
        };
        if (log) {
            return keepOrChoose(true, from, wanted.upper(), previous);
        }
        // Costs start at 0 by nature; show it unless that would squeeze the points.
        double lower = wanted.lower() >= 0 && wanted.lower() < 0.4 * wanted.upper() ? 0 : wanted.lower();
        return keepOrChoose(false, lower, wanted.upper(), previous);
    }

    /** Whether a limit is near enough to the data to be inside the axis range. */
    static boolean reaches(Extent data, double limit) {
        return limit > 0 && Double.isFinite(limit) && limit <= REACH * data.upper() && limit * REACH >= data.lower();
    }

    /**
     * The range of an axis of fitness or accuracies: everything but a few extreme outliers, among accuracies networks that guess.
     *
     * @param values of the points, of which the first {@code count} count
     * @param imported none of them is an outlier
     * @param best index of a point that must be inside, or -1
     */
    static AxisScale fitness(double[] values, int count, double[] imported, int best, AxisScale previous) {
        double lowest = Arrays.stream(imported).filter(Double::isFinite).min().orElse(Double.POSITIVE_INFINITY);
        double highest = Arrays.stream(imported).filter(Double::isFinite).max().orElse(Double.NEGATIVE_INFINITY);
        double[] sample = sample(values, count);
        if (sample.length > 0) {
            Arrays.sort(sample);
            double lowerQuartile = quantile(sample, 0.25);
            double upperQuartile = quantile(sample, 0.75);
            double fence = FENCE * (upperQuartile - lowerQuartile);
            lowest = Math.min(lowest, lowerQuartile);
            highest = Math.max(highest, upperQuartile);
            double low = fence > 0 ? Math.min(lowerQuartile - fence, sample[(int) Math.ceil(KEPT_TAIL * (sample.length - 1))])
                    : Double.NEGATIVE_INFINITY;
            double high = fence > 0 ? Math.max(upperQuartile + fence, sample[(int) Math.floor((1 - KEPT_TAIL) * (sample.length - 1))])
                    : Double.POSITIVE_INFINITY;
            for (int i = 0; i < count; i++) {
                double value = values[i];
                if (Double.isFinite(value) && ((value >= low && value <= high) || i == best)) {
                    lowest = Math.min(lowest, value);
                    highest = Math.max(highest, value);
                }
            }
        }
        return lowest > highest ? AxisScale.UNIT : keepOrChoose(false, lowest, highest, previous);
    }

    private static double[] sample(double[] values, int count) {
        int stride = Math.max(1, count / SAMPLE);
        double[] sample = new double[count / stride + 1];
        int size = 0;
        for (int i = 0; i < count; i += stride) {
            if (Double.isFinite(values[i])) {
                sample[size++] = values[i];
            }
        }
        if (size == 0 && stride > 1) {
            // Scores are rare: look at all of them.
            return Arrays.stream(values, 0, count).filter(Double::isFinite).toArray();
        }
        return Arrays.copyOf(sample, size);
    }

    private static double quantile(double[] sorted, double part) {
        return sorted[(int) Math.round(part * (sorted.length - 1))];
    }

    private static AxisScale keepOrChoose(boolean log, double lower, double upper, AxisScale previous) {
        if (previous.log() == log && previous.contains(lower) && previous.contains(upper)
                && previous.fraction(upper) - previous.fraction(lower) >= MIN_FILL) {
            return previous;
        }
        return log ? niceLog(lower, upper) : niceLinear(lower, upper);
    }

    static AxisScale niceLinear(double lower, double upper) {
        double span = upper - lower;
        // A single value, or values that agree to the last bits: some room around them.
        double least = Math.max(Math.abs(lower), Math.abs(upper)) * 1e-6;
        if (!(span > least)) {
            double room = lower == 0 ? 1 : Math.abs(lower) * 0.1;
            return niceLinear(lower - room, upper + room);
        }
        double step = AxisTicks.niceStep(span / 10);
        double margin = span * 0.03;
        double from = lower == 0 ? 0 : Math.floor((lower - margin) / step) * step;
        if (lower >= 0 && from < 0) {
            from = 0;
        }
        return new AxisScale(false, from, Math.ceil((upper + margin) / step) * step);
    }

    static AxisScale niceLog(double lower, double upper) {
        return new AxisScale(true, AxisTicks.niceBelow(lower / 1.08), AxisTicks.niceAbove(upper * 1.08));
    }
}
