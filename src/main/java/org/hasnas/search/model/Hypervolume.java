package org.hasnas.search.model;

import java.util.Comparator;
import java.util.List;

/**
 * What designs are worth together in accuracy and the logarithm of energy: the area that at least one of them dominates, up to a reference point.
 *
 * @param value in fractions of accuracy times decades of energy
 * @param referenceFraction accuracy from which on it counts
 * @param referenceJoules energy up to which it counts
 */
public record Hypervolume(double value, double referenceFraction, double referenceJoules) {
    /** A design's energy and accuracy. */
    public record Point(double joules, double fraction) {}

    /** @param points in any order; those beyond the reference add nothing */
    public static Hypervolume of(List<Point> points, double referenceFraction, double referenceJoules) {
        double value = 0;
        double best = referenceFraction;
        for (Point point : points.stream().sorted(Comparator.comparingDouble(Point::joules)).toList()) {
            if (point.joules() < referenceJoules && point.fraction() > best) {
                value += (point.fraction() - best) * Math.log10(referenceJoules / point.joules());
                best = point.fraction();
            }
        }
        return new Hypervolume(value, referenceFraction, referenceJoules);
    }
}
