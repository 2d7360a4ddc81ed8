package org.hasnas.ui.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hasnas.domain.constraint.ConstraintKind;
import org.junit.jupiter.api.Test;

final class CostAxisTest {
    @Test
    void everyLimitHasItsAxisWithTheUnitsOfTheField() {
        for (ConstraintKind kind : ConstraintKind.values()) {
            assertEquals(kind, CostAxis.of(kind).kind());
        }
        assertEquals("Area", CostAxis.AREA.label());
        assertEquals("mm\u00b2", CostAxis.AREA.displayUnit());
        assertEquals("\u00b5J", CostAxis.ENERGY.displayUnit());
        assertEquals("M parameters", CostAxis.MEMORY.displayUnit());
        assertEquals(100, 100e-6 * CostAxis.AREA.displayFactor(), 1e-9);
        assertEquals(400, 0.4 * CostAxis.LATENCY.displayFactor(), 1e-9);
    }

    @Test
    void valuesAreShortAndHaveAUnit() {
        assertEquals("100 mm\u00b2", CostAxis.AREA.format(100e-6));
        assertEquals("102.8 mm\u00b2", CostAxis.AREA.format(102.8e-6));
        assertEquals("400 ms", CostAxis.LATENCY.format(0.4));
        assertEquals("120 \u00b5J", CostAxis.ENERGY.format(120e-6));
        assertEquals("4 M", CostAxis.MEMORY.format(4e6));
        assertEquals("30.5 k", CostAxis.MEMORY.format(30_500));
        assertEquals("unlimited", CostAxis.AREA.format(Double.POSITIVE_INFINITY));
    }

    @Test
    void pointsWithTooFewStatesAreRefusedWithTheCounts() {
        String message = assertThrows(IllegalArgumentException.class,
                () -> new PlotPoints(2, new double[2], new double[3], new byte[1])).toString();
        assertTrue(message.contains("2") && message.contains("3") && message.contains("1"), message);
    }
}
