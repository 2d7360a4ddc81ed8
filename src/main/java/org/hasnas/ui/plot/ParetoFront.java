package org.hasnas.ui.plot;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.hasnas.ui.plot.canvas.PlotPoints;

/** The feasible points that no other one beats in both coordinates: cheaper to the left, better upwards. */
public final class ParetoFront {
    private ParetoFront() {}

    /** Indices of the front's points from left to right; of equal points the first. */
    public static int[] of(PlotPoints points) {
        int[] order = IntStream.range(0, points.count())
                .filter(i -> points.feasible(i) && points.scored(i) && Double.isFinite(points.x()[i])).boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> points.x()[i]).thenComparing(Comparator.<Integer>comparingDouble(i -> points.y()[i])
                        .reversed()))
                .mapToInt(Integer::intValue).toArray();
        int[] front = new int[order.length];
        int size = 0;
        double best = Double.NEGATIVE_INFINITY;
        for (int point : order) {
            if (points.y()[point] > best) {
                best = points.y()[point];
                front[size++] = point;
            }
        }
        return Arrays.copyOf(front, size);
    }
}
