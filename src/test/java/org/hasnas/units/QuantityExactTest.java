package org.hasnas.units;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuantityExactTest {
    @ParameterizedTest
    @CsvSource({"AREA, 100 mm2, 1e-4", "ENERGY, 120 uJ, 120e-6", "LATENCY, 400 ms, 0.4", "PARAMETERS, 4 M, 4e6", "ENERGY, 0.3 uJ, 3e-7",
        "LATENCY, 1.1 ms, 1.1e-3", "PARAMETERS, 123457, 123457", "PARAMETERS, 40 k, 40e3", "PARAMETERS, 2.75 M, 2.75e6", "PARAMETERS, 512, 512",
        "PARAMETERS, 1.5, 1.5", "ENERGY, 0 uJ, 0", "AREA, unlimited, Infinity"})
    void aTextIsTheNearestNumberAndIsPrintedAgain(Quantity quantity, String text, double si) {
        assertEquals(si, quantity.parse(text));
        assertEquals(text, quantity.formatExact(si));
    }

    @Test
    void anyNumberSurvivesItsText() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 5_000; i++) {
            double value = random.nextDouble() * Math.pow(10, random.nextInt(-30, 30));
            for (Quantity quantity : Quantity.values()) {
                assertEquals(value, quantity.parse(quantity.formatExact(value)), () -> quantity.formatExact(value));
            }
        }
    }

    @Test
    void aNumberBeyondAllBoundsIsNoWayToWriteUnlimited() {
        assertThrows(IllegalArgumentException.class, () -> Quantity.AREA.parse("1e400 mm2"));
        assertThrows(IllegalArgumentException.class, () -> Quantity.AREA.parse("1e99999999999 mm2"));
        assertEquals(0, Quantity.AREA.parse("1e-99999999999 mm2"));
    }
}
