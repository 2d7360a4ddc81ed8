package org.hasnas.units;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "AREA, 100 mm2, 1e-4", "AREA, 100mm2, 1e-4", "AREA, 1 cm2, 1e-4", "AREA, 8425528.755834 um2, 8.425528755834e-6", "AREA, .5 m2, 0.5",
        "AREA, 3 mm\u00b2, 3e-6", "LATENCY, 400 ms, 0.4", "LATENCY, 0.4s, 0.4", "LATENCY, 104 ns, 1.04e-7", "LATENCY, 2 \u00b5s, 2e-6",
        "ENERGY, 120 uJ, 1.2e-4", "ENERGY, 1.5e3 pJ, 1.5e-9", "ENERGY, 120 \u00b5J, 1.2e-4", "ENERGY, 3 mJ, 3e-3",
        "PARAMETERS, 4e6, 4e6", "PARAMETERS, 4 M, 4e6", "PARAMETERS, 250k, 250000", "PARAMETERS, ' 1234 ', 1234", "AREA, 0 mm2, 0", "AREA, -0 mm2, 0",
    })
    void textsAreReadInTheirUnits(Quantity quantity, String text, double si) {
        assertEquals(si, quantity.parse(text), si * 1e-15);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "AREA       | 100       | '100' has no unit; write it like '100 mm2'",
        "AREA       | 100 mm    | 'mm' is not a unit of area; use one of mm2",
        "LATENCY    | 400 uJ    | 'uJ' is not a unit of latency; use one of ms, us",
        "ENERGY     | -3 uJ     | '-3 uJ' is negative; write it like '120 uJ'",
        "ENERGY     | 1e999 uJ  | '1e999 uJ' is too large; write 'unlimited' for no limit",
        "ENERGY     | much      | 'much' is not a number with a unit; write it like '120 uJ'",
        "ENERGY     | 1,500 uJ  | '1,500 uJ' can be read as a fraction and as a thousand",
        "ENERGY     | NaN uJ    | 'NaN uJ' is not a number with a unit",
        "ENERGY     | ``        | '' is not a number with a unit",
        "ENERGY     | 3 u J     | '3 u J' is not a number with a unit",
        "PARAMETERS | 4 m       | 'm' is not a unit of parameters; use one of M, k",
    })
    void wrongTextsAreRefusedWithASentence(Quantity quantity, String text, String expected) {
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> quantity.parse(text)).getMessage());
        assertTrue(message.contains(expected), message);
    }

    @ParameterizedTest
    @CsvSource({"AREA, 102.77e-6, 102.8 mm2", "AREA, 0, 0 mm2", "AREA, 1e-4, 100.0 mm2", "LATENCY, 1.09051904, 1090.5 ms",
        "LATENCY, 0.0468, 46.80 ms", "ENERGY, 8.653e-4, 865.3 uJ", "ENERGY, 1.2e-10, 0.0001200 uJ",
        "PARAMETERS, 19520356, 19.52 M", "PARAMETERS, 32630, 32.63 k", "PARAMETERS, 640, 640",
        "PARAMETERS, 0, 0", "PARAMETERS, 123456789012, 123456.8 M"})
    void valuesArePrintedWithFourDigitsAndADecimal(Quantity quantity, double si, String text) {
        assertEquals(text, quantity.format(si));
    }

    @ParameterizedTest
    @EnumSource(Quantity.class)
    void whatIsPrintedIsReadAgain(Quantity quantity) {
        SplittableRandom random = new SplittableRandom(13);
        for (int repeat = 0; repeat < 500; repeat++) {
            double value = Math.pow(10, random.nextDouble(-3, 5)) * quantity.displayUnit().siFactor();
            assertEquals(value, quantity.parse(quantity.format(value)), value * 5.1e-4, quantity.format(value));
            for (Quantity.Unit unit : quantity.units()) {
                assertEquals(value, quantity.parse(value / unit.siFactor() + " " + unit.symbol()), value * 1e-15);
            }
        }
        assertEquals(Double.POSITIVE_INFINITY, quantity.parse(quantity.format(Double.POSITIVE_INFINITY)));
        assertEquals(Double.POSITIVE_INFINITY, quantity.parse(" Unlimited "));
    }

    @Test
    void readValuesEqualTheLiteralsOfTheCode() {
        assertEquals(100e-6, Quantity.AREA.parse("100 mm2"), 0);
        assertEquals(400e-3, Quantity.LATENCY.parse("400 ms"), 0);
        assertEquals(120e-6, Quantity.ENERGY.parse("120 uJ"), 0);
        assertEquals(0, Quantity.ENERGY.parse("1e-9999999999 uJ"), 0);
    }

    @Test
    void roundValuesStayRoundInDisplayUnits() {
        assertEquals(100, Area.parse("100 mm2").squareMillimetres(), 0);
        assertEquals(400, Latency.parse("400 ms").milliseconds(), 0);
        assertEquals(120, Energy.parse("120 uJ").microjoules(), 0);
    }

    @Test
    void quantitiesAreNeverNegativeOrUndefined() {
        for (double wrong : new double[] {-1, Double.NaN, Double.NEGATIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> new Area(wrong));
            assertThrows(IllegalArgumentException.class, () -> new Latency(wrong));
            assertThrows(IllegalArgumentException.class, () -> new Energy(wrong));
        }
        assertThrows(IllegalArgumentException.class, () -> new Energy(1).times(-1));
    }

    @Test
    void quantitiesAddScaleAndCompare() {
        assertEquals(new Area(5), new Area(2).plus(new Area(3)));
        assertEquals(5e-12, Area.ofSquareMicrometres(5).squareMetres(), 1e-26);
        assertEquals(208, Latency.ofNanoseconds(104).times(2).seconds() * 1e9, 1e-12);
        assertEquals(3e-12, Energy.ofPicojoules(3).joules(), 0);
        assertTrue(Energy.ofPicojoules(3).compareTo(Energy.UNLIMITED) < 0);
        assertFalse(new Latency(2).compareTo(new Latency(1)) <= 0);
        assertEquals(0, new Area(1).compareTo(new Area(1)));
        assertEquals("unlimited", Area.UNLIMITED.format());
    }

    @Test
    void textsAreReadAsPapersAndOtherProgramsWriteThem() {
        for (String area : java.util.List.of("100 mm2", "100mm^2", "100 mm\u00b2", "100\u2009mm2", "1\u00d710^2 mm2", "1 x 10^2 mm^2",
                "1\u00d710\u00b2 mm\u00b2", "1E2\u00a0mm2", "100. mm2", "1.0e+08um^2", "100,0 mm2",
                "100000000 um^2", "100 000 000 \u00b5m\u00b2", "1e8 \u03bcm2", "100\u202f000\u202f000 \u03bcm\u00b2", "1 cm**2")) {
            assertEquals(1e-4, Quantity.AREA.parse(area), 1e-18, area);
        }
        for (String energy : java.util.List.of("120 uJ", "120 \u00b5J", "120 \u03bcJ", "1.2\u00d710\u207b\u2074 J", "1.2e-4 J", "120\u2009000 nJ")) {
            assertEquals(120e-6, Quantity.ENERGY.parse(energy), 1e-18, energy);
        }
        for (String parameters : java.util.List.of("4e6", "4 M", "4 000 000", "4_000_000", "4\u00d710\u2076", "4\u00b710^6", "4000 K",
                "4 000 000 parameters")) {
            assertEquals(4e6, Quantity.PARAMETERS.parse(parameters), 0, parameters);
        }
        for (String wrong : java.util.List.of("1 2 mm2", "4,5,1 mm2", "\u22123 mm2", "1 MM2x", "10^ mm2", ". mm2", "1,000 mm2",
                "9".repeat(200) + " mm2")) {
            assertThrows(IllegalArgumentException.class, () -> Quantity.AREA.parse(wrong), wrong);
        }
    }
}
