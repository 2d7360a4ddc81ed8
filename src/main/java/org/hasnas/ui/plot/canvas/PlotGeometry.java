package org.hasnas.ui.plot.canvas;

/**
 * The mapping between values and pixels of the data area; the y axis points up.
 *
 * @param x costs in SI units, or what else stands there; so does {@code y}
 * @param clamped whether points beyond the ends are marked at the edges (automatic range) or left out (zoomed in)
 */
record PlotGeometry(AxisScale x, AxisScale y, double left, double top, double width, double height, boolean clamped) {
    /** Distance of the marks without fitness from the bottom edge. */
    private static final double STRIP = 5;

    /** Distance of the marks for outliers from the edge. */
    private static final double EDGE = 13;

    double pixelX(double cost) {
        return left + x.fraction(cost) * width;
    }

    double pixelY(double fitness) {
        return top + (1 - y.fraction(fitness)) * height;
    }

    /** Where a mark of a network of another tool stands; NaN if it is outside of what is shown. */
    double pixelX(ImportedMark mark) {
        double fraction = x.fraction(mark.x());
        return fraction >= 0 && fraction <= 1 && (!mark.hasValue() || contains(pixelX(mark.x()), pixelY(mark.y()))) ? pixelX(mark.x()) : Double.NaN;
    }

    /** Along the bottom edge without a value. */
    double pixelY(ImportedMark mark) {
        return mark.hasValue() ? pixelY(mark.y()) : belowY();
    }

    double costAt(double pixelX) {
        return x.value(fractionX(pixelX));
    }

    double valueAt(double pixelY) {
        return y.value(fractionY(pixelY));
    }

    double fractionX(double pixelX) {
        return (pixelX - left) / width;
    }

    double fractionY(double pixelY) {
        return 1 - (pixelY - top) / height;
    }

    double right() {
        return left + width;
    }

    double bottom() {
        return top + height;
    }

    boolean contains(double pixelX, double pixelY) {
        return pixelX >= left && pixelX <= right() && pixelY >= top && pixelY <= bottom();
    }

    double withoutFitnessY() {
        return bottom() - STRIP;
    }

    double belowY() {
        return bottom() - EDGE;
    }

    double aboveY() {
        return top + STRIP;
    }

    double leftX() {
        return left + STRIP;
    }

    double rightX() {
        return right() - STRIP;
    }
}
