package org.hasnas.ui.plot.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.hasnas.ui.plot.canvas.AutoRange.Extent;
import org.junit.jupiter.api.Test;

final class AutoRangeTest {
    private static final double NO_LIMIT = Double.POSITIVE_INFINITY;
    private static final double[] NONE = {};

    @Test
    void costsStartAtZeroAndIncludeALimitWithinReach() {
        AxisScale scale = cost(20, 90, 100, AxisScale.UNIT);
        assertFalse(scale.log());
        assertEquals(0, scale.lower());
        assertTrue(scale.upper() > 100 && scale.upper() <= 120, scale::toString);
    }

    @Test
    void aLimitFarBeyondTheDataDoesNotSqueezeThem() {
        AxisScale scale = cost(20, 90, 1000, AxisScale.UNIT);
        assertTrue(scale.upper() < 120, scale::toString);
        assertEquals(cost(20, 90, NO_LIMIT, AxisScale.UNIT), scale);
    }

    @Test
    void aWideSpanBecomesLogarithmicAndStaysSoNearTheThreshold() {
        AxisScale wide = cost(1, 40, NO_LIMIT, AxisScale.UNIT);
        assertTrue(wide.log());
        assertTrue(wide.contains(1) && wide.contains(40));
        assertTrue(cost(1.5, 40, NO_LIMIT, wide).log(), "1.43 decades: still logarithmic");
        assertFalse(cost(1.5, 40, NO_LIMIT, AxisScale.UNIT).log(), "1.43 decades: not yet logarithmic");
        assertFalse(cost(4, 40, NO_LIMIT, wide).log(), "one decade: linear again");
    }

    @Test
    void aLimitWithinReachCountsForTheDecision() {
        assertFalse(cost(5, 100, NO_LIMIT, AxisScale.UNIT).log());
        assertTrue(cost(5, 100, 300, AxisScale.UNIT).log());
    }

    @Test
    void aLogarithmicAxisCanBeAskedForWhereCostsAreNear() {
        AxisScale scale = AutoRange.cost(new Extent(5, 20), 5, NO_LIMIT, CostScale.LOGARITHMIC, 100, AxisScale.UNIT);
        assertTrue(scale.log());
        assertTrue(scale.contains(5) && scale.contains(20), scale::toString);
        assertFalse(AutoRange.cost(new Extent(1, 1e6), 1, NO_LIMIT, CostScale.LINEAR, 100, AxisScale.UNIT).log(), "far apart, and linear if wanted");
        assertFalse(AutoRange.cost(new Extent(0, 0), NO_LIMIT, NO_LIMIT, CostScale.LOGARITHMIC, 100, AxisScale.UNIT).log(),
                "costs of 0 have no logarithm");
    }

    @Test
    void aCostOfZeroDoesNotBreakALogarithmicAxis() {
        double[] costs = {0, 1e-6, 1e-3, Double.NaN, Double.POSITIVE_INFINITY};
        AxisScale scale = AutoRange.cost(AutoRange.extent(costs, 5, 1e6), AutoRange.smallestPositive(costs, 5, 1e6), NO_LIMIT, CostScale.AUTOMATIC,
                100, AxisScale.UNIT);
        assertTrue(scale.log());
        assertTrue(scale.contains(1) && scale.contains(1000), scale::toString);
    }

    @Test
    void onlyZeroCostsGiveARange() {
        double[] costs = {0, 0};
        AxisScale scale = AutoRange.cost(AutoRange.extent(costs, 2, 1), AutoRange.smallestPositive(costs, 2, 1), NO_LIMIT, CostScale.AUTOMATIC, 100,
                AxisScale.UNIT);
        assertTrue(scale.contains(0));
    }

    @Test
    void withoutDataTheLimitOrTheFallbackGivesTheRange() {
        assertTrue(AutoRange.cost(Extent.NONE, NO_LIMIT, 100, CostScale.AUTOMATIC, 7, AxisScale.UNIT).contains(100));
        assertTrue(AutoRange.cost(Extent.NONE, NO_LIMIT, NO_LIMIT, CostScale.AUTOMATIC, 7, AxisScale.UNIT).contains(7));
    }

