package org.hasnas.ui.plot;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.accuracy.KnownAccuracies;
import org.hasnas.ui.plot.canvas.PlotPoints;
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
 */
@SuppressWarnings("ArrayRecordComponent") // 50 000 points: handed over, never compared
public record PlotCoordinates(int count, double[] x, double[] y, byte[] mark, double[] low, double[] high, int[] owner, int[] running,
        int lacking) {
    private static final double PERCENT = 100;

    /** Every trial has a point, with or without fitness. */
    static PlotCoordinates fitness(KnownTrials known, double[] costs) {
        int[] owner = new int[costs.length];
        Arrays.setAll(owner, i -> i);
        return new PlotCoordinates(costs.length, costs, known.fitness(), new byte[0], new double[0], new double[0], owner, new int[0], 0);
    }

    static PlotCoordinates expected(Outlooks outlooks, double[] costs) {
        int room = costs.length;
        double[] x = new double[room];
        double[] y = new double[room];
        double[] low = new double[room];
        double[] high = new double[room];
        byte[] mark = new byte[room];
        int[] owner = new int[room];
        IntStream.Builder running = IntStream.builder();
        int count = 0;
        int lacking = 0;
        for (int position = 0; position < costs.length; position++) {
            DesignOutlook outlook = outlooks.of(position).orElse(null);
            if (Double.isNaN(costs[position])) {
                continue;
            }
            if (outlook == null) {
                lacking++;
                continue;
            }
            if (outlook.running()) {
                running.add(count);
            }
            x[count] = costs[position];
            y[count] = PERCENT * outlook.expected().fraction();
            low[count] = PERCENT * outlook.expected().lowFraction();
            high[count] = PERCENT * outlook.expected().highFraction();
            mark[count] = PlotPoints.mark(TrainedPart.of(outlook));
            owner[count++] = position;
        }
        return new PlotCoordinates(count, x, y, mark, low, high, owner, running.build().toArray(), lacking);
    }

    static PlotCoordinates accuracy(KnownAccuracies accuracies, double[] costs, PlotValue value) {
        AccuracyKind[] kinds = value.kind().map(kind -> new AccuracyKind[] {kind}).orElseGet(AccuracyKind::values);
        int room = costs.length * kinds.length;
        double[] x = new double[room];
        double[] y = new double[room];
        double[] low = new double[room];
        double[] high = new double[room];
        byte[] mark = new byte[room];
        int[] owner = new int[room];
        int count = 0;
        int lacking = 0;
        for (int position = 0; position < costs.length; position++) {
            if (Double.isNaN(costs[position])) {
                continue;
            }
            int before = count;
            for (AccuracyKind kind : kinds) {
                double percent = accuracies.percent(kind, position);
                if (!Double.isNaN(percent)) {
                    x[count] = costs[position];
                    y[count] = percent;
                    low[count] = accuracies.lowPercent(kind, position);
                    high[count] = accuracies.highPercent(kind, position);
                    mark[count] = PlotPoints.mark(kind);
                    owner[count++] = position;
                }
            }
            lacking += count == before ? 1 : 0;
        }
        return new PlotCoordinates(count, x, y, mark, low, high, owner, new int[0], lacking);
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
        return new PlotPoints(count, x, y, state, mark, low, high, shade);
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
