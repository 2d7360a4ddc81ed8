package org.hasnas.ui.plot;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.hasnas.ui.plot.canvas.PlotPoints;

/** The feasible points that no other one beats in both coordinates: cheaper to the left, better upwards. */
public final class ParetoFront {
    private ParetoFront() {}

    /**
     * The front that each point is on: 1 of the Pareto front, 2 of the front of the others, and so on; 0 of a point that takes no part. Equal points are
     * on the same front.
     */
    public static int[] ranks(PlotPoints points) {
        int[] ranks = new int[points.count()];
        double[] best = new double[points.count()]; // of each front so far, falling
        int fronts = 0;
        int before = -1;
        for (int point : ordered(points)) {
            double y = points.y()[point];
            if (before >= 0 && points.x()[before] == points.x()[point] && points.y()[before] == y) {
                ranks[point] = ranks[before];
            } else {
                int from = 0;
                int to = fronts;
                while (from < to) { // the first front whose best is lower
                    int middle = (from + to) / 2;
                    if (best[middle] < y) {
                        to = middle;
                    } else {
                        from = middle + 1;
                    }
                }
                best[from] = y;
                fronts = Math.max(fronts, from + 1);
                ranks[point] = from + 1;
            }
            before = point;
        }
        return ranks;
    }

    /** Feasible points from left to right, of equally cheap ones the highest first. */
    private static int[] ordered(PlotPoints points) {
        return IntStream.range(0, points.count())
                .filter(points::takesPart).boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> points.x()[i]).thenComparing(Comparator.<Integer>comparingDouble(i -> points.y()[i])
                        .reversed()))
                .mapToInt(Integer::intValue).toArray();
    }

    /**
     * The point of a front that is the best balance: the one farthest above the straight line between the front's two ends, with cost by decades and
     * height both measured from end to end. Beyond it a further decade buys less than before it. -1 for a front of fewer than three points, or if none
     * lies above the line.
     *
     * @param front from left to right
     */
    public static int balance(PlotPoints points, int[] front) {
        if (front.length < 3) {
            return -1;
        }
        double left = Math.log(points.x()[front[0]]);
        double width = Math.log(points.x()[front[front.length - 1]]) - left;
        double low = points.y()[front[0]];
        double height = points.y()[front[front.length - 1]] - low;
        int balance = -1;
        double farthest = 1e-9; // above rounding
        for (int point : front) {
            double above = (points.y()[point] - low) / height - (Math.log(points.x()[point]) - left) / width;
            if (above > farthest) {
                farthest = above;
                balance = point;
            }
        }
        return balance;
    }

    /** Indices of the front's points from left to right; of equal points the first. */
    public static int[] of(PlotPoints points) {
        int[] order = ordered(points);
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