    @Test
    void arrivingPointsMoveTheAxesRarely() {
        SplittableRandom random = new SplittableRandom(4);
        double[] x = new double[5_000];
        double[] y = new double[5_000];
        AxisScale costs = AxisScale.UNIT;
        AxisScale fitness = AxisScale.UNIT;
        int moves = 0;
        for (int count = 1; count <= x.length; count++) {
            x[count - 1] = 100 * Math.exp(0.3 * random.nextGaussian());
            y[count - 1] = 250 + 30 * random.nextGaussian();
            AxisScale nextCosts = AutoRange.cost(AutoRange.extent(x, count, 1), AutoRange.smallestPositive(x, count, 1), 100, CostScale.AUTOMATIC,
                    100, costs);
            AxisScale nextFitness = AutoRange.fitness(y, count, NONE, -1, fitness);
            moves += (nextCosts.equals(costs) ? 0 : 1) + (nextFitness.equals(fitness) ? 0 : 1);
            costs = nextCosts;
            fitness = nextFitness;
            assertTrue(Arrays.stream(x, 0, count).allMatch(costs::contains));
        }
        assertTrue(moves < 30, moves + " moves");
    }

    @Test
    void aMostlyEmptyRangeIsGivenUp() {
        AxisScale huge = new AxisScale(false, 0, 1000);
        assertTrue(cost(20, 90, NO_LIMIT, huge).upper() <= 110);
        AxisScale fitting = new AxisScale(false, 0, 120);
        assertSame(fitting, cost(20, 90, NO_LIMIT, fitting));
    }

    @Test
    void aFewSingularKernelsDoNotSqueezeTheFitness() {
        SplittableRandom random = new SplittableRandom(8);
        double[] y = random.doubles(1_000, 200, 300).toArray();
        y[3] = -1e6;
        y[500] = -4000;
        y[501] = Double.NEGATIVE_INFINITY;
        y[502] = Double.NaN;
        AxisScale scale = fitness(y, -1);
        assertTrue(scale.lower() > 150 && scale.lower() <= 200, scale::toString);
        assertTrue(scale.upper() >= 300 && scale.upper() < 350, scale::toString);
    }

    @Test
    void theBestIsInsideHoweverExtreme() {
        double[] y = new SplittableRandom(8).doubles(1_000, 200, 300).toArray();
        y[77] = 5000;
        assertFalse(fitness(y, -1).contains(5000));
        assertTrue(fitness(y, 77).contains(5000));
    }

    @Test
    void aSecondGroupOfManyPointsIsNoOutlier() {
        double[] y = new SplittableRandom(8).doubles(1_000, 200, 300).toArray();
        Arrays.fill(y, 0, 100, -3000);
        assertTrue(fitness(y, -1).contains(-3000));
    }

    @Test
    void equalAndSingleAndMissingFitnessGiveARange() {
        assertTrue(fitness(new double[] {5, 5, 5}, -1).contains(5));
        assertTrue(fitness(new double[] {-2e5}, -1).contains(-2e5));
        assertEquals(AxisScale.UNIT, fitness(new double[] {Double.NaN}, -1));
    }

    @Test
    void rareScoresAmongManyPointsAreFound() {
        double[] y = new double[50_000];
        Arrays.fill(y, Double.NaN);
        y[12_345] = 777;
        assertTrue(fitness(y, -1).contains(777));
    }

    private static AxisScale fitness(double[] values, int best) {
        return AutoRange.fitness(values, values.length, NONE, best, AxisScale.UNIT);
    }

    private static AxisScale cost(double lower, double upper, double limit, AxisScale previous) {
        return AutoRange.cost(new Extent(lower, upper), lower, limit, CostScale.AUTOMATIC, 100, previous);
    }

    @Test
    void aNetworkThatGuessesDoesNotSqueezeTheAccuracies() {
        SplittableRandom random = new SplittableRandom(8);
        double[] y = random.doubles(200, 88, 97).toArray();
        y[17] = 10;
        AxisScale scale = fitness(y, -1);
        assertTrue(scale.lower() > 80 && scale.upper() <= 100, scale.toString());
    }
}
