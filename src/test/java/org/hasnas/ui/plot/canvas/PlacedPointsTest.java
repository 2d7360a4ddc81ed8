package org.hasnas.ui.plot.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PlacedPointsTest {
    private static final PlotGeometry GEOMETRY = geometry(true);

    private static PlotGeometry geometry(boolean clamped) {
        return new PlotGeometry(new AxisScale(false, 0, 200), new AxisScale(false, 100, 300), 50, 20, 400, 500, clamped);
    }

    @Test
    void pixelsAndValuesMapToEachOther() {
        for (boolean log : new boolean[] {false, true}) {
            PlotGeometry geometry = new PlotGeometry(new AxisScale(log, 2, 2000), new AxisScale(false, -5, 5), 50, 20, 400, 500, true);
            assertEquals(50, geometry.pixelX(2), 1e-9);
            assertEquals(450, geometry.pixelX(2000), 1e-9);
            assertEquals(20, geometry.pixelY(5), 1e-9);
            assertEquals(520, geometry.pixelY(-5), 1e-9);
            assertEquals(37, geometry.costAt(geometry.pixelX(37)), 1e-9);
            assertEquals(1.25, geometry.valueAt(geometry.pixelY(1.25)), 1e-9);
        }
        assertEquals(250, new PlotGeometry(new AxisScale(true, 1, 100), AxisScale.UNIT, 50, 20, 400, 500, true).pixelX(10), 1e-9);
    }

    @Test
    void missingAndExtremeFitnessLieAtTheEdges() {
        PlotPoints points = points(new double[] {10, 20, 30, 40, 50, 60},
                new double[] {200, Double.NaN, Double.NEGATIVE_INFINITY, -9e9, 9e9, Double.POSITIVE_INFINITY});
        PlacedPoints placed = new PlacedPoints(points, GEOMETRY);
        assertEquals(6, placed.visible());
        assertEquals(PlacedPoints.INSIDE, placed.place(0));
        assertEquals(PlacedPoints.WITHOUT_FITNESS, placed.place(1));
        assertEquals(PlacedPoints.WITHOUT_FITNESS, placed.place(2));
        assertEquals(PlacedPoints.BELOW, placed.place(3));
        assertEquals(PlacedPoints.ABOVE, placed.place(4));
        assertEquals(PlacedPoints.WITHOUT_FITNESS, placed.place(5));
        for (int i = 0; i < 6; i++) {
            assertTrue(GEOMETRY.contains(placed.pixelX(i), placed.pixelY(i)));
        }
    }

    @Test
    void whatLiesBesideTheAxisIsPointedAtFromItsEnds() {
        PlotPoints points = points(new double[] {-9e9, 100, 9e9}, new double[] {200, 200, 200});
        PlacedPoints placed = new PlacedPoints(points, GEOMETRY);
        assertEquals(PlacedPoints.LEFT, placed.place(0));
        assertEquals(PlacedPoints.INSIDE, placed.place(1));
        assertEquals(PlacedPoints.RIGHT, placed.place(2));
        for (int i = 0; i < 3; i++) {
            assertTrue(GEOMETRY.contains(placed.pixelX(i), placed.pixelY(i)));
        }
        assertEquals(1, new PlacedPoints(points, geometry(false)).visible(), "zoomed, they are left out");
    }

    @Test
    void aZoomedViewLeavesOutWhatIsOutside() {
        PlotPoints points = points(new double[] {10, 300, 20, Double.NaN}, new double[] {200, 200, 400, 200});
        PlacedPoints placed = new PlacedPoints(points, geometry(false));
        assertTrue(placed.isVisible(0));
        assertFalse(placed.isVisible(1));
        assertFalse(placed.isVisible(2));
        assertFalse(placed.isVisible(3));
        assertFalse(placed.isVisible(4), "there is no such point");
        assertFalse(placed.isVisible(-1));
    }

    @Test
    void thePickedPointIsTheNearestOneWithinTheRadius() {
        SplittableRandom random = new SplittableRandom(2);
        PlotPoints points = points(random.doubles(300, 0, 200).toArray(), random.doubles(300, 100, 300).toArray());
        PlacedPoints placed = new PlacedPoints(points, GEOMETRY);
        int misses = 0;
        for (int round = 0; round < 500; round++) {
            double x = random.nextDouble(50, 450);
            double y = random.nextDouble(20, 520);
            int picked = placed.nearest(x, y, 12);
            double smallest = Double.POSITIVE_INFINITY;
            for (int i = 0; i < points.count(); i++) {
                smallest = Math.min(smallest, Math.hypot(GEOMETRY.pixelX(points.x()[i]) - x, GEOMETRY.pixelY(points.y()[i]) - y));
            }
            if (smallest > 12.001) {
                misses++;
                assertEquals(-1, picked);
            } else if (smallest < 11.999) {
                assertEquals(smallest, Math.hypot(placed.pixelX(picked) - x, placed.pixelY(picked) - y), 1e-3);
            }
        }
        assertTrue(misses > 10, "some positions are far from every point");
    }

    @Test
    void ofTwoPointsAtOnePlaceTheFeasibleOneIsPicked() {
        for (byte first : new byte[] {PlotPoints.FEASIBLE, PlotPoints.INFEASIBLE}) {
            byte second = first == PlotPoints.FEASIBLE ? PlotPoints.INFEASIBLE : PlotPoints.FEASIBLE;
            PlotPoints points = new PlotPoints(2, new double[] {50, 50}, new double[] {200, 200}, new byte[] {first, second});
            int picked = new PlacedPoints(points, GEOMETRY).nearest(GEOMETRY.pixelX(50) + 2, GEOMETRY.pixelY(200), 12);
            assertTrue(points.feasible(picked));
        }
    }

    @Test
    void neighboursFollowTheCostAndVisitEveryPointOnce() {
        PlotPoints points = points(new double[] {70, 10, 40, 40}, new double[] {200, 210, 220, 230});
        PlacedPoints placed = new PlacedPoints(points, GEOMETRY);
        int[] expected = {1, 2, 3, 0, 0};
        int current = -1;
        for (int index : expected) {
            current = placed.neighbour(current, 1, false);
            assertEquals(index, current);
        }
        assertEquals(0, placed.neighbour(-1, -1, false));
        assertEquals(3, placed.neighbour(0, -1, false));
        assertEquals(-1, new PlacedPoints(PlotPoints.empty(), GEOMETRY).neighbour(-1, 1, false));
    }

    private static PlotPoints points(double[] x, double[] y) {
        return new PlotPoints(x.length, x, y, new byte[x.length]);
    }
}
