package org.hasnas.search.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.hasnas.search.model.Hypervolume.Point;
import org.junit.jupiter.api.Test;

class HypervolumeTest {
    @Test
    void aPointIsWorthWhatItDominates() {
        assertEquals(0.8 * 2, Hypervolume.of(List.of(new Point(1, 0.9)), 0.1, 100).value(), 1e-12);
    }

    @Test
    void dominatedPointsAndThoseBeyondTheReferenceAddNothing() {
        List<Point> points =
                List.of(new Point(10, 0.9), new Point(1, 0.5), new Point(20, 0.9), new Point(5, 0.4), new Point(200, 1), new Point(0.1, 0.05));
        assertEquals(0.4 * 2 + 0.4 * 1, Hypervolume.of(points, 0.1, 100).value(), 1e-12);
    }

    @Test
    void nothingIsWorthNothing() {
        assertEquals(0, Hypervolume.of(List.of(), 0.1, 100).value());
    }
}
