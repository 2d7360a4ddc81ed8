package org.hasnas.units;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NumbersTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0,5 | 0.5", "0.5 | 0.5", "-1,25 | -1.25", "0,125 | 0.125", ",5 | 0.5", "1,5e-3 | 0.0015", "1250 | 1250",
        "1,2345 | 1.2345", "7 | 7"})
    void aPointOrACommaStandsBeforeTheFraction(String text, double value) {
        assertEquals(value, Numbers.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,250", "12,000", "1,000,000"})
    void whatMayBeAThousandIsNotGuessed(String text) {
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> Numbers.parse(text)).getMessage());
        assertTrue(message.contains("fraction") && message.contains(text), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,2,3", "1.2,3", "1,", "many", ""})
    void otherTextsAreNoNumbers(String text) {
        assertThrows(NumberFormatException.class, () -> Numbers.parse(text));
    }

    @Test
    void aQuantityTakesACommaToo() {
        assertEquals(0.5e-6, Quantity.ENERGY.parse("0,5 uJ"), 1e-20);
        assertEquals(1.5e6, Quantity.PARAMETERS.parse("1,5M"), 0);
    }
}
