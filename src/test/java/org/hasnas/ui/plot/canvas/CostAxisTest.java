package org.hasnas.ui.plot.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hasnas.chip.model.CostKind;
import org.hasnas.ui.fx.Texts;
import org.junit.jupiter.api.Test;

final class CostAxisTest {
    @Test
    void titlesHaveTheUnitsOfTheField() {
        assertEquals("Area (mm\u00b2)", titleUpTo(CostKind.AREA, 1e-7));
        assertEquals("Energy (\u00b5J)", titleUpTo(CostKind.ENERGY, 1));
        assertEquals("Memory (M parameters)", titleUpTo(CostKind.MEMORY, 4e6));
        assertEquals("Memory (M parameters)", titleUpTo(CostKind.MEMORY, Double.NaN));
        assertEquals("Memory (k parameters)", titleUpTo(CostKind.MEMORY, 60e3));
        assertEquals("memory (parameters)", CostAxis.selector(CostKind.MEMORY, new Texts()));
        assertEquals("latency", CostAxis.selector(CostKind.LATENCY, new Texts()));
    }

    private static String titleUpTo(CostKind kind, double largest) {
        return CostAxis.title(kind, CostAxis.unitUpTo(kind, largest), new Texts());
    }

    @Test
    void valuesAreShortAndHaveAUnit() {
        assertEquals("100 mm\u00b2", CostAxis.format(CostKind.AREA, 100e-6));
        assertEquals("102.8 mm\u00b2", CostAxis.format(CostKind.AREA, 102.8e-6));
        assertEquals("400 ms", CostAxis.format(CostKind.LATENCY, 0.4));
        assertEquals("120 \u00b5J", CostAxis.format(CostKind.ENERGY, 120e-6));
        assertEquals("4 M", CostAxis.format(CostKind.MEMORY, 4e6));
        assertEquals("30.5 k", CostAxis.format(CostKind.MEMORY, 30_500));
        assertEquals("unlimited", CostAxis.format(CostKind.AREA, Double.POSITIVE_INFINITY));
    }

    @Test
    void pointsWithTooFewStatesAreRefusedWithTheCounts() {
        String message = assertThrows(IllegalArgumentException.class,
                () -> new PlotPoints(2, new double[2], new double[3], new byte[1])).toString();
        assertTrue(message.contains("2") && message.contains("3") && message.contains("1"), message);
    }
}
