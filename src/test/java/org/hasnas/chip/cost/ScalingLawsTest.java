package org.hasnas.chip.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.mapping.CrossbarLayer;
import org.hasnas.chip.model.ChipComponent;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareProfile.AdcKind;
import org.hasnas.chip.model.HardwareProfile.Array;
import org.hasnas.chip.model.HardwareProfile.Converter;
import org.hasnas.chip.model.HardwareProfile.Device;
import org.hasnas.chip.model.HardwareProfile.Layout;
import org.hasnas.chip.model.HardwareProfile.Schedule;
import org.hasnas.chip.model.HardwareProfile.SignCoding;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.units.Area;
import org.hasnas.units.Energy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scaling laws that sub-array probes of DNN+NeuroSim V1.3 show, and that every choice of a chip gives a sound cost. */
final class ScalingLawsTest {
    private static final double SIEMENS_TO_MICRO = 1e6;

    private static HardwareProfile chip(int node, int side, AdcKind adc, int adcBits, int mux, int cellBits, double offOhms) {
        return new HardwareProfile("test", "", "neurosim-" + node + "nm", new Array(side, cellBits, 8, SignCoding.OFFSET),
                new Converter(adc, adcBits, mux, 0), new Device(6000, offOhms, 0.5), new Layout(8, true, true, Schedule.LAYER_BY_LAYER));
    }

    private static ArrayCost array(int node, AdcKind adc, int adcBits, double activeRows) throws Exception {
        HardwareProfile chip = chip(node, 128, adc, adcBits, 8, 2, 900e3);
        return new PhysicalModel(chip, HardwareProfiles.catalog(chip)).array(1, activeRows);
    }

    private static double squareMicrometres(Area area) {
        return area.squareMillimetres() * 1e6;
    }

    private static double picojoules(Energy energy) {
        return energy.joules() * 1e12;
    }

    /** Sum of the conductances of {@code rows} cells of all levels alike, in uS. */
    private static double conductance(double rows) {
        return rows * 0.5 * SIEMENS_TO_MICRO * (1 / 7500.0 + 1 / 901_500.0);
    }

    @ParameterizedTest
    @CsvSource({"22, 10.917, 30.487, 18.745", "32, 23.098, 64.501, 39.659", "45, 45.678, 127.552, 78.427", "65, 95.302, 266.128, 163.633"})
    void converterAreas(int node, double comparator, double base, double perBit) throws Exception {
        for (int bits = 3; bits <= 5; bits++) {
            double flash = squareMicrometres(array(node, AdcKind.FLASH, bits, 10).adcArea()) / 16;
            // an encoder comes on top, a good tenth of the comparators up to 5 bits
            assertEquals(1.12, flash / (comparator * ((1 << bits) - 1)), 0.01, bits + " bits");
            assertEquals(base + perBit * bits, squareMicrometres(array(node, AdcKind.SAR, bits, 10).adcArea()) / 16, 1e-6);
        }
    }

    @ParameterizedTest
    @CsvSource({"22, 1.7, 0.0631", "32, 3.0875, 0.0649", "45, 6.3162, 0.075", "65, 8.4147, 0.0972"})
    void flashEnergyIsOfComparatorsAndConductance(int node, double perComparator, double perMicrosiemens) throws Exception {
        for (int bits = 3; bits <= 7; bits++) {
            double conversion = picojoules(array(node, AdcKind.FLASH, bits, 20).adcEnergy()) / 128;
            double law = 1e-3 * (perComparator * ((1 << bits) - 1) + perMicrosiemens * conductance(20));
            double encoder = conversion - law;
            assertTrue(encoder > 0 && encoder < 0.1 * law, bits + " bits: " + conversion + " pJ, law " + law);
        }
    }

    @ParameterizedTest
    @CsvSource({"22", "32", "45", "65"})
    void sarEnergyIsCyclesTimesPowerAffineInBitsAndConductance(int node) throws Exception {
        double[] power = new double[7];
        for (int bits = 4; bits <= 6; bits++) {
            power[bits] = picojoules(array(node, AdcKind.SAR, bits, 20).adcEnergy()) / (bits + 1);
        }
        assertEquals(power[5] - power[4], power[6] - power[5], 1e-9);
        double at10 = picojoules(array(node, AdcKind.SAR, 5, 10).adcEnergy());
        double at20 = picojoules(array(node, AdcKind.SAR, 5, 20).adcEnergy());
        double at30 = picojoules(array(node, AdcKind.SAR, 5, 30).adcEnergy());
        assertEquals(at20 - at10, at30 - at20, 1e-9);
    }

    @Test
    void peripheryScalesWithTheSquareOfTheFeature() throws Exception {
        ArrayCost small = array(22, AdcKind.SAR, 5, 10);
        for (int node : new int[] {32, 45, 65}) {
            double square = Math.pow(node / 22.0, 2);
            ArrayCost large = array(node, AdcKind.SAR, 5, 10);
            assertEquals(1, squareMicrometres(large.adcArea()) / squareMicrometres(small.adcArea()) / square, 0.02);
            assertEquals(1, squareMicrometres(large.cellsArea()) / squareMicrometres(small.cellsArea()) / square, 1e-9);
            assertEquals(1, squareMicrometres(large.driversArea()) / squareMicrometres(small.driversArea()) / square, 0.15);
        }
    }

