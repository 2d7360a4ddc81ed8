package org.hasnas.ui.plot.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hasnas.ui.fx.Texts;
import org.junit.jupiter.api.Test;

final class CostAxisTest {
    @Test
    void titlesHaveTheUnitsOfTheField() {
        assertEquals("Area (mm\u00b2)", titleUpTo(CostAxis.AREA, 1e-7));
        assertEquals("Energy (\u00b5J)", titleUpTo(CostAxis.ENERGY, 1));
        assertEquals("Memory (M parameters)", titleUpTo(CostAxis.MEMORY, 4e6));
        assertEquals("Memory (M parameters)", titleUpTo(CostAxis.MEMORY, Double.NaN));
        assertEquals("Memory (k parameters)", titleUpTo(CostAxis.MEMORY, 60e3));
        assertEquals("memory (parameters)", CostAxis.MEMORY.selector(new Texts()));
        assertEquals("EDAP (\u00b5J ms mm\u00b2)", titleUpTo(CostAxis.EDAP, 1e-15));
        assertEquals("latency", CostAxis.LATENCY.selector(new Texts()));
    }

    private static String titleUpTo(CostAxis axis, double largest) {
        return axis.title(axis.unitUpTo(largest), new Texts());
    }

    @Test
    void valuesAreShortAndHaveAUnit() {
        assertEquals("100 mm\u00b2", CostAxis.AREA.format(100e-6));
        assertEquals("102.8 mm\u00b2", CostAxis.AREA.format(102.8e-6));
        assertEquals("400 ms", CostAxis.LATENCY.format(0.4));
        assertEquals("120 \u00b5J", CostAxis.ENERGY.format(120e-6));
        assertEquals("4 M", CostAxis.MEMORY.format(4e6));
        assertEquals("30.5 k", CostAxis.MEMORY.format(30_500));
        assertEquals("1.5 \u00b5J ms mm\u00b2", CostAxis.EDAP.format(1.5e-15));
        assertEquals("unlimited", CostAxis.AREA.format(Double.POSITIVE_INFINITY));
    }

    @Test
    void pointsWithTooFewStatesAreRefusedWithTheCounts() {
        String message = assertThrows(IllegalArgumentException.class,
                () -> new PlotPoints(2, new double[2], new double[3], new byte[1])).toString();
        assertTrue(message.contains("2") && message.contains("3") && message.contains("1"), message);
    }
}
