package org.hasnas.ui.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class ParallelGeometryTest {
    private final ParallelGeometry four = new ParallelGeometry(392, 260, 4); // 46 to 346, axes 100 apart, 40 to 240

    @Test
    void axesStandAsFarApartAsTheWidthAllows() {
        assertEquals(46, four.x(0));
        assertEquals(246, four.x(2));
        assertEquals(346, four.x(3));
        assertEquals(196, new ParallelGeometry(392, 260, 1).x(0), "a lone one in the middle");
    }

    @Test
    void aFractionIsFoundWhereItIsDrawn() {
        assertEquals(240, four.y(0));
        assertEquals(90, four.y(0.75));
        assertEquals(0.75, four.fraction(90));
        assertTrue(four.fraction(250) < 0, "below the axis");
    }

    @Test
    void thePointerTakesTheAxisNearIt() {
        assertEquals(1, four.axisAt(136, 100));
        assertEquals(-1, four.axisAt(200, 100), "between two axes");
        assertEquals(-1, four.axisAt(146, 20), "on a title");
        assertTrue(four.isTitle(20));
        assertEquals(3, four.nearestAxis(390));
        assertEquals(1.5, four.place(196));
        assertEquals(-1, new ParallelGeometry(392, 260, 0).axisAt(196, 100), "there is none");
    }
}