    @Test
    void everyColumnIsConvertedOncePerInputBit() throws Exception {
        for (AdcKind adc : AdcKind.values()) {
            HardwareProfile chip = chip(22, 128, adc, 5, 8, 2, 900e3);
            double one = cost(chip, layers(1), 0.2).component(ChipComponent.ADC).energy().joules();
            double eight = cost(chip, layers(8), 0.2).component(ChipComponent.ADC).energy().joules();
            assertEquals(8, eight / one, 1e-9);
        }
    }

    @Test
    void theReferenceChipSplitsAsNeuroSims() throws Exception {
        HardwareProfile chip = HardwareProfiles.find("neurosim-22nm-rram");
        PhysicalCostReport report = cost(chip, layers(8), 0.145);
        double area = report.total().area().squareMetres();
        double adcs = report.component(ChipComponent.ADC).area().squareMetres() / area;
        double wires = report.component(ChipComponent.INTERCONNECT).area().squareMetres() / area;
        double buffers = report.component(ChipComponent.BUFFER).latency().seconds() / report.total().latency().seconds();
        assertTrue(adcs > 0.24 && adcs < 0.56, "ADCs " + adcs);
        assertTrue(wires > 0.08 && wires < 0.29, "wires " + wires);
        assertTrue(buffers > 0.54 && buffers < 0.85, "buffers " + buffers);
        double dense = cost(chip, layers(1), 0.5).total().energy().joules();
        double sparse = cost(chip, layers(1), 0.1).total().energy().joules();
        assertTrue(sparse / dense > 0.6 && sparse / dense < 0.95, "energy at 10 % spikes: " + sparse / dense);
    }

    @Test
    void cellsThatConductWhenOffSlowTheClock() throws Exception {
        double before = 0;
        for (double off : new double[] {900e3, 200e3, 60e3}) {
            HardwareProfile chip = chip(22, 128, AdcKind.FLASH, 5, 8, 2, off);
            double clock = new PhysicalModel(chip, HardwareProfiles.catalog(chip)).array(8, 19).clock().seconds();
            assertTrue(clock > before, off + " ohm");
            before = clock;
        }
        assertEquals(5.64e-9, before, 0.3e-9); // a probe
    }

    /** NeuroSim's small network of convolutions and linear layers. */
    private static List<CrossbarLayer> layers(int inputBits) {
        int[][] shapes = {{18, 3, 3, 64}, {18, 64, 3, 128}, {10, 128, 3, 128}, {8, 128, 1, 128}, {1, 2048, 1, 256}, {1, 256, 1, 10}};
        List<CrossbarLayer> layers = new ArrayList<>();
        for (int[] shape : shapes) {
            long out = shape[0] - shape[2] + 1L;
            layers.add(new CrossbarLayer("layer" + layers.size(), -1, (long) shape[1] * shape[3] * shape[2] * shape[2], shape[1], shape[3], shape[2],
                    (long) shape[0] * shape[0], out * out, inputBits, 0));
        }
        return layers;
    }

    private static PhysicalCostReport cost(HardwareProfile chip, List<CrossbarLayer> layers, double rate) throws Exception {
        return new PhysicalModel(chip, HardwareProfiles.catalog(chip)).cost(PhysicalInputs.matrices(layers), SpikeRates.of(rate));
    }

    @Test
    void everyChoiceGivesASoundCost() throws Exception {
        for (int node : new int[] {22, 32, 45, 65}) {
            for (AdcKind adc : AdcKind.values()) {
                for (int side : new int[] {32, 64, 128, 256}) {
                    for (int mux : new int[] {1, 4, 8, 16}) {
                        for (int cellBits : new int[] {1, 2, 4}) {
                            for (int adcBits = 3; adcBits <= 8; adcBits++) {
                                check(chip(node, side, adc, adcBits, mux, cellBits, 900e3));
                            }
                        }
                    }
                }
            }
        }
    }

    /** More spikes, more input bits and more ADC bits cost more; nothing is negative or no number. */
    private static void check(HardwareProfile chip) throws Exception {
        PhysicalModel model = new PhysicalModel(chip, HardwareProfiles.catalog(chip));
        String name = chip.toString();
        PhysicalCostReport few = model.cost(PhysicalInputs.matrices(layers(1)), SpikeRates.of(0.05));
        PhysicalCostReport many = model.cost(PhysicalInputs.matrices(layers(1)), SpikeRates.of(0.5));
        PhysicalCostReport bits = model.cost(PhysicalInputs.matrices(layers(8)), SpikeRates.of(0.5));
        assertTrue(few.total().energy().joules() > 0 && few.total().energy().joules() < many.total().energy().joules(), name);
        assertTrue(many.total().energy().joules() < bits.total().energy().joules(), name);
        assertEquals(few.total().area(), many.total().area(), name);
        assertTrue(many.total().area().squareMetres() < bits.total().area().squareMetres(), name);
        assertTrue(many.total().latency().seconds() < bits.total().latency().seconds(), name);
        for (var part : bits.components()) {
            assertTrue(part.area().squareMetres() >= 0 && part.energy().joules() >= 0 && part.latency().seconds() >= 0
                    && Double.isFinite(part.area().squareMetres() + part.energy().joules() + part.latency().seconds()), name);
        }
    }
}
