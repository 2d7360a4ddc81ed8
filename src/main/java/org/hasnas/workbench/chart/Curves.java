package org.hasnas.workbench.chart;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A chart of a few curves, as data.
 *
 * @param xTitle empty: x says nothing and gets no numbers
 * @param wholeX whether x counts something, so that ticks between whole numbers mean nothing
 * @param logX whether x is drawn on a logarithmic axis; all x must be positive then
 * @param yTitle empty: the names of the curves say what y is
 * @param levels horizontal lines
 */
public record Curves(String xTitle, String yTitle, boolean wholeX, boolean logX, List<Curve> curves, List<Level> levels) {
    private static final int STEPS_FROM_ZERO = 20;

    public Curves {
        curves = List.copyOf(curves);
        levels = List.copyOf(levels);
    }

    /**
     * A point with the interval that its value is known to.
     *
     * @param low equal to {@code y} like {@code high} where there is no interval
     */
    public record Point(double x, double y, double low, double high) {
        public Point(double x, double y) {
            this(x, y, y, y);
        }
    }

    /** How points are drawn. */
    public enum Style {
        /** Joined. */
        LINE,
        /** Joined, each with its interval. */
        INTERVALS,
        /** Each by itself. */
        POINTS,
        /** A bar from 0 for each; x are equally far from each other. */
        BARS
    }

    /**
     * Points, from left to right where they are joined.
     *
     * @param colour index of its colour; two curves of a chart have two
     */
    public record Curve(String name, int colour, Style style, List<Point> points) {
        public Curve {
            points = List.copyOf(points);
        }

        /** Bars that count finite values in equal steps, 0 in the middle of one, as many steps below as above it. */
        public static Curve histogram(String name, int colour, double[] values) {
            double most = Arrays.stream(values).map(Math::abs).max().orElse(0);
            double step = most > 0 ? most / STEPS_FROM_ZERO : 1;
            int[] counts = new int[2 * STEPS_FROM_ZERO + 1];
            for (double value : values) {
                counts[STEPS_FROM_ZERO + (int) Math.rint(value / step)]++;
            }
            return new Curve(name, colour, Style.BARS, IntStream.range(0, counts.length)
                    .mapToObj(bar -> new Point((bar - STEPS_FROM_ZERO) * step, counts[bar])).toList());
        }
    }

    /** A value to compare with. */
    public record Level(String name, int colour, double y) {}

    /** Whether there is nothing to draw. */
    public boolean isEmpty() {
        return curves.stream().allMatch(curve -> curve.points().isEmpty());
    }
}
