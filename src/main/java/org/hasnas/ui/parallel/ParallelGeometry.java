package org.hasnas.ui.parallel;

/**
 * Where the axes stand in a drawing of a size, all places in pixels: as far from each other as the width allows, titles above, numbers at both ends.
 *
 * @param axes number of axes
 */
record ParallelGeometry(double width, double height, int axes) {
    /** Room for half of the first and of the last title. */
    static final double SIDE = 46;
    private static final double HEAD = 40;
    private static final double FOOT = 20;
    /** How near to an axis the pointer must be to mark a range on it. */
    private static final double GRAB = 11;
    /** Ends of axes are taken from a little above them, too. */
    private static final double ABOVE = 6;

    double top() {
        return HEAD;
    }

    double bottom() {
        return height - FOOT;
    }

    /** From the first axis to the last. */
    double span() {
        return width - 2 * SIDE;
    }

    /** Where an axis stands. */
    double x(int axis) {
        return axes < 2 ? width / 2 : SIDE + axis * span() / (axes - 1);
    }

    /** Where a fraction of an axis lies. */
    double y(double fraction) {
        return bottom() - fraction * (bottom() - top());
    }

    /** The fraction of an axis at a height; below 0 or above 1 beside the axis. */
    double fraction(double y) {
        return (bottom() - y) / (bottom() - top());
    }

    /** Between which axes a place lies: 1.5 is in the middle of the second and the third. */
    double place(double x) {
        return (x - SIDE) / span() * (axes - 1);
    }

    boolean isTitle(double y) {
        return y < top() - ABOVE;
    }

    /** The axis that is grabbed at a place, -1 for none. */
    int axisAt(double x, double y) {
        if (axes == 0 || isTitle(y)) {
            return -1;
        }
        int nearest = nearestAxis(x);
        return Math.abs(x(nearest) - x) <= GRAB ? nearest : -1;
    }

    /** The axis nearest to a place, of one at least. */
    int nearestAxis(double x) {
        return axes < 2 ? 0 : Math.clamp(Math.round(place(x)), 0, axes - 1);
    }
}
