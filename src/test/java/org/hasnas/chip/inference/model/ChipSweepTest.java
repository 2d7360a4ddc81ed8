package org.hasnas.chip.inference.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChipSweepTest {
    @ParameterizedTest
    @ValueSource(strings = {"3..8", "0..2:0.5", "0.1..0.4:0.1", "0,0.02,0.05,0.1", "1,3600,86400,2592000", "0.1", "8,3"})
    void theTextIsReadBack(String text) {
        ChipSweep sweep = ChipSweep.parse(ChipParameter.SIGMA, text);
        assertEquals(text, sweep.text());
        assertEquals(sweep, ChipSweep.parse(ChipParameter.SIGMA, sweep.text()));
    }

    @Test
    void semicolonsLeaveCommasToFractions() {
        assertEquals("0,0.02", ChipSweep.parse(ChipParameter.SIGMA, "0; 0,02").text());
        assertEquals("0,2", ChipSweep.parse(ChipParameter.SIGMA, "0,2").text(), "two values");
    }

    @Test
    void blanksDoNotMatterAndEvenStepsBecomeARange() {
        assertEquals("0,0.1", ChipSweep.parse(ChipParameter.SIGMA, "0, 0.1").text());
        assertEquals("1..3", new ChipSweep(ChipParameter.SIGMA, List.of(1.0, 2.0, 3.0)).text());
        assertEquals("3,2,1", new ChipSweep(ChipParameter.SIGMA, List.of(3.0, 2.0, 1.0)).text());
    }
}
