package org.hasnas.ui.plot.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class PlotTallyTest {
    @Test
    void aCandidateWithoutCostIsFailedAndNotInfeasible() {
        double none = Double.NaN;
        PlotPoints points = new PlotPoints(5, new double[] {1, 2, 3, none, 4}, new double[] {-1, none, -3, none, none},
                new byte[] {PlotPoints.FEASIBLE, PlotPoints.FEASIBLE, PlotPoints.INFEASIBLE, PlotPoints.INFEASIBLE, PlotPoints.INFEASIBLE});
        assertEquals(new PlotTally(2, 2, 2, 1), PlotTally.of(points));
    }

    @Test
    void whatIsNotLookedAtIsNotCounted() {
        PlotPoints points = new PlotPoints(3, new double[] {1, 2, 3}, new double[] {1, 2, 3},
                new byte[] {PlotPoints.FEASIBLE, PlotPoints.OUTSIDE, PlotPoints.INFEASIBLE});
        assertEquals(new PlotTally(1, 1, 0, 0), PlotTally.of(points));
    }
}
