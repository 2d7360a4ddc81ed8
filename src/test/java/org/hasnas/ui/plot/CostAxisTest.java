package org.hasnas.ui.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hasnas.search.model.ConstraintKind;
import org.junit.jupiter.api.Test;

final class CostAxisTest {
    @Test
    void everyLimitHasItsAxisWithTheUnitsOfTheField() {
        for (ConstraintKind kind : ConstraintKind.values()) {
            assertEquals(kind, CostAxis.of(kind).kind());
        }
        assertEquals("Area", CostAxis.AREA.label());
        assertEquals("mm\u00b2", CostAxis.AREA.title(CostAxis.AREA.unitUpTo(1e-7)));
        assertEquals("\u00b5J", CostAxis.ENERGY.title(CostAxis.ENERGY.unitUpTo(1)));
        assertEquals("M parameters", CostAxis.MEMORY.title(CostAxis.MEMORY.unitUpTo(4e6)));
        assertEquals("M parameters", CostAxis.MEMORY.title(CostAxis.MEMORY.unitUpTo(Double.NaN)));
        assertEquals("k parameters", CostAxis.MEMORY.title(CostAxis.MEMORY.unitUpTo(60e3)));
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
