package org.hasnas.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import org.hasnas.units.Quantity;
import org.junit.jupiter.api.Test;

final class UnitSignsTest {
    private static final Pattern ASCII = Pattern.compile("\\b(uJ|mm2|um2|uW|uS)\\b");

    @Test
    void unitsHaveTheirSignsAndOtherWordsStay() {
        assertEquals("0.4352 \u00b5J", UnitSigns.format(Quantity.ENERGY, 0.4352e-6));
        assertEquals("100.0 mm\u00b2", UnitSigns.format(Quantity.AREA, 100e-6));
        assertEquals("120 \u00b5J", UnitSigns.formatExact(Quantity.ENERGY, 120e-6));
        assertEquals("unlimited", UnitSigns.format(Quantity.AREA, Double.POSITIVE_INFINITY));
        assertEquals("\u00b5J ms mm\u00b2", UnitSigns.of("uJ ms mm2"));
        assertEquals("\u00b5W/\u00b5S", UnitSigns.of("uW/uS"));
        assertEquals("12 \u00b5m\u00b2 in 3 \u00b5s", UnitSigns.of("12 um2 in 3 us"));
        assertEquals("tells us of area_mm2, --energy-uJ and m2x", UnitSigns.of("tells us of area_mm2, --energy-uJ and m2x"));
    }

    @Test
    void numbersWithoutUnitAreTheRest() {
        assertEquals("0.4352", UnitSigns.number(Quantity.ENERGY, 0.4352e-6));
        assertEquals("\u00b5J", UnitSigns.unit(Quantity.ENERGY));
        assertEquals("32.63 k", UnitSigns.number(Quantity.PARAMETERS, 32_630));
        assertEquals("unlimited", UnitSigns.number(Quantity.LATENCY, Double.POSITIVE_INFINITY));
    }

    @Test
    void fieldsReadWhatTheWindowWrites() {
        for (Quantity quantity : List.of(Quantity.AREA, Quantity.LATENCY, Quantity.ENERGY)) {
            assertEquals(12.3e-6, quantity.parse(UnitSigns.formatExact(quantity, 12.3e-6)));
        }
    }

    @Test
    void noTextOfTheWindowWritesThemAsFilesDo() {
        for (Locale locale : List.of(Locale.ROOT, Locale.GERMAN)) {
            ResourceBundle texts = ResourceBundle.getBundle("org.hasnas.ui.texts", locale);
            for (String key : texts.keySet()) {
                assertFalse(ASCII.matcher(texts.getString(key)).find(), locale + " " + key + ": " + texts.getString(key));
            }
        }
    }
}
