package org.hasnas.ui.plot.canvas;

import java.util.List;
import java.util.Optional;
import org.hasnas.training.model.AccuracyKind;

/**
 * The candidates to draw. The arrays belong to the caller, may be longer than {@code count} and are not changed afterwards.
 *
 * @param count how many entries of each array count
 * @param x value of the x axis, a cost in SI units or a number of parameters; a value that is not finite is not drawn
 * @param y value of the y axis: fitness or accuracy in percent, up is better, or what else stands there, as on the x axis; NaN or infinite means "none" and is
 *        drawn as a small mark along the bottom edge
 * @param state {@link #FEASIBLE}, {@link #INFEASIBLE} or {@link #OUTSIDE}
 * @param mark kind of accuracy, or how far the design of an expected one is trained, as {@code mark}; empty if y is no accuracy
 * @param low lower end of the interval of an accuracy; empty if y is none
 * @param high upper end of the interval of an accuracy; empty if y is none
 * @param shade of a quantity that colours tell, negative for none; empty if they tell the states
 * @param across intervals of x, where it is an accuracy
 */
@SuppressWarnings("ArrayRecordComponent") // 50 000 points twenty times a second: handed over, never compared
public record PlotPoints(int count, double[] x, double[] y, byte[] state, byte[] mark, double[] low, double[] high,
        byte[] shade, Interval across) {
    /**
     * The ends of intervals, empty where there are none.
     *
     * @param low equal to {@code high} for a point without an interval
     */
    public record Interval(double[] low, double[] high) {
        public static final Interval NONE = new Interval(new double[0], new double[0]);

        public boolean isEmpty() {
            return low.length == 0;
        }
    }

    /** Breaks at least one limit. */
    public static final byte INFEASIBLE = 0;

    /** Meets all limits. */
    public static final byte FEASIBLE = 1;

    /** Not looked at: takes no part and is not drawn. */
    public static final byte OUTSIDE = 2;
    /** By their marks. */
    static final List<AccuracyKind> KINDS = List.of(AccuracyKind.values());

    /** By their marks, which follow those of the kinds. */
    static final List<TrainedPart> PARTS = List.of(TrainedPart.values());

    public PlotPoints {
        if (count < 0 || x.length < count || y.length < count || state.length < count) {
            throw new IllegalArgumentException("count " + count + " needs as many x, y and states, there are " + x.length + ", " + y.length
                    + " and " + state.length);
        }
        if (mark.length > 0 && (mark.length < count || low.length < count || high.length < count)) {
            throw new IllegalArgumentException("count " + count + " needs as many marks and ends of intervals, there are " + mark.length + ", "
                    + low.length + " and " + high.length);
        }
        if (shade.length > 0 && shade.length < count) {
            throw new IllegalArgumentException("count " + count + " needs as many shades, there are " + shade.length);
        }
        if (!across.isEmpty() && (across.low().length < count || across.high().length < count)) {
            throw new IllegalArgumentException("count " + count + " needs as many ends of intervals of x, there are " + across.low().length + " and "
                    + across.high().length);
        }
    }

    /** Points whose x has no intervals. */
    public PlotPoints(int count, double[] x, double[] y, byte[] state, byte[] mark, double[] low, double[] high, byte[] shade) {
        this(count, x, y, state, mark, low, high, shade, Interval.NONE);
    }

    /** Points whose y is fitness. */
    public PlotPoints(int count, double[] x, double[] y, byte[] state) {
        this(count, x, y, state, new byte[0], new double[0], new double[0]);
    }

    /** Points whose colours tell their states. */
    public PlotPoints(int count, double[] x, double[] y, byte[] state, byte[] mark, double[] low, double[] high) {
        this(count, x, y, state, mark, low, high, new byte[0]);
    }

    /** Whether colours tell something else than the states. */
    boolean isShaded() {
        return shade.length > 0;
    }

    /** The mark of a kind of accuracy. */
    public static byte mark(AccuracyKind kind) {
        return (byte) KINDS.indexOf(kind);
    }

    /** The mark of an expected accuracy. */
    public static byte mark(TrainedPart part) {
        return (byte) (KINDS.size() + PARTS.indexOf(part));
    }

    /** The kind of accuracy of a point; empty if y is no accuracy or an expected one. */
    public Optional<AccuracyKind> kind(int index) {
        return mark.length == 0 || mark[index] >= KINDS.size() ? Optional.empty() : Optional.of(KINDS.get(mark[index]));
    }

    /** Whether y is the accuracy that is expected of a whole training; if there are no points, it is not. */
    boolean isExpected() {
        return count > 0 && isAccuracy() && mark[0] >= KINDS.size();
    }

    /** Whether y is an accuracy; if there are no points, it is not. */
    boolean isAccuracy() {
        return mark.length > 0;
    }

    /** No candidates. */
    public static PlotPoints empty() {
        return new PlotPoints(0, new double[0], new double[0], new byte[0]);
    }

    /** Whether these are the points of the other one, in other states at most. */
    @SuppressWarnings("ReferenceEquality") // compared by identity, since the arrays are never changed
    boolean hasPlacesOf(PlotPoints other) {
        return count == other.count && x == other.x && y == other.y;
    }

    public boolean feasible(int index) {
        return state[index] == FEASIBLE;
    }

    boolean isOutside(int index) {
        return state[index] == OUTSIDE;
    }

    public boolean scored(int index) {
        return Double.isFinite(y[index]);
    }

    /** Whether a point can be on a front: it is feasible and has both, x and y. */
    public boolean takesPart(int index) {
        return feasible(index) && scored(index) && Double.isFinite(x[index]);
    }

    /** The same points with x and y exchanged, and nothing else that is known of them. */
    public PlotPoints turned() {
        return new PlotPoints(count, y, x, state);
    }
}
