package org.hasnas.ui.plot.canvas;

/**
 * A network of another tool in the plot.
 *
 * @param name stands beside the mark
 * @param x cost in SI units, or a number of parameters
 * @param y accuracy in percent; NaN if there is none, so that it stands along the bottom edge
 * @param feasible whether it meets all limits
 * @param text shown when the pointer is over it
 */
public record ImportedMark(String name, double x, double y, boolean feasible, String text) {
    /** Whether there is an accuracy. */
    boolean hasValue() {
        return !Double.isNaN(y);
    }
}
