package org.hasnas.ui.plot;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.accuracy.KnownAccuracies;
import org.hasnas.ui.plot.canvas.PlotPoints;
import org.hasnas.ui.plot.canvas.PlotPoints.Interval;
import org.hasnas.ui.plot.canvas.PlotValue;
import org.hasnas.ui.plot.canvas.TrainedPart;
import org.hasnas.ui.project.KnownTrials;
import org.hasnas.ui.project.Outlooks;
import org.hasnas.ui.project.TrialFilter;
import org.hasnas.ui.quantities.DesignColours;

/**
 * Where the known trials stand in the plot. With accuracies a trial has no point, one, or several; their order is that of the trials.
 *
 * @param owner position of the trial of each point
 * @param running points of designs that are being trained
 * @param lacking trials that have a cost but no such value, and so no point
 * @param lackingAcross trials that have such a value but none of the x axis, and so no point
 * @param across intervals of x
 */
@SuppressWarnings("ArrayRecordComponent") // 50 000 points: handed over, never compared
public record PlotCoordinates(int count, double[] x, double[] y, byte[] mark, double[] low, double[] high, int[] owner, int[] running,
        int lacking, int lackingAcross, Interval across) {
    private static final double PERCENT = 100;

    /** Every trial has a point, with or without fitness. */
    static PlotCoordinates fitness(KnownTrials known, double[] costs) {
        int[] owner = new int[costs.length];
        Arrays.setAll(owner, i -> i);
        return new PlotCoordinates(costs.length, costs, known.fitness(), new byte[0], new double[0], new double[0], owner, new int[0], 0, 0,
                Interval.NONE);
    }

    /** Every trial that has something on the x axis has a point, with or without fitness. */
    static PlotCoordinates fitness(KnownTrials known, double[] costs, AxisValues across) {
        double[] fitness = known.fitness();
        Collector points = new Collector(costs, across, costs.length);
        for (int position = 0; position < costs.length; position++) {
            points.add(position, fitness[position]);
        }
        return points.end(false);
    }

    static PlotCoordinates expected(Outlooks outlooks, double[] costs, AxisValues across) {
        Collector points = new Collector(costs, across, costs.length);
        for (int position = 0; position < costs.length; position++) {
            DesignOutlook outlook = outlooks.of(position).orElse(null);
            if (outlook == null) {
                points.lack(position);
            } else if (points.add(position, PERCENT * outlook.expected().fraction(), PERCENT * outlook.expected().lowFraction(),
                    PERCENT * outlook.expected().highFraction(), PlotPoints.mark(TrainedPart.of(outlook))) && outlook.running()) {
                points.isRunning();
            }
        }
        return points.end(true);
    }

    static PlotCoordinates accuracy(KnownAccuracies accuracies, double[] costs, AxisValues across, PlotValue value) {
        AccuracyKind[] kinds = value.kind().map(kind -> new AccuracyKind[] {kind}).orElseGet(AccuracyKind::values);
        Collector points = new Collector(costs, across, costs.length * kinds.length);
        for (int position = 0; position < costs.length; position++) {
            boolean any = false;
            for (AccuracyKind kind : kinds) {
                double percent = accuracies.percent(kind, position);
                if (!Double.isNaN(percent)) {
                    points.add(position, percent, accuracies.lowPercent(kind, position), accuracies.highPercent(kind, position),
                            PlotPoints.mark(kind));
                    any = true;
                }
            }
            if (!any) {
                points.lack(position);
            }
        }
        return points.end(true);
    }

    /** Every trial that has something on both axes has a point: costs or choices on the y axis, which have no marks. */
    static PlotCoordinates plain(double[] values, double[] costs, AxisValues across) {
        Collector points = new Collector(costs, across, costs.length);
        for (int position = 0; position < costs.length; position++) {
            if (Double.isFinite(values[position])) {
                points.add(position, values[position]);
            } else {
                points.lack(position);
            }
        }
        return points.end(false);
    }

    /** Takes points of the trials in their order. Those without cost have none; they have failed. */
    private static final class Collector {
        private final double[] costs;
        private final AxisValues across;
        private final double[] x;
        private final double[] y;
        private final double[] low;
        private final double[] high;
        private final byte[] mark;
        private final int[] owner;
        private final IntStream.Builder running = IntStream.builder();
        private int count;
        private int lacking;
        private int lackingAcross;
        private int lastLacking = -1;

        Collector(double[] costs, AxisValues across, int room) {
            this.costs = costs;
            this.across = across;
            this.x = new double[room];
            this.y = new double[room];
            this.low = new double[room];
            this.high = new double[room];
            this.mark = new byte[room];
            this.owner = new int[room];
        }

        void add(int position, double value) {
            add(position, value, value, value, (byte) 0);
        }

        /** Whether it has become a point. */
        boolean add(int position, double value, double from, double to, byte shape) {
            if (Double.isNaN(costs[position])) {
                return false;
            }
            if (!Double.isFinite(across.values()[position])) {
                lackingAcross += lastLacking == position ? 0 : 1;
                lastLacking = position;
                return false;
            }
            x[count] = across.values()[position];
            y[count] = value;
            low[count] = from;
            high[count] = to;
            mark[count] = shape;
            owner[count++] = position;
            return true;
        }

        /** A trial has no such value. */
        void lack(int position) {
            lacking += Double.isNaN(costs[position]) ? 0 : 1;
        }

        /** The last point is of a design that is being trained. */
        void isRunning() {
            running.add(count - 1);
        }

        PlotCoordinates end(boolean marked) {
            return new PlotCoordinates(count, x, y, marked ? mark : new byte[0], marked ? low : new double[0], marked ? high : new double[0], owner,
                    running.build().toArray(), lacking, lackingAcross, across.intervalsOf(owner, count));
        }
    }

    /** @param filter which of the trials are looked at */
    PlotPoints points(KnownTrials known, TrialFilter filter, DesignColours colours) {
        byte[] state = new byte[count];
        for (int i = 0; i < count; i++) {
            state[i] = !filter.passes(owner[i]) ? PlotPoints.OUTSIDE : known.isFeasible(owner[i]) ? PlotPoints.FEASIBLE : PlotPoints.INFEASIBLE;
        }
        byte[] shade = new byte[colours.tellLimits() ? 0 : count];
        for (int i = 0; i < shade.length; i++) {
            shade[i] = colours.shade(owner[i]);
        }
        return new PlotPoints(count, x, y, state, mark, low, high, shade, across);
    }

    /**
     * Ranks of points by the position of their trials.
     *
     * @param ranks of the points, 0 for none
     */
    int[] byPosition(int[] ranks, int positions) {
        int[] byPosition = new int[positions];
        for (int i = 0; i < count; i++) {
            byPosition[owner[i]] = ranks[i];
        }
        return byPosition;
    }

    /** The first point of a trial, -1 if it has none. */
    int pointOf(int position) {
        int place = Arrays.binarySearch(owner, 0, count, position);
        while (place > 0 && owner[place - 1] == position) {
            place--;
        }
        return Math.max(-1, place);
    }

    /** Whether a point is one of a trial's. */
    boolean isOf(int point, int position) {
        return point >= 0 && point < count && owner[point] == position;
    }
}
