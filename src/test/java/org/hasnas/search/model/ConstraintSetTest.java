package org.hasnas.search.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hasnas.chip.model.CellDevice;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.units.Area;
import org.hasnas.units.Energy;
import org.hasnas.units.Latency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ConstraintSetTest {
    private static final HardwareCost AT_LIMIT = cost(4_000_000, 100e-6, 400e-3, 120e-6);

    private static HardwareCost cost(long parameters, double area, double latency, double energy) {
        return new HardwareCost(CostModelId.SPIKESIM_ELA, parameters, parameters / 2, new Area(area), new Latency(latency), new Energy(energy));
    }

    @Test
    void costsEqualToTheirLimitsPass() {
        assertTrue(ConstraintSet.PUBLISHED.isMetBy(AT_LIMIT));
        assertTrue(ConstraintSet.PUBLISHED.violations(AT_LIMIT).isEmpty());
        ConstraintSet.PUBLISHED.margins(AT_LIMIT).forEach(margin -> assertEquals(0, margin.leftFraction(), 0));
    }

    @ParameterizedTest
    @EnumSource(CostKind.class)
    void oneExceededLimitIsToldAlone(CostKind kind) {
        ConstraintSet tighter = ConstraintSet.PUBLISHED.withLimit(kind, Math.nextDown(ConstraintSet.PUBLISHED.limit(kind)));
        assertFalse(tighter.isMetBy(AT_LIMIT));
        assertFalse(tighter.passes(kind, AT_LIMIT));
        assertEquals(List.of(kind), tighter.violations(AT_LIMIT).stream().map(Margin::kind).toList());
        for (CostKind other : CostKind.values()) {
            if (other != kind) {
                assertEquals(ConstraintSet.PUBLISHED.limit(other), tighter.limit(other), 0);
            }
        }
    }

    @Test
    void infiniteLimitLimitsNothing() {
        HardwareCost huge = cost(Long.MAX_VALUE, 1e300, 1e300, 1e300);
        assertTrue(ConstraintSet.UNLIMITED.isMetBy(huge));
        ConstraintSet.UNLIMITED.margins(huge).forEach(margin -> assertEquals(1, margin.leftFraction(), 0));
        assertEquals("energy 120.0 uJ of unlimited", new Margin(CostKind.ENERGY, 120e-6, Double.POSITIVE_INFINITY).sentence());
    }

    @Test
    void memoryScopeChoosesWhichParametersCount() {
        HardwareCost cost = cost(8_000_000, 0, 0, 0);
        assertFalse(ConstraintSet.PUBLISHED.isMetBy(cost));
        assertTrue(ConstraintSet.PUBLISHED.withMemoryScope(MemoryScope.CONVOLUTIONS_ONLY).isMetBy(cost));
    }

    @Test
    void publishedLimitsAreTheDefaultsOfTheSliders() {
        for (CostKind kind : CostKind.values()) {
            assertEquals(kind.publishedLimit(), ConstraintSet.PUBLISHED.limit(kind), 0);
        }
    }

    @Test
    void marginsAreSentences() {
        assertEquals("area 102.8 mm2 of 100.0 mm2 (over by 2.8 %)", new Margin(CostKind.AREA, 102.77e-6, 100e-6).sentence());
        assertEquals("memory 3.000 M of 4.000 M (25.0 % left)", new Margin(CostKind.MEMORY, 3e6, 4e6).sentence());
        assertEquals("memory 3.000 M of 0 (over)", new Margin(CostKind.MEMORY, 3e6, 0).sentence());
        assertEquals("memory 0 of 0", new Margin(CostKind.MEMORY, 0, 0).sentence());
        assertEquals(-0.5, new Margin(CostKind.LATENCY, 0.6, 0.4).leftFraction(), 1e-15);
        assertEquals(Double.NEGATIVE_INFINITY, new Margin(CostKind.LATENCY, 0.6, 0).leftFraction());
        assertTrue(new Margin(CostKind.LATENCY, 0, 0).passes());
    }

    @Test
    void valuesThatMakeNoSenseAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> ConstraintSet.PUBLISHED.withLimit(CostKind.MEMORY, -1));
        assertThrows(IllegalArgumentException.class, () -> ConstraintSet.PUBLISHED.withLimit(CostKind.MEMORY, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> ConstraintSet.PUBLISHED.withLimit(CostKind.AREA, -1));
        assertThrows(IllegalArgumentException.class, () -> new HardwareCost(CostModelId.SPIKESIM_ELA, 1, 2, Area.ZERO, Latency.ZERO, Energy.ZERO));
        assertThrows(IllegalArgumentException.class, () -> new SpikeSimSettings(60, 8, CellDevice.RRAM, false));
        assertThrows(IllegalArgumentException.class, () -> new SpikeSimSettings(64, 0, CellDevice.RRAM, false));
    }
}
