package org.hasnas.ui.plot;

// PLACEHOLDER, replaced by the real plot when the branches are merged.
/** Points of the plot; arrays are owned by the caller and not changed afterwards. */
@SuppressWarnings("ArrayRecordComponent")
public record PlotPoints(int count, double[] x, double[] y, byte[] state) {
    public static final byte FEASIBLE = 1;
    public static final byte INFEASIBLE = 0;
}
