package org.hasnas.ui.plot.canvas;

/**
 * How many candidates the plot knows of each sort, for the legend.
 *
 * @param feasible meet all limits
 * @param infeasible have a cost and break a limit
 * @param withoutFitness those of both that have a cost but no fitness: marks along the bottom edge
 * @param failed have no cost, so they have no place in the plot
 */
record PlotTally(int feasible, int infeasible, int withoutFitness, int failed) {
    static PlotTally of(PlotPoints points) {
        int feasible = 0;
        int infeasible = 0;
        int withoutFitness = 0;
        int failed = 0;
        for (int i = 0; i < points.count(); i++) {
            if (!Double.isFinite(points.x()[i])) {
                failed++;
            } else if (!points.isOutside(i)) {
                feasible += points.feasible(i) ? 1 : 0;
                infeasible += points.feasible(i) ? 0 : 1;
                withoutFitness += points.scored(i) ? 0 : 1;
            }
        }
        return new PlotTally(feasible, infeasible, withoutFitness, failed);
    }
}
