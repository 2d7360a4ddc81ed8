package org.hasnas.search.model;

import java.util.Comparator;
import java.util.List;

/**
 * What designs are worth together in accuracy and the logarithm of a cost: the area that at least one of them dominates, up to a reference point.
 *
 * @param value in fractions of accuracy times decades of the cost
 * @param referenceFraction accuracy from which on it counts
 * @param referenceCost up to which it counts, in the unit of the designs
 */
public record Hypervolume(double value, double referenceFraction, double referenceCost) {
    /** A design's cost and accuracy. */
    public record Point(double cost, double fraction) {}

    /** @param points in any order; those beyond the reference add nothing */
    public static Hypervolume of(List<Point> points, double referenceFraction, double referenceCost) {
        double value = 0;
        double best = referenceFraction;
        for (Point point : points.stream().sorted(Comparator.comparingDouble(Point::cost)).toList()) {
            if (point.cost() < referenceCost && point.fraction() > best) {
                value += (point.fraction() - best) * Math.log10(referenceCost / point.cost());
                best = point.fraction();
            }
        }
        return new Hypervolume(value, referenceFraction, referenceCost);
    }
}
