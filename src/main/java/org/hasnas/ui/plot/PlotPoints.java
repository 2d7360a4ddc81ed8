package org.hasnas.ui.plot;

/**
 * The candidates to draw. The arrays belong to the caller, may be longer than {@code count} and are not changed afterwards.
 *
 * @param count how many entries of each array count
 * @param x cost in SI units, or a number of parameters; a value that is not finite is not drawn
 * @param y fitness, up is better; NaN or infinite means "no fitness" and is drawn as a small mark along the bottom edge
 * @param state {@link #FEASIBLE} or {@link #INFEASIBLE}
 */
@SuppressWarnings("ArrayRecordComponent") // 50 000 points twenty times a second: handed over, never compared
public record PlotPoints(int count, double[] x, double[] y, byte[] state) {
    /** Breaks at least one limit. */
    public static final byte INFEASIBLE = 0;

    /** Meets all limits. */
    public static final byte FEASIBLE = 1;

    public PlotPoints {
        if (count < 0 || x.length < count || y.length < count || state.length < count) {
            throw new IllegalArgumentException("count " + count + " needs as many x, y and states, there are " + x.length + ", " + y.length
                    + " and " + state.length);
        }
    }

    /** No candidates. */
    public static PlotPoints empty() {
        return new PlotPoints(0, new double[0], new double[0], new byte[0]);
    }

    /** Whether these are the points of the other one, in other states at most. */
    @SuppressWarnings("ReferenceEquality") // the same arrays: since nobody changes them, a glance instead of 100 000 comparisons
    boolean hasPlacesOf(PlotPoints other) {
        return count == other.count && x == other.x && y == other.y;
    }

    boolean feasible(int index) {
        return state[index] == FEASIBLE;
    }

    boolean scored(int index) {
        return Double.isFinite(y[index]);
    }
}
