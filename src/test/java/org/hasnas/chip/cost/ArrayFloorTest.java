package org.hasnas.chip.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareProfile.AdcKind;
import org.hasnas.chip.model.HardwareProfile.Array;
import org.hasnas.chip.model.HardwareProfile.Converter;
import org.hasnas.chip.model.HardwareProfile.Device;
import org.hasnas.chip.model.HardwareProfile.Layout;
import org.hasnas.chip.model.HardwareProfile.Schedule;
import org.hasnas.chip.model.HardwareProfile.SignCoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The floor of arrays of NeuroSim V1.4's laws, by hand. */
final class ArrayFloorTest {
    private static PhysicalModel model(String node, int side, AdcKind adc, int adcBits, int mux, double onOhms) throws Exception {
        HardwareProfile chip = new HardwareProfile("test", "", "neurosim-1.4-" + node, new Array(side, 4, 4, SignCoding.OFFSET),
                new Converter(adc, adcBits, mux, 0), new Device(onOhms, 17 * onOhms, 0.5), new Layout(8, true, true, Schedule.LAYER_BY_LAYER));
        return new PhysicalModel(chip, HardwareProfiles.catalog(chip));
    }

    /**
     * At 22 nm (gates 28 F high, 3.8 F of pitch): a comparator is 9 x 28 x 7.6 F2, a column of references 128 x 48 cells of 40 nm shared by 32, an
     * encoder 22 pitches wide and 28 x (5 x 31 + 17 x 5) / 22 F high: 19 stand side by side below 1 536 F, and a row takes them all.
     */
    @ParameterizedTest
    @CsvSource({"32, 4, 1", "16, 8, 1", "8, 16, 1", "4, 32, 2", "1, 128, 7"})
    void flashConvertersStandInRows(int mux, int converters, int rows) throws Exception {
        double squareF = 0.022 * 0.022;
        double expected = converters * (31 * 9 * 28 * 7.6 * squareF + 128 * 48 * 0.04 * 0.04 * 31 / 32)
                + rows * 1536 * 28 * (5 * 31 + 17 * 5) / 22.0 * squareF;
        double found = model("22nm-rram", 128, AdcKind.FLASH, 5, mux, 1e5).array(1, 13).adcArea().squareMillimetres() * 1e6;
        assertEquals(expected, found, 1e-4 * expected);
    }

    /** One comparator with its reference, and no encoder. */
    @Test
    void aBinaryReadIsASenseAmplifier() throws Exception {
        double expected = 16 * (9 * 28 * 7.6 * 0.022 * 0.022 + 128 * 48 * 0.04 * 0.04 / 2);
        assertEquals(expected, model("22nm-rram", 128, AdcKind.FLASH, 1, 8, 1e5).array(1, 13).adcArea().squareMillimetres() * 1e6, 1e-4 * expected);
    }

    /** Converters, switches, decoders and level shifters below the cells make the array 84 um high; drivers of the rows stand beside all but the decoder. */
    @Test
    void driversOfRowsStandBesideAllCircuits() throws Exception {
        double width = 1536 * 0.022;
        double shifters = 128 * 194.4 * 28 * 3.8 * 0.022 * 0.022;
        double below = model("22nm-rram", 128, AdcKind.FLASH, 5, 8, 1e5).array(1, 13).adcArea().squareMillimetres() * 1e6;
        double decoder = 8 * 28 * 0.022;
        double whole = 128 * 4 * 0.022 + below / width + decoder + (16.2 + 8 * 28) * 0.022 + shifters / width;
        assertEquals(84.2, whole, 0.1);
        double switches = (24 + 4 * 5) * 3.8 * 0.022; // of one column, folded four times into 28 F
        double beside = switches + 2 * shifters / (whole - decoder);
        double expected = whole * (width + beside) - 128 * 4 * 0.022 * width - below;
        double found = model("22nm-rram", 128, AdcKind.FLASH, 5, 8, 1e5).array(1, 13).driversArea().squareMillimetres() * 1e6;
        assertEquals(expected, found, 1e-4 * expected);
    }

    @ParameterizedTest
    @CsvSource({"7nm-fefet, 32, FLASH, 5, true", "7nm-fefet, 64, FLASH, 5, false", "7nm-fefet, 64, FLASH, 7, true", "7nm-sram, 32, FLASH, 5, false",
        "7nm-fefet, 32, SAR, 5, false"})
    void encodersMayBeWiderThanTheArray(String node, int side, AdcKind adc, int bits, boolean narrow) throws Exception {
        assertEquals(narrow, model(node, side, adc, bits, 8, 1e5).isNarrow());
    }
}
