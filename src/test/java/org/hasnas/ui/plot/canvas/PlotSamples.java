package org.hasnas.ui.plot.canvas;

import java.util.SplittableRandom;

/** Made-up clouds of candidates that look like a search's: fitness grows with cost, a few scores are missing or extreme. */
final class PlotSamples {
    private PlotSamples() {}

    /** Areas around 100 mm2 with a limit in the middle; about 2 % without fitness and 1 % singular. */
    static PlotPoints areas(int count, double limit, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[count];
        double[] y = new double[count];
        for (int i = 0; i < count; i++) {
            x[i] = 95e-6 * Math.exp(0.45 * random.nextGaussian());
            y[i] = 260 + 35 * Math.log(x[i] / 95e-6) + 22 * random.nextGaussian();
            double special = random.nextDouble();
            y[i] = special < 0.01 ? Double.NaN : special < 0.02 ? Double.NEGATIVE_INFINITY : special < 0.03 ? -8000 * special : y[i];
        }
        return recoloured(new PlotPoints(count, x, y, new byte[count]), limit);
    }

    /** The same points with the states of another limit. */
    static PlotPoints recoloured(PlotPoints points, double limit) {
        byte[] state = new byte[points.count()];
        for (int i = 0; i < state.length; i++) {
            state[i] = points.x()[i] <= limit ? PlotPoints.FEASIBLE : PlotPoints.INFEASIBLE;
        }
        return new PlotPoints(points.count(), points.x(), points.y(), state);
    }

    static int best(PlotPoints points) {
        int best = -1;
        for (int i = 0; i < points.count(); i++) {
            if (points.feasible(i) && points.scored(i) && (best < 0 || points.y()[i] > points.y()[best])) {
                best = i;
            }
        }
        return best;
    }
}
